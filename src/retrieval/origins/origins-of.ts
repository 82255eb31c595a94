import { getDomain } from "tldts";
import type { Source } from "../../core/source.ts";
import { type AuthorityOf, bundledAuthority } from "../ranking/authority.ts";
import { areNearCopies, sketchOf } from "./near-copies.ts";

export interface Origin {
  /** The same number for sources that count once. */
  readonly origin: number;
  /** Ids of the other sources with nearly the same text. */
  readonly nearCopies: readonly string[];
}

/**
 * Groups sources that are not independent: pages of one registrable domain, near-copies of one text wherever they
 * stand, and mirrors and aggregators, which count once together, with the open encyclopaedia that most of them
 * copy. Local files have no domain; only their text can join them. Transitive.
 */
export function originsOf(
  sources: readonly { readonly source: Source; readonly text: string | undefined }[],
  authorityOf: AuthorityOf = bundledAuthority,
): ReadonlyMap<string, Origin> {
  const sketches = sources.map(({ text }) => (text === undefined ? undefined : sketchOf(text)));
  const domains = sources.map(({ source }) => originDomain(source, authorityOf));
  const groups = sources.map((_, index) => index);
  const copies = sources.map((): string[] => []);
  const rootOf = (index: number): number => {
    const parent = groups[index] ?? index;
    return parent === index ? index : rootOf(parent);
  };
  for (const [left, a] of sources.entries()) {
    for (const [offset, b] of sources.slice(left + 1).entries()) {
      const right = left + 1 + offset;
      const [first, second] = [sketches[left], sketches[right]];
      const isCopy = first !== undefined && second !== undefined && areNearCopies(first, second);
      if (isCopy) {
        copies[left]?.push(b.source.id);
        copies[right]?.push(a.source.id);
      }
      const isSameDomain = domains[left] !== undefined && domains[left] === domains[right];
      if (isCopy || isSameDomain) groups[rootOf(right)] = rootOf(left);
    }
  }
  return new Map(
    sources.map(({ source }, index) => [
      source.id,
      { origin: rootOf(index) + 1, nearCopies: copies[index] ?? [] },
    ]),
  );
}

/** What only repeats others is no origin of its own, whatever its text has become on the way. */
function originDomain(source: Source, authorityOf: AuthorityOf): string | undefined {
  return authorityOf(source).kind === "mirror" ? encyclopaedia : domainOf(source.url);
}

const encyclopaedia = "wikipedia.org";

/** The registrable domain of a web address (Public Suffix List, private part included), or its host. */
function domainOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || url.hostname === "") return undefined;
  return getDomain(url.hostname, { allowPrivateDomains: true }) ?? url.hostname;
}
