import type { TermSpace } from "./terms.ts";

const condition = /^(?:if|when|unless|for|once|after) ([^,:]{4,120})[,:]/i;

/** “收养八周岁以上未成年人的，应当 …”: the one case of a rule; one with several cases is the rule itself. */
const conditionChinese = /^([^。；]{6,}?)的，(?!.*的，)/;
/** Of two characters in a row many are no word: so much of any case is not in a question. */
const usualRest = 0.4;
/** Most Chinese rules open with their case, also those that are for everybody. */
const chineseShare = 0.75;

/** Share, 0 to 1, of the condition that a sentence opens with that a question does not speak of. */
export function strangeCase(
  text: string,
  { question, space }: { readonly question: string; readonly space: TermSpace },
): number {
  const inChinese = conditionChinese.exec(text)?.[1];
  const stated = inChinese ?? condition.exec(text)?.[1];
  const terms = space.terms(stated ?? "");
  if (terms.size === 0) return 0;
  const strange = 1 - space.coverage(terms, space.terms(question));
  return inChinese === undefined
    ? strange
    : (chineseShare * Math.max(0, strange - usualRest)) / (1 - usualRest);
}
