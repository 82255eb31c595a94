import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sha256 } from "../../core/hash.ts";
import { seededRandom } from "../../core/seeded-random.ts";
import { type Library, openLibrary } from "../../retrieval/library.ts";
import { authorityFactor } from "../../retrieval/ranking/authority.ts";
import type { RankingOptions } from "../../retrieval/ranking/choose.ts";
import { openAuthorityIndex } from "../../retrieval/authority/authority-index.ts";
import type { StoredDocument } from "../../retrieval/stored-document.ts";
import type { MetricValue } from "../suite.ts";
import { bootstrapMean, mean } from "../bootstrap.ts";
import type { BeirData, BeirDocument } from "../retrieval/load-beir.ts";
import { scoreList } from "../retrieval/measures.ts";
import { plant, type PlantKind, plantKinds } from "./plant.ts";

/** Whom the pages of a collection are said to be by. */
export interface Publishers {
  /** Hosts of high authority for the pages that are judged. */
  readonly high: readonly string[];
  /** Share of those pages that they publish, relevant or not alike; the others are by nobody known. */
  readonly highShare: number;
  /** Hosts of low authority for planted pages; every second one is by nobody known. */
  readonly low: readonly string[];
}

export interface ListsOptions {
  readonly publishers: Publishers;
  readonly seed: number;
  /** Ways to rank that are compared; the same collection is searched with each. */
  readonly rankings: Readonly<Record<string, Partial<RankingOptions>>>;
  /** Whether mirrors and farms are planted; without them authority tells nothing about relevance. */
  readonly planted: boolean;
}

/** By name; `rank among copies` only where pages were planted. */
export type ListMetrics = Readonly<Record<ListMetric, MetricValue>> & {
  /** Place of a relevant page by an authority among itself and the three pages made out of it; 1 is best, 4 worst. */
  readonly "rank among copies"?: MetricValue;
};
type ListMetric = "ndcg@10" | "planted first" | "planted share@3" | "authority share@10";

interface Collection {
  readonly documents: readonly StoredDocument[];
  readonly idOf: ReadonlyMap<string, string>;
  readonly isPlanted: ReadonlySet<string>;
  /** Ids of the real pages that were given to a publisher of high authority. */
  readonly byAuthority: ReadonlySet<string>;
}

const depth = 10;

/**
 * The same judged queries under each way to rank, over a collection whose pages were given to publishers by lot and
 * in which copies, rewrites and stuffed pages of the relevant ones were planted. A planted page is never relevant.
 */
export async function measureLists(
  beir: BeirData,
  options: ListsOptions,
): Promise<ReadonlyMap<string, ListMetrics>> {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-authority-"));
  const file = path.join(folder, "library.sqlite");
  try {
    const collection = build(beir, options);
    const writer = openLibrary(file);
    for (let start = 0; start < collection.documents.length; start += 1000)
      await writer.add(collection.documents.slice(start, start + 1000));
    writer.close();
    const measured = new Map<string, ListMetrics>();
    for (const [name, ranking] of Object.entries(options.rankings)) {
      const library = openLibrary(file, { readOnly: true, ranking });
      measured.set(name, await measure(library, { beir, collection, seed: options.seed }));
      library.close();
    }
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  library: Library,
  {
    beir,
    collection,
    seed,
  }: { readonly beir: BeirData; readonly collection: Collection; readonly seed: number },
): Promise<ListMetrics> {
  const index = openAuthorityIndex();
  const rows: Readonly<Record<ListMetric, number>>[] = [];
  const ranks: number[] = [];
  for (const { id, text } of beir.queries) {
    const outcome = await library.search({ text, limit: depth });
    const hits = outcome.type === "hits" ? outcome.hits : [];
    const ids = hits.map((hit) => collection.idOf.get(hit.source.id) ?? "");
    const planted = ids.slice(0, 3).map((found) => (collection.isPlanted.has(found) ? 1 : 0));
    const trusted = hits.map(({ source }) => (index.ofSource(source).tier === "high" ? 1 : 0));
    ranks.push(...ranksAmongCopies(ids, { query: id, beir, collection }));
    rows.push({
      "ndcg@10": scoreList(ids, beir.judgments.get(id) ?? new Map())["ndcg@10"],
      "planted first": planted[0] ?? 0,
      "planted share@3": mean(planted),
      "authority share@10": mean(trusted),
    });
  }
  const of = (metric: ListMetric): MetricValue =>
    bootstrapMean(
      rows.map((row) => row[metric]),
      { seed },
    );
  return {
    "ndcg@10": of("ndcg@10"),
    "planted first": of("planted first"),
    "planted share@3": of("planted share@3"),
    "authority share@10": of("authority share@10"),
    ...(collection.isPlanted.size === 0 ? {} : { "rank among copies": bootstrapMean(ranks, { seed }) }),
  };
}

/** Of every relevant page that an authority publishes, as far as it or a page made out of it was found. */
function ranksAmongCopies(
  ids: readonly string[],
  {
    query,
    beir,
    collection,
  }: { readonly query: string; readonly beir: BeirData; readonly collection: Collection },
): readonly number[] {
  const relevant = [...(beir.judgments.get(query)?.keys() ?? [])];
  return relevant
    .filter((page) => collection.byAuthority.has(page))
    .flatMap((page) => {
      const copies = new Set(plantKinds.map((kind) => plantedId(kind, query, page)));
      const same = ids.filter((id) => id === page || copies.has(id));
      if (same.length === 0) return [];
      return [same.includes(page) ? same.indexOf(page) + 1 : same.length + 1];
    });
}

function plantedId(kind: PlantKind, query: string, original: string): string {
  return `planted ${kind} ${query} ${original}`;
}

function build(beir: BeirData, { publishers, seed, planted }: ListsOptions): Collection {
  const random = seededRandom(seed);
  const pick = (hosts: readonly string[]): string =>
    hosts[Math.floor(random() * hosts.length)] ?? "example.org";
  const nobody = (): string => `site-${Math.floor(random() * 1e6)}.example`;
  const originals = beir.documents.map((document) => ({
    document,
    host: random() < publishers.highShare ? pick(publishers.high) : nobody(),
  }));
  const extra = planted
    ? plants(beir, random).map((document, at) => ({
        document,
        host: at % 2 === 0 ? pick(publishers.low) : nobody(),
      }))
    : [];
  const stored = [...originals, ...extra].map(({ document, host }) => ({
    id: document.id,
    stored: toStored(document, host),
  }));
  return {
    documents: stored.map((one) => one.stored),
    idOf: new Map(stored.map((one) => [one.stored.source.id, one.id])),
    isPlanted: new Set(extra.map(({ document }) => document.id)),
    byAuthority: new Set(
      originals.filter(({ host }) => publishers.high.includes(host)).map(({ document }) => document.id),
    ),
  };
}

function plants({ queries, judgments, documents }: BeirData, random: () => number): readonly BeirDocument[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  return queries.flatMap(({ id, text }) =>
    [...(judgments.get(id)?.keys() ?? [])].flatMap((relevant) => {
      const original = byId.get(relevant);
      if (original === undefined) return [];
      return plantKinds.map((kind: PlantKind) => ({
        id: plantedId(kind, id, relevant),
        ...plant(kind, { query: text, original, filler: documents }, random),
      }));
    }),
  );
}

function toStored({ id, title, text }: BeirDocument, host: string): StoredDocument {
  // Two pages with the same text are two pages here: the id keeps their texts apart.
  const whole = `${text}\n\n<!-- ${id} -->`;
  return {
    text: whole,
    passages: [
      { index: 0, kind: "paragraph", headingPath: [], text, start: 0, end: Buffer.byteLength(text) },
    ],
    source: {
      id: sha256(whole),
      url: `https://${host}/${encodeURIComponent(id)}`,
      title,
      authors: [],
      mediaType: "text/html",
      collection: "bench",
    },
  };
}

/** The most that the prior can move a score, for the record of a run. */
export const priorLimits = [authorityFactor(0), authorityFactor(1)] as const;
