import type { Passage } from "../../src/core/source.ts";
import type { ParseOutcome } from "../../src/document/document.ts";

/** What is wrong with what came of some bytes: neither a document whose passages are its bytes, nor a failure with a reason. */
export function outcomeProblem(outcome: ParseOutcome): string | undefined {
  if (outcome.type !== "failure") return passageProblem(outcome.document);
  return /^[A-Z_]+$/.test(outcome.code) && outcome.message !== "" ? undefined : "a failure without a reason";
}

/** The first passage that is not what stands at its place. */
export function passageProblem(document: {
  readonly text: string;
  readonly passages: readonly Passage[];
}): string | undefined {
  const bytes = Buffer.from(document.text);
  const isExact = ({ start, end, text }: Passage): boolean =>
    bytes.subarray(start, end).toString("utf8") === text;
  return document.passages.every(isExact) ? undefined : "a passage is not its bytes";
}
