import type { RunStatus } from "./events.ts";
import type { LoopState } from "./state.ts";

/** How a run ends, and why where it is not plainly answered. */
export interface Ending {
  readonly status: RunStatus;
  readonly reason?: string;
}

/** The ending that an answer means; an empty one found nothing. */
export function endingOf(answer: string, { spent, truncated, fallback }: LoopState): Ending {
  const reasons = [
    ...(spent === undefined ? [] : [`budget spent: ${spent}`]),
    ...(truncated ? ["the answer was cut off at the model's output limit"] : []),
    ...(fallback === undefined ? [] : [`the model gave no answer, so the ${fallback} policy wrote it`]),
  ];
  if (reasons.length === 0) return { status: answer === "" ? "not-found" : "answered" };
  return { status: answer === "" ? "not-found" : "partial", reason: reasons.join("; ") };
}
