import type { Source } from "../../core/source.ts";

/** How far a source is to be trusted by what is known of its publisher: 0 to 1, 0.5 when nothing is known. */
export type AuthorityOf = (source: Source) => number;

/** Knows nothing of any publisher. */
export const neutralAuthority: AuthorityOf = () => 0.5;

/** Swing of the prior: a wrong one this large costs 1 to 3 % nDCG, one three times as large up to 14 %. */
const swing = 0.2;

/** Factor of a score, from 0.9 to 1.1: enough to order what is about equally relevant, too little for anything else. */
export function authorityFactor(authority: number): number {
  return 1 + swing * (Math.min(1, Math.max(0, authority)) - 0.5);
}
