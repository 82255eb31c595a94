import type { AnswerKind, QuestionAnalysis } from "../question.ts";

/** Kinds whose answer is one fact, which may stand in a passage that shares no word with the question. */
const factual: ReadonlySet<AnswerKind> = new Set([
  "person",
  "place",
  "date",
  "amount",
  "fact",
  "list",
  "yes-no",
  "comparison",
]);

/** Certain when the question is nested, likely when it asks for a fact about something it names. */
const likely = 0.7;

/**
 * How much a question depends on things it does not name and that have to be found first: 1 for a
 * nested question, 0 for one about a matter or a procedure. Decides how much the policy follows names
 * from passage to passage, which for “how do I renew a passport” would only lead astray.
 */
export function hopNeed(analysis: QuestionAnalysis): number {
  const { subQuestions, question } = analysis;
  if (subQuestions.some((sub) => sub.template !== undefined)) return 1;
  if (/\b(?:I|my|we|our)\b(?! ?[.,])/.test(question) || /我|怎么办|规定|办理|申请/.test(question)) return 0;
  if (/\b(?:differ\w*|compar\w*|versus|vs)\b|区别|不同|差异|对比|比较/i.test(question)) return 0;
  const names = analysis.entities.filter(
    (entity) => !/^[\d年月日第条]+$/.test(entity) && !/[法例定]$/.test(entity),
  );
  const isFactual = subQuestions.every((sub) => factual.has(sub.kind) && sub.id !== "overview");
  return names.length > 0 && isFactual ? likely : 0;
}
