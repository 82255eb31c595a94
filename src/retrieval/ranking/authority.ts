import type { Authority } from "../../core/authority.ts";
import type { Source } from "../../core/source.ts";
import { openAuthorityIndex } from "../authority/authority-index.ts";

/** What is known of the publisher of a source. */
export type AuthorityOf = (source: Source) => Authority;

/** By the index that comes with Deepwell, which is read when the first source is asked for. */
export const bundledAuthority: AuthorityOf = (source) => openAuthorityIndex().ofSource(source);

/** Swing of the prior: a wrong one this large costs 1 to 3 % nDCG, one three times as large up to 14 %. */
const swing = 0.2;

/** Factor of a score, from 0.9 to 1.1: enough to order what is about equally relevant, too little for anything else. */
export function authorityFactor(score: number): number {
  return 1 + swing * (Math.min(1, Math.max(0, score)) - 0.5);
}
