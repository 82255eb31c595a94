import type { Authority } from "../../core/authority.ts";
import type { Source } from "../../core/source.ts";
import { type AuthorityIndex, openAuthorityIndex } from "../authority/authority-index.ts";

/** What is known of the publisher of a source, or of an address that was not read yet. */
export type AuthorityOf = (source: Pick<Source, "url" | "tier">) => Authority;

let bundled: AuthorityIndex | undefined;

/** By the index that comes with Deepwell: opened when the first source is asked for, one for the process. */
export const bundledAuthority: AuthorityOf = (source) => {
  bundled ??= openAuthorityIndex();
  return bundled.ofSource(source);
};

/** Swing of the prior: a wrong one this large costs 1 to 3 % nDCG, one three times as large up to 14 %. */
const swing = 0.2;

/** Factor of a score, from 0.9 to 1.1: enough to order what is about equally relevant, too little for anything else. */
export function authorityFactor(score: number): number {
  return 1 + swing * (Math.min(1, Math.max(0, score)) - 0.5);
}
