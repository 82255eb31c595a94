import type { IndexablePassage, IndexHit, IndexView } from "../passage-index.ts";

/** How strongly, from how many passages and by how many terms neighbours speak for each other; see README. */
const neighbourSettings = { weight: 1.5, passages: 5, terms: 64, power: 4 } as const;

/** Keeps very short passages from looking like neighbours of everything. */
const lengthOffset = 5;

/** A hit after its neighbours were heard. */
export interface RankedHit extends IndexHit {
  /** In the scale of the index score. */
  readonly index: number;
  /** What of `score` comes from neighbours. */
  readonly neighbours: number;
}

/** Hits looked at to find that many which are no copies of each other. */
const maxModels = 2 * neighbourSettings.passages;
/** Cosine from which on two passages are one voice: copies must not vouch for each other. */
const copyCosine = 0.9;

interface Model {
  readonly hit: IndexHit;
  /** The better hit of which this one is a copy. */
  readonly original: Model | undefined;
  readonly trust: number;
  readonly contributions: ReadonlyMap<string, number>;
  readonly norm: number;
}

/**
 * Passages about one thing speak for each other (the cluster hypothesis; Diaz 2005, “Regularizing ad hoc retrieval
 * scores”): each hit gains by its cosine to the centre of the best few, itself left out. Adds no passage, needs no
 * second search, and leaves a single strong hit on top.
 */
export function hearNeighbours(
  view: IndexView,
  hits: readonly IndexHit[],
  fieldsOf: (number: number) => IndexablePassage["fields"] | undefined,
): RankedHit[] {
  const models = modelsOf(view, hits, fieldsOf);
  const originals = models.filter((model) => model.original === undefined);
  const best = hits[0]?.score ?? 0;
  if (originals.length < 2 || best === 0)
    return hits.map((hit) => ({ ...hit, index: hit.score, neighbours: 0 }));
  const similarity = similarities({ view, hits, models, originals, centre: centreOf(originals) });
  return hits
    .map((hit, place) => {
      const neighbours = neighbourSettings.weight * best * (similarity[place] ?? 0);
      return { ...hit, index: hit.score, neighbours, score: hit.score + neighbours };
    })
    .sort((one, other) => other.score - one.score || one.number - other.number);
}

function modelsOf(
  view: IndexView,
  hits: readonly IndexHit[],
  fieldsOf: (number: number) => IndexablePassage["fields"] | undefined,
): readonly Model[] {
  const best = hits[0]?.score ?? 0;
  const models: Model[] = [];
  for (const hit of hits.slice(0, maxModels)) {
    const originals = models.filter((model) => model.original === undefined);
    if (originals.length === neighbourSettings.passages) break;
    const fields = fieldsOf(hit.number);
    if (fields === undefined) continue;
    const contributions = view.contributions(fields);
    const norm = Math.hypot(...contributions.values());
    if (norm === 0) continue;
    const trust = (hit.score / best) ** neighbourSettings.power;
    const model = { hit, trust, contributions, norm };
    models.push({ ...model, original: originals.find((other) => cosine(model, other) > copyCosine) });
  }
  return models;
}

function cosine(one: Pick<Model, "contributions" | "norm">, other: Model): number {
  let product = 0;
  for (const [term, value] of one.contributions) product += value * (other.contributions.get(term) ?? 0);
  return product / (one.norm * other.norm);
}

/** The strongest terms of the trusted passages together, each passage scaled to length 1. */
function centreOf(models: readonly Model[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const { contributions, norm, trust } of models) {
    for (const [term, value] of contributions) sum.set(term, (sum.get(term) ?? 0) + (trust * value) / norm);
  }
  return new Map(
    [...sum]
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      .slice(0, neighbourSettings.terms),
  );
}

interface SimilarityInput {
  readonly view: IndexView;
  readonly hits: readonly IndexHit[];
  readonly models: readonly Model[];
  readonly originals: readonly Model[];
  readonly centre: ReadonlyMap<string, number>;
}

function similarities({ view, hits, models, originals, centre }: SimilarityInput): readonly number[] {
  const trust = originals.reduce((total, model) => total + model.trust, 0);
  // The norm of a passage grows with the root of its length; the factor is measured on the trusted ones.
  const perRoot =
    originals.reduce((total, { norm, hit }) => total + norm / rootLength(hit), 0) / originals.length;
  const terms = [...centre].map(([term, weight]) => ({ term, weight }));
  const products = view.score(
    terms,
    hits.map((hit) => hit.number),
  );
  return hits.map((hit, place) => {
    const model = models.find((candidate) => candidate.hit === hit);
    if (model === undefined) return (products[place] ?? 0) / (perRoot * rootLength(hit) * trust);
    const original = model.original ?? model;
    return ownSimilarity(original, centre) / (trust - original.trust);
  });
}

/** Product of a trusted passage with the centre of the others. */
function ownSimilarity({ contributions, norm, trust }: Model, centre: ReadonlyMap<string, number>): number {
  let product = 0;
  for (const [term, value] of contributions) {
    const inCentre = centre.get(term);
    if (inCentre !== undefined) product += (value / norm) * (inCentre - (trust * value) / norm);
  }
  return product;
}

function rootLength(hit: IndexHit): number {
  return Math.sqrt(hit.length + lengthOffset);
}
