import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState, SeenPassage, Selection } from "../state/research-state.ts";
import { statuteOf } from "./statute-of.ts";

/** An article of a law that a passage refers to. */
export interface CitedArticle {
  /** As in `Statute.key`. */
  readonly key: string;
  /** 第四十七条 */
  readonly article: string;
}

const reference =
  /(?<before>[\p{Script=Han}《》〈〉（）、]{0,40}?)(?<article>第[零〇一二两三四五六七八九十百千\d]+条)/gu;
const itself = /本(?:法|条例|规定|办法|解释|细则|规则|章程)$/;
const further = /^(?:[、和或及与]|以及|或者|第[^条]{1,6}[款项])*$/;

const seenKeys = new WeakMap<ReadonlyMap<string, SeenPassage>, readonly string[]>();

/** Names of the laws seen so far, the longest first: of 劳动合同法 and 合同法 a reference means the longer one. */
function keysOf(passages: ReadonlyMap<string, SeenPassage>): readonly string[] {
  const known = seenKeys.get(passages);
  if (known !== undefined) return known;
  const keys = [...passages.values()].flatMap(({ view }) => statuteOf(view)?.key ?? []);
  const made = [...new Set(keys)].sort((a, b) => b.length - a.length);
  seenKeys.set(passages, made);
  return made;
}

/** The articles that a passage refers to, by laws that were seen, in order; its own number is none. */
export function articlesCitedBy(view: PassageView, state: ResearchState): readonly CitedArticle[] {
  const own = statuteOf(view);
  if (own === undefined) return [];
  const keys = keysOf(state.passages);
  const found: CitedArticle[] = [];
  let last: string | undefined;
  for (const match of view.passage.text.matchAll(reference)) {
    const { before = "", article = "" } = match.groups ?? {};
    const name = before.replace(/[《》〈〉]|中华人民共和国/g, "");
    const named = itself.test(name) ? own.key : keys.find((key) => name.endsWith(key));
    last = named ?? (further.test(name) ? last : undefined);
    if (last !== undefined && !(last === own.key && article === own.article))
      found.push({ key: last, article });
  }
  return found;
}

const cache = new WeakMap<readonly Selection[], Map<string, ReadonlyMap<string, number>>>();

/** How much the evidence of a sub-question refers to each article: the sum of the relevance of what does, by `citedKey`. */
export function citedWeights(subQuestionId: string, state: ResearchState): ReadonlyMap<string, number> {
  const bySub = cache.get(state.selections) ?? new Map<string, ReadonlyMap<string, number>>();
  cache.set(state.selections, bySub);
  const known = bySub.get(subQuestionId);
  if (known !== undefined) return known;
  const weights = new Map<string, number>();
  for (const { view, relevance, subQuestionId: id } of state.selections) {
    if (id !== subQuestionId) continue;
    const cited = new Map(articlesCitedBy(view, state).map((one) => [citedKey(one), one]));
    for (const key of cited.keys()) weights.set(key, (weights.get(key) ?? 0) + relevance / cited.size);
  }
  bySub.set(subQuestionId, weights);
  return weights;
}

function citedKey({ key, article }: CitedArticle): string {
  return `${key} ${article}`;
}

/** The article that a passage is of, in the form in which `citedWeights` names it; undefined for other documents. */
export function articleOf(view: PassageView): string | undefined {
  const statute = statuteOf(view);
  return statute?.article === undefined
    ? undefined
    : citedKey({ key: statute.key, article: statute.article });
}

/** How much the evidence of a sub-question refers to this passage, 0 to 1. */
export function citedness(view: PassageView, subQuestionId: string, state: ResearchState): number {
  const weights = citedWeights(subQuestionId, state);
  const article = weights.size === 0 ? undefined : articleOf(view);
  return article === undefined ? 0 : Math.min(1, weights.get(article) ?? 0);
}
