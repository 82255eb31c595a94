import type { Span } from "../body/body.ts";
import type { Claim, Problem } from "../report.ts";
import type { Labels } from "./labels.ts";
import { quoteDifference } from "./quote-difference.ts";

/** Why a claim is flagged, in words, one after another; empty for a supported one. Numbers of one fault are told together. */
export function flagText(claim: Claim, labels: Labels): string {
  const merged: Problem[] = [];
  for (const problem of claim.problems) {
    const same = merged.findIndex(({ type }) => type === problem.type);
    const known = merged[same];
    if (known !== undefined && isAboutNumber(known) && isAboutNumber(problem)) {
      merged[same] = { ...known, number: known.number + labels.comma + problem.number };
    } else merged.push(problem);
  }
  return merged.map((problem) => labels.flag(shortened(problem))).join(labels.separator);
}

/** Of a long quotation that was altered, the words around the change are enough. */
function shortened(problem: Problem): Problem {
  if (problem.type !== "quote-altered" || problem.nearest === "") return problem;
  return { ...problem, ...quoteDifference(problem.quote, problem.nearest) };
}

type NumberProblem = Extract<Problem, { type: "number-missing" | "number-elsewhere" | "number-misplaced" }>;

function isAboutNumber(problem: Problem): problem is NumberProblem {
  return /^number-(?:missing|elsewhere|misplaced)$/.test(problem.type);
}

/**
 * The flag of each sentence of a paragraph, by claim id. Sentences without a source that follow one another share one
 * flag, behind the last of them, so that a page of them stays readable.
 */
export function paragraphFlags(
  spans: readonly Span[],
  claims: ReadonlyMap<string, Claim>,
  labels: Labels,
): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  let run = 0;
  for (const [index, { claimId }] of spans.entries()) {
    const claim = claimId === undefined ? undefined : claims.get(claimId);
    if (claim === undefined) continue;
    run = claim.verdict === "uncited" ? run + 1 : 0;
    const next = spans.slice(index + 1).find((span) => span.claimId !== undefined)?.claimId;
    const goesOn = run > 0 && next !== undefined && claims.get(next)?.verdict === "uncited";
    if (!goesOn) flags.set(claim.id, run > 1 ? labels.uncitedRun(run) : flagText(claim, labels));
  }
  return flags;
}
