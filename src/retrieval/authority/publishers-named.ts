import type { Listing } from "./read-listing.ts";

const mostFound = 5;
const shortest = { han: 2, other: 4 } as const;

/**
 * Domains of listed publishers with this name, in English or Chinese, at most five: those with exactly this name, else
 * those whose name has it as whole words. Reads the whole listing.
 */
export function publishersNamed(asked: string, listing: Listing): readonly string[] {
  const wanted = plain(asked);
  const isHan = /\p{Script=Han}/u.test(wanted);
  if (wanted.length < (isHan ? shortest.han : shortest.other)) return [];
  const exact: string[] = [];
  const within: string[] = [];
  for (const { domain, name, nameZh } of listing.entries()) {
    const names = [name, nameZh].flatMap((each) => (each === undefined ? [] : [plain(each)]));
    if (names.includes(wanted)) exact.push(domain);
    else if (names.some((each) => (isHan ? each.includes(wanted) : ` ${each} `.includes(` ${wanted} `))))
      within.push(domain);
  }
  return (exact.length > 0 ? exact : within)
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .slice(0, mostFound);
}

function plain(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^the /, "");
}
