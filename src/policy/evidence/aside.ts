import type { PassageView } from "../state/passage-view.ts";

const sanction =
  /处[^，。；]{0,24}(?:罚款|拘留|有期徒刑|拘役|管制)|给予[^，。；]{0,12}(?:处分|警告|处罚)|吊销|追究刑事责任|责令(?:改正|限期|停)/;
const sanctionHeading = /法律责任|罚则/;
const asksForSanction =
  /罚|判|刑|坐牢|蹲监狱|拘留|处分|吊销|扣|违法|犯法|犯罪|处理|责任|后果|举报|投诉|赔|抓|怎么办|penal|fine|punish/i;

/** Whether a passage of a law only says what follows on a breach, and the question asks for the rule. */
function isUnaskedSanction({ passage }: PassageView, question: string): boolean {
  if (asksForSanction.test(question)) return false;
  return passage.headingPath.some((heading) => sanctionHeading.test(heading)) || sanction.test(passage.text);
}

/** Territories and services with rules of their own. */
const realms: readonly RegExp[] = [
  /香港/,
  /澳门/,
  /台湾/,
  /军事|军队|解放军|军人|现役|武警/,
  /外商|外资/,
  /船舶|海商/,
];

/** Whether the title of a law names a realm that the question does not. */
function isOtherRealm({ source }: PassageView, question: string): boolean {
  return realms.some((realm) => realm.test(source.title) && !realm.test(question));
}

/** 1 for a passage that speaks of the matter beside what is asked: a sanction, a rule of another realm; else 0. */
export function asideOf(view: PassageView, question: string): 0 | 1 {
  return isUnaskedSanction(view, question) || isOtherRealm(view, question) ? 1 : 0;
}
