import { chineseChain } from "./chinese-chain.ts";
import { chineseClauses, isChineseAsked } from "./chinese-clauses.ts";
import { chineseComparison, chineseComparisonDrafts } from "./chinese-comparison.ts";
import { chineseHeading } from "./chinese-heading.ts";
import { chineseKind } from "./chinese-kind.ts";
import { askingWords, chineseKindWords } from "./chinese-words.ts";
import { subjectWords } from "./chinese-subject.ts";
import { asLawsSay, withEmployer } from "./chinese-wording.ts";
import type { QuestionDraft, QuestionParts } from "./question-draft.ts";

/** Takes a Chinese question apart by its words; a question of no known form is one draft. */
export function chineseParts(question: string): QuestionParts {
  const { context, asked: clauses } = chineseClauses(withEmployer(question));
  const asked = clauses.flatMap(expandCoordination).map(asLawsSay);
  const constraints = context.filter(isChineseSituation);
  const told = context.filter((clause) => !isChineseSituation(clause));
  const about = told.length > 0 ? told.join("，") : headOf(asked[0] ?? "");
  const words = subjectWords(about).split(" ");
  const topic: ChineseTopic = {
    text: about,
    words: words.filter((word) => !chineseKindWords.includes(word)).join(" "),
  };
  const drafts: QuestionDraft[] = [];
  for (const [index, clause] of asked.entries()) {
    const needsTopic = told.length > 0 || index > 0;
    const made = draftsOf(clause, {
      ...(needsTopic ? { topic } : {}),
      isAlone: asked.length === 1 && told.length === 0,
    });
    const shift = drafts.length;
    drafts.push(...made.map((draft) => ({ ...draft, dependsOn: draft.dependsOn.map((at) => at + shift) })));
  }
  return {
    drafts,
    constraints,
    topic: told.length > 0 || asked.length > 1 ? topic.words : "",
    isOverview: drafts.length === 1 && drafts[0]?.kind === "fact" && !isAsking(drafts[0].text),
  };
}

function isAsking(text: string): boolean {
  return (
    askingWords.some((word) => text.includes(word)) ||
    (isChineseAsked(text) && chineseKind(text) === "comparison")
  );
}

interface ChineseTopic {
  readonly text: string;
  /** Its content words, parted by spaces. */
  readonly words: string;
}

interface Setting {
  readonly topic?: ChineseTopic;
  readonly isAlone: boolean;
}

function draftsOf(clause: string, { topic, isAlone }: Setting): readonly QuestionDraft[] {
  const comparison = chineseComparison(clause);
  if (comparison !== undefined) return chineseComparisonDrafts(clause, comparison);
  const chain = isAlone ? chineseChain(clause) : [];
  return chain.length > 0 ? chain : [simpleDraft(clause, topic)];
}

const pronoun = /它们?|这个|那个|其(?!中|他|它|实|余)|该(?!如何|怎)/;

function simpleDraft(clause: string, topic: ChineseTopic | undefined): QuestionDraft {
  const kind = chineseKind(clause);
  const own = subjectWords(clause, { suffixes: true });
  const subject = own.split(" ").filter((word) => word !== "" && !chineseKindWords.includes(word));
  const shares = topic?.words.split(" ").some((word) => word.length > 1 && clause.includes(word)) === true;
  const elliptical =
    topic !== undefined &&
    !shares &&
    (subject.length === 0 || pronoun.test(clause) || subject.join("").length <= 4);
  const about = topic?.text ?? "";
  const text = elliptical ? resolved(clause, about, subject.length === 0) : clause;
  return {
    text: isAsking(clause) ? `${text.replace(/[？?。]+$/, "")}？` : text,
    own,
    kind,
    heading: chineseHeading(elliptical ? clause : text, kind, elliptical && subject.length === 0),
    dependsOn: [],
  };
}

function resolved(clause: string, about: string, isBare: boolean): string {
  if (pronoun.test(clause)) return clause.replace(pronoun, about);
  if (!isBare) return `${clause.replace(/[？?。]+$/, "")}（${about}）`;
  const joint = /^(?:怎么|如何|怎样|多|要|需|能|可|应|该|是|有|为什么|什么|哪)/.test(clause) ? "，" : "的";
  return `${about}${joint}${clause}`;
}

const coordination =
  /^(?<whole>.{2,20}?)的(?<items>[^的，,]{2,12}?(?:、[^的，,、]{2,12}?)*(?:和|及|以及|与|、)[^的，,、]{2,12}?)(?<ask>(?:分别|各)?(?:有哪些|是什么|有什么|是哪些|是多少|如何|怎么样|怎样).*)$/;

/** “糖尿病的症状、原因和治疗方法有哪些” asks three things. */
function expandCoordination(clause: string): readonly string[] {
  const { whole, items, ask } = coordination.exec(clause)?.groups ?? {};
  if (whole === undefined || items === undefined || chineseComparison(clause) !== undefined) return [clause];
  return items
    .split(/、|以及|和|及|与/)
    .map((item) => `${whole}的${item}${(ask ?? "").replace(/^(?:分别|各)/, "")}`);
}

const manner = /^(?:如何|怎么|怎样)(?!办|样|算|规定)/;

/** The subject of the first question, without what comes after the asking word begins. */
function headOf(clause: string): string {
  const opened = clause.replace(new RegExp(`^(?:${askingWords.join("|")})(?:是|叫|才|去|来)?`), "");
  const at = Math.min(
    ...askingWords.map((word) => opened.indexOf(word)).filter((index) => index > 0),
    opened.length,
  );
  const tail = opened
    .slice(at)
    .replace(manner, "")
    .replace(/[？?。]+$/, "");
  // “被处罚后如何申请复议”: what is done comes behind the asking word.
  const done = manner.test(opened.slice(at)) && tail.length >= 4 ? tail : "";
  return opened
    .slice(0, at)
    .concat(done)
    .replace(/(?:需要|要|应该|可以|能|是|有|归|由|属于|在|的|，)+$/, "");
}

const limits =
  /(?:\d+|[一二三四五六七八九十两几半])(?:天|日|周|个星期|个月|月|年|小时)(?:后|内|之内|以内|之后)|明天|后天|下周|下个?月|明年|今天|马上|急着|赶着/;
const person =
  /^(?:我|我们|本人|我家|我妈|我爸|我父母|我孩子)(?:今年|现在|目前|是|在|住|来自|属于|刚|已经|有)/;

/** Whether a clause tells of the asker and sets a condition. */
export function isChineseSituation(clause: string): boolean {
  return (
    limits.test(clause) || (person.test(clause) && !/丢|被|失|坏|病|伤|想|要|买|租|离婚|辞|解雇/.test(clause))
  );
}
