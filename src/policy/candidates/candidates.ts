import type { Measuring } from "../evidence/measure-passage.ts";
import { type Candidate, maxCandidates } from "./candidate.ts";
import { openCandidates } from "./open-candidates.ts";
import { searchCandidates } from "./search-candidates.ts";
import { selectCandidates } from "./select-candidates.ts";

/** What the turn under way will already do. */
export interface Pending {
  readonly queries: readonly string[];
  readonly refs: readonly string[];
}

/** Everything that can be decided now, at most `maxCandidates`, in a fixed order that ends with stopping. */
export function candidates(
  setting: Measuring,
  pending: Pending,
  options: { readonly select: boolean },
): readonly Candidate[] {
  const { state } = setting;
  const found: Candidate[] = [
    ...(options.select ? selectCandidates(setting) : []),
    ...searchCandidates(state, pending.queries),
    ...openCandidates(state, pending.refs),
  ];
  return [...found.slice(0, maxCandidates - 1), { type: "stop" }];
}
