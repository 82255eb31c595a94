import type { QuestionParts } from "./question-draft.ts";

/** The question in other words: what has to be found out, and under which circumstances. */
export function restate({ drafts, constraints }: QuestionParts, chinese: boolean): string {
  const asked = drafts.map((draft) => draft.text.replace(/[?？。.\s]+$/, ""));
  const list =
    asked.length === 1
      ? (asked[0] ?? "")
      : asked.map((text, index) => `(${index + 1}) ${text}`).join(chinese ? "；" : "; ");
  const situation = constraints.join(chinese ? "，" : "; ");
  if (chinese) return `要弄清：${list}。${situation === "" ? "" : `情况：${situation}。`}`;
  return `To find out: ${list}.${situation === "" ? "" : ` Situation: ${situation}.`}`;
}
