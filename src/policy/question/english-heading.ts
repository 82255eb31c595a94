import type { AnswerKind } from "../question.ts";
import { capitalise } from "./english-comparison.ts";

const labels: Readonly<Record<AnswerKind, string>> = {
  procedure: "What to do",
  amount: "How much",
  duration: "How long it takes",
  date: "When",
  person: "Who",
  place: "Where",
  definition: "What it is",
  requirement: "What is required",
  reason: "Why",
  comparison: "Comparison",
  list: "Which",
  "yes-no": "Whether it holds",
  fact: "What is known",
};

const maxCharacters = 70;

/** A heading for a section that answers `clause`; `elliptical` when the clause has no subject of its own. */
export function englishHeading(clause: string, kind: AnswerKind, elliptical: boolean): string {
  if (elliptical)
    return kind === "amount" && /\b(?:cost|fee|price|pay|charge)/i.test(clause) ? "Cost" : labels[kind];
  const text = clause.replace(/[?!.\s]+$/, "");
  const procedure = /^how (?:do|can|should|could|would|must) (?:i|we|you|one|people|someone) (.+)$/i.exec(
    text,
  )?.[1];
  if (procedure !== undefined) return shorten(`How to ${procedure}`);
  const named = /^(?:what|who)(?:['’]s| is| are| was| were) (?:the |an? )?(.+)$/i.exec(text)?.[1];
  if (named !== undefined && !/^(?:it|this|that|they|there)\b/i.test(named))
    return shorten(capitalise(named));
  return shorten(capitalise(text.replace(/^(?:the|an?) /i, "")));
}

function shorten(text: string): string {
  if (text.length <= maxCharacters) return text;
  const cut = text.slice(0, maxCharacters);
  const at = cut.lastIndexOf(" ");
  return `${cut.slice(0, at > 30 ? at : maxCharacters).replace(/[\s,;:]+$/, "")} …`;
}
