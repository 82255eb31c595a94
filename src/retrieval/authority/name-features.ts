import { parse } from "tldts";
import type { AuthorityReason } from "../../core/authority.ts";

/** What one group of words suggests of a publisher whose name has one of them. */
export interface NameGroup {
  readonly id: string;
  readonly meaning: AuthorityReason;
}

/** Groups by word; a word may be in several. */
export interface NameWords {
  readonly groups: ReadonlyMap<string, NameGroup>;
  readonly groupsOf: ReadonlyMap<string, readonly string[]>;
  /** Letters of the longest word. */
  readonly longest: number;
}

/** What is seen in a host name: the id of a feature, and the words that show it where it comes from words. */
export type NameFeatures = ReadonlyMap<string, readonly string[]>;

/** Reads `name-words.txt`. Throws for words before the first group. */
export function readNameWords(text: string): NameWords {
  const groups = new Map<string, NameGroup>();
  const groupsOf = new Map<string, readonly string[]>();
  let id: string | undefined;
  for (const line of text.split("\n").filter((each) => each !== "" && !each.startsWith("#"))) {
    const [, opened, en, zh] = /^\[(.+)\] (.+) \/ (.+)$/.exec(line) ?? [];
    if (opened !== undefined && en !== undefined && zh !== undefined) {
      id = opened;
      groups.set(id, { id, meaning: { en, zh } });
    } else if (id === undefined) throw new Error(`name-words.txt: ${line} is in no group`);
    else {
      for (const word of line.split(" ")) groupsOf.set(word, [...(groupsOf.get(word) ?? []), id]);
    }
  }
  return { groups, groupsOf, longest: Math.max(0, ...[...groupsOf.keys()].map((word) => word.length)) };
}

const callSign = /^[kw][a-z]{2,3}(?:tv|fm|am|news)?\d{0,2}$/;
const longName = 16;
const manyWords = 3;

/** What the name of a host shows, without asking whose it is. Empty for what is no name of the public web. */
export function nameFeatures(host: string, words: NameWords): NameFeatures {
  const { domainWithoutSuffix, publicSuffix, subdomain, isIcann, isPrivate } = parse(host, {
    allowPrivateDomains: true,
  });
  const isReal = isIcann === true || isPrivate === true;
  if (domainWithoutSuffix === null || publicSuffix === null || !isReal) return new Map();
  const suffix = suffixClass(publicSuffix);
  const features = new Map<string, readonly string[]>(suffix === undefined ? [] : [[`suffix ${suffix}`, []]]);
  const below = (subdomain ?? "").split(".").filter((label) => label !== "" && label !== "www");
  const parts = domainWithoutSuffix.split("-");
  const found = parts.flatMap((part) => wordsIn(part, words));
  for (const word of found) note(features, "", { word, words });
  for (const label of below)
    for (const word of wordsIn(label, words)) note(features, "below ", { word, words });
  if (callSign.test(domainWithoutSuffix)) features.set("call-sign", [domainWithoutSuffix]);
  const shapes = {
    hosted: isPrivate === true,
    below: below.length > 0,
    "several words": found.length >= manyWords,
    "no known word": found.length === 0,
    long: domainWithoutSuffix.length >= longName,
    hyphen: parts.length > 1,
    digit: /\d/.test(domainWithoutSuffix),
  };
  for (const [shape, isSo] of Object.entries(shapes)) if (isSo) features.set(`shape ${shape}`, []);
  return features;
}

function note(
  features: Map<string, readonly string[]>,
  place: "" | "below ",
  { word, words }: { readonly word: string; readonly words: NameWords },
): void {
  for (const group of words.groupsOf.get(word) ?? [])
    features.set(`${place}${group}`, [...(features.get(`${place}${group}`) ?? []), word]);
}

const told = new Set([
  "com",
  "org",
  "net",
  "info",
  "tv",
  "co",
  "us",
  "eu",
  "news",
  "biz",
  "mobi",
  "ca",
  "uk",
]);
/** Suffixes open to anybody and mostly sold for a first year at little or nothing. */
const promoted = new Set(
  "xyz top site online club live life world buzz click link icu vip win work store shop today space fun website host press pw cf ga gq ml tk ws cc".split(
    " ",
  ),
);

/** A suffix that tells something by itself, else whether it is a country's. */
function suffixClass(publicSuffix: string): string | undefined {
  const top = publicSuffix.split(".").at(-1) ?? "";
  if (told.has(top)) return top;
  if (promoted.has(top)) return "promoted";
  return top.length === 2 ? "country" : undefined;
}

const shortestRest = 4;
const shortRestCost = 4;
const wordCost = 0.5;

/**
 * The known words that a name is best read as. Letters that no word covers cost one each and more where they are too
 * few to be a name of their own: `smart` is not read as `art`, `healthranger` is read as `health`.
 */
export function wordsIn(name: string, { groupsOf, longest }: NameWords): readonly string[] {
  const best: { readonly cost: number; readonly words: readonly string[] }[] = [{ cost: 0, words: [] }];
  for (let end = 1; end <= name.length; end += 1) {
    let chosen = { cost: Infinity, from: 0, word: "" };
    for (let from = 0; from < end; from += 1) {
      const length = end - from;
      const part = length > longest ? "" : name.slice(from, end);
      const word = groupsOf.has(part) ? part : "";
      const own = word === "" ? restCost(length, length === name.length) : wordCost;
      const cost = (best[from]?.cost ?? Infinity) + own;
      if (cost < chosen.cost) chosen = { cost, from, word };
    }
    const before = best[chosen.from]?.words ?? [];
    best.push({ cost: chosen.cost, words: chosen.word === "" ? before : [...before, chosen.word] });
  }
  return best.at(-1)?.words ?? [];
}

function restCost(length: number, isWhole: boolean): number {
  return length + (isWhole || length >= shortestRest ? 0 : shortRestCost);
}
