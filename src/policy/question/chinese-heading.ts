import type { AnswerKind } from "../question.ts";

const labels: Readonly<Record<AnswerKind, string>> = {
  procedure: "怎么办",
  amount: "数额",
  duration: "期限与时间",
  date: "时间",
  person: "相关人物",
  place: "地点",
  definition: "含义",
  requirement: "条件与要求",
  reason: "原因",
  comparison: "对比",
  list: "包括哪些",
  "yes-no": "是否成立",
  fact: "基本情况",
};

const maxCharacters = 32;

/** The label of a kind of answer, for a section whose question has no subject of its own. */
export function chineseLabel(kind: AnswerKind, clause = ""): string {
  return kind === "amount" && /钱|费|价|cost|fee|price/i.test(clause) ? "费用" : labels[kind];
}

/** A heading for a section that answers `clause`. */
export function chineseHeading(clause: string, kind: AnswerKind, elliptical: boolean): string {
  if (elliptical) return chineseLabel(kind, clause);
  const text = clause
    .replace(/[？?。！!\s]+$/, "")
    .replace(/^(?:请问|关于)/, "")
    .replace(/(?:是|有)(?:什么|哪些)(?:规定|要求|内容)?$/, (tail) =>
      /规定|要求/.test(tail) ? `的${tail.slice(-2)}` : "",
    )
    .replace(/的的/g, "的")
    .replace(/(?:吗|呢)$/, "");
  return text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters)}…`;
}
