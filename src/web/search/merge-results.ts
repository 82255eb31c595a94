import { getDomain } from "tldts";
import { reciprocalRank } from "../../core/reciprocal-rank.ts";
import { pageKey, withoutTracking } from "./canonical-url.ts";
import type { WebResult } from "./search-engine.ts";

/** What one engine found, best first. */
export interface EngineList {
  readonly engine: string;
  readonly results: readonly WebResult[];
}

/** One page that one or several engines found. */
export interface MergedResult extends WebResult {
  /** Names of the engines that found it, the one that ranked it best first. */
  readonly engines: readonly string[];
  /** Reciprocal rank fusion over the engines' lists; comparable within one search only. */
  readonly score: number;
  /** The engine whose record `text` is. */
  readonly recordedBy?: string;
  /** Other addresses at which the same text was found, on other sites. */
  readonly alsoAt: readonly string[];
}

type Page = Omit<MergedResult, "engines" | "score" | "alsoAt">;

interface Found {
  readonly result: Page;
  readonly engines: readonly string[];
  readonly score: number;
  readonly bestRank: number;
}

/**
 * One list of what several engines found, best first: a page that several found is one result, whose rank gains from
 * each of them. Copies of one text on other sites, told by a title of some length, are folded into the best of them.
 */
export function mergeResults(lists: readonly EngineList[]): readonly MergedResult[] {
  const pages = new Map<string, Found>();
  for (const { engine, results } of lists) {
    const seen = new Set<string>();
    for (const [rank, result] of results.entries()) {
      const key = pageKey(result.url);
      // An engine that lists a page twice does not vote for it twice.
      if (seen.has(key)) continue;
      seen.add(key);
      pages.set(key, combined(pages.get(key), { engine, rank, result }));
    }
  }
  const ranked = [...pages.values()].sort((a, b) => b.score - a.score || a.bestRank - b.bestRank);
  return foldCopies(ranked);
}

interface Vote {
  readonly engine: string;
  readonly rank: number;
  readonly result: WebResult;
}

function combined(known: Found | undefined, { engine, rank, result: given }: Vote): Found {
  const score = reciprocalRank(rank);
  const result = given.text === undefined ? given : { ...given, recordedBy: engine };
  if (known === undefined) return { result: cleaned(result), engines: [engine], score, bestRank: rank };
  const [better, other] = rank < known.bestRank ? [result, known.result] : [known.result, result];
  return {
    result: completed(cleaned(better), other),
    engines: rank < known.bestRank ? [engine, ...known.engines] : [...known.engines, engine],
    score: known.score + score,
    bestRank: Math.min(rank, known.bestRank),
  };
}

function cleaned(result: Page): Page {
  return { ...result, url: withoutTracking(result.url) ?? result.url };
}

/** What one engine leaves out, another may know; https is preferred. */
function completed(result: Page, other: Page): Page {
  const isPlain = result.url.startsWith("http:") && other.url.startsWith("https:");
  return {
    ...other,
    ...result,
    url: isPlain ? other.url : result.url,
    snippet: result.snippet === "" ? other.snippet : result.snippet,
  };
}

function foldCopies(ranked: readonly Found[]): readonly MergedResult[] {
  const merged: MergedResult[] = [];
  const placeOf = new Map<string, number>();
  for (const { result, engines, score } of ranked) {
    const title = tellingTitle(result.title);
    const place = title === undefined ? undefined : placeOf.get(title);
    const first = place === undefined ? undefined : merged[place];
    if (place !== undefined && first !== undefined && siteOf(first.url) !== siteOf(result.url)) {
      merged[place] = {
        ...completed(first, { ...result, url: first.url }),
        engines: [...new Set([...first.engines, ...engines])],
        score: first.score + score,
        alsoAt: [...first.alsoAt, result.url],
      };
      continue;
    }
    if (title !== undefined && place === undefined) placeOf.set(title, merged.length);
    merged.push({ ...result, engines, score, alsoAt: [] });
  }
  return merged.sort((a, b) => b.score - a.score);
}

const fewestWords = 5;
const fewestHan = 10;

/** A title that names one text: lower case, without marks and a site's name at its end; undefined for a short one. */
function tellingTitle(title: string): string | undefined {
  const bare = title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+[|–—-]\s+[^|–—]{1,40}$/u, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const isTelling =
    bare.split(" ").length >= fewestWords || (bare.match(/\p{Script=Han}/gu)?.length ?? 0) >= fewestHan;
  return isTelling ? bare : undefined;
}

function siteOf(url: string): string {
  const { hostname } = new URL(url);
  return getDomain(hostname) ?? hostname;
}
