import { existsSync } from "node:fs";
import path from "node:path";
import { AppError } from "../../core/errors.ts";
import type { RankingOptions } from "../../retrieval/ranking/choose.ts";
import { type BeirData, loadBeir } from "../retrieval/load-beir.ts";
import { sample } from "../sample.ts";
import type { MetricValue, SuiteResult } from "../suite.ts";
import { readKnownItems } from "./known-items.ts";
import { type ListMetrics, measureLists, type Publishers } from "./ranked-lists.ts";

/** One collection, searched with every ranking. */
export interface MeasuredCollection {
  readonly name: string;
  readonly queries: number;
  readonly documents: number;
  readonly measured: ReadonlyMap<string, ListMetrics>;
}

/** The library's defaults under the name of what they add to the others. */
const product = "prior and quota";
const rankings = {
  "no prior": { authorityPrior: false, authorityQuota: 0, farmsYield: false },
  prior: { authorityQuota: 0, farmsYield: false },
  [product]: {},
} as const satisfies Readonly<Record<string, Partial<RankingOptions>>>;

/** Hosts that stand for publishers in the lists; what they are is asked of the index like that of any other. */
const journals: Publishers = {
  high: [
    "www.nature.com",
    "www.thelancet.com",
    "journals.plos.org",
    "www.ncbi.nlm.nih.gov",
    "academic.oup.com",
  ],
  highShare: 0.5,
  low: ["www.naturalnews.com", "www.infowars.com", "alchetron.com", "www.wikiwand.com", "www.hubpages.com"],
};
const agencies: Publishers = { ...journals, high: ["www.usa.gov"], highShare: 1 };
const mostQueries = 300;

export interface CollectionOptions {
  /** Holds `scifact` (BEIR layout), `usagov-pages`, or both. */
  readonly folder: string;
  /** Whether the folder was asked for: then it is an error that it holds neither. */
  readonly isGiven: boolean;
  readonly limit: number | undefined;
  readonly seed: number;
}

/**
 * SciFact and the pages of USA.gov, where they are, with planted pages, and without them as the control. Throws
 * `AppError` DATA_INVALID where a folder was given and holds neither.
 */
export async function measureCollections({
  folder,
  isGiven,
  limit = mostQueries,
  seed,
}: CollectionOptions): Promise<readonly MeasuredCollection[]> {
  const scifact = path.join(folder, "scifact");
  const pages = path.join(folder, "usagov-pages/derived/pages.jsonl");
  const found: { readonly name: string; readonly beir: BeirData; readonly publishers: Publishers }[] = [];
  if (existsSync(scifact))
    found.push({ name: "scifact", beir: await loadBeir(scifact), publishers: journals });
  if (existsSync(pages))
    found.push({ name: "usagov", beir: await readKnownItems(pages), publishers: agencies });
  if (isGiven && found.length === 0)
    throw new AppError("DATA_INVALID", `${folder} holds no collection for ranked lists.`, {
      why: "neither scifact nor usagov-pages/derived/pages.jsonl is there",
      fix: "give the folder that holds them to --lists, or leave it out",
    });
  const measured: MeasuredCollection[] = [];
  for (const { name, beir, publishers } of found) {
    const queries = sample(beir.queries, Math.min(limit, mostQueries), seed);
    for (const planted of [true, false]) {
      measured.push({
        name: planted ? `${name} with farms` : name,
        queries: queries.length,
        documents: beir.documents.length,
        measured: await measureLists({ ...beir, queries }, { publishers, seed, planted, rankings }),
      });
    }
  }
  return measured;
}

function prefixed(
  name: string,
  metrics: ListMetrics | undefined,
): readonly (readonly [string, MetricValue])[] {
  return Object.entries(metrics ?? {}).map(([metric, value]) => [`${name}: ${metric}`, value] as const);
}

/** The rankings that the product is compared with, as baselines of a suite. */
export function listBaselines(lists: readonly MeasuredCollection[]): SuiteResult["baselines"] {
  const names = Object.keys(rankings).filter((ranking) => ranking !== product);
  if (lists.length === 0) return {};
  return Object.fromEntries(
    names.map((ranking) => [
      ranking,
      Object.fromEntries(
        lists.flatMap(({ name, measured }) =>
          prefixed(name, measured.get(ranking)).map(([metric, { value }]) => [metric, value] as const),
        ),
      ),
    ]),
  );
}

/** What the product reaches, by collection and metric. */
export function listMetrics(lists: readonly MeasuredCollection[]): Readonly<Record<string, MetricValue>> {
  return Object.fromEntries(lists.flatMap(({ name, measured }) => prefixed(name, measured.get(product))));
}
