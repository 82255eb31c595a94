import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { AppError, errorMessage } from "../core/errors.ts";
import { seededRandom } from "../core/seeded-random.ts";
import { openAuthorityIndex } from "../retrieval/authority/authority-index.ts";
import { suffixRule } from "../retrieval/authority/suffix-rules.ts";
import { defaultRanking } from "../retrieval/library.ts";
import type { RankingOptions } from "../retrieval/ranking/choose.ts";
import {
  type Answered,
  falseAuthority,
  isRight,
  labels,
  macroF1,
  shareOf,
} from "./authority/label-scores.ts";
import { readKnownItems } from "./authority/known-items.ts";
import { type ListMetrics, measureLists, priorLimits, type Publishers } from "./authority/ranked-lists.ts";
import { bootstrap } from "./bootstrap.ts";
import { type BeirData, loadBeir } from "./retrieval/load-beir.ts";
import type { MetricValue, Suite, SuiteResult } from "./suite.ts";

/** What is known of publishers, against labels, and what it does to ranked lists. */
export const authoritySuite: Suite = {
  name: "authority",
  description:
    "publishers against labels (CSV with domain, label); ranked lists where scifact and usagov-pages lie beside",
  async run({ data, limit, seed = 1 }) {
    const cases = sample(await readLabels(data), limit, seed);
    const index = openAuthorityIndex();
    const answered = cases.map(({ domain, label }): Answered => ({ label, answer: index.of(domain).tier }));
    const lists = await measureCollections(path.dirname(path.dirname(path.resolve(data))), { limit, seed });
    const ours = lists.flatMap(({ name, measured }) => prefixed(name, measured.get(product)));
    const { authorityQuota, authorityReach } = defaultRanking;
    return {
      suite: "authority",
      data,
      n: cases.length,
      metrics: { ...labelMetrics(answered, seed), ...Object.fromEntries(ours) },
      baselines: { ...labelBaselines(cases), ...listBaselines(lists) },
      config: {
        counts: confusion(answered),
        prior: priorLimits,
        quota: authorityQuota,
        reach: authorityReach,
        lists: lists.map(({ name, queries, documents }) => ({ name, queries, documents })),
      },
    };
  },
};

const row = z.object({ domain: z.string().min(1), label: z.enum(labels) });
type Labelled = z.infer<typeof row>;

async function readLabels(file: string): Promise<readonly Labelled[]> {
  try {
    return z
      .array(row)
      .min(1)
      .parse(parse(await readFile(file), { columns: true }));
  } catch (error) {
    throw new AppError("DATA_INVALID", `${file} is no list of labelled domains.`, {
      why: errorMessage(error),
      fix: "give a CSV file with the columns domain and label (high, low or contested)",
      cause: error,
    });
  }
}

/** Every statistic of the answers by name. `answered` leaves out what is unknown, `guessed` takes it for high, the commonest label. */
const statistics: Readonly<Record<string, (cases: readonly Answered[]) => number>> = {
  accuracy: (cases) => shareOf(cases, isRight),
  "accuracy, answered": (cases) => shareOf(cases.filter(isAnswered), isRight),
  "accuracy, unknown guessed high": (cases) => shareOf(cases.map(guessed), isRight),
  "macro f1": macroF1,
  "macro f1, unknown guessed high": (cases) => macroF1(cases.map(guessed)),
  coverage: (cases) => shareOf(cases, isAnswered),
  "false authority": falseAuthority,
  ...Object.fromEntries(labels.map((label) => [`recall, ${label}`, recallOf(label)])),
};

function isAnswered({ answer }: Answered): boolean {
  return answer !== "unknown";
}

function guessed({ label, answer }: Answered): Answered {
  return { label, answer: answer === "unknown" ? "high" : answer };
}

function recallOf(wanted: string): (cases: readonly Answered[]) => number {
  return (cases) =>
    shareOf(
      cases.filter(({ label }) => label === wanted),
      isRight,
    );
}

function labelMetrics(answered: readonly Answered[], seed: number): Readonly<Record<string, MetricValue>> {
  return Object.fromEntries(
    Object.entries(statistics).map(([name, statistic]) => [name, bootstrap(answered, statistic, { seed })]),
  );
}

/** What one gets without a list: the top-level domain alone, the suffix rules of the index alone, and always the same. */
const guesses: Readonly<Record<string, (domain: string) => Answered["answer"]>> = {
  "tld rule": (domain) =>
    /\.(?:gov|edu|mil|int|org)(?:\.[a-z]{2})?$|\.ac\.[a-z]{2}$/.test(domain) ? "high" : "low",
  "suffix rules only": (domain) => {
    const rule = suffixRule(domain);
    return rule === undefined ? "unknown" : rule.reliable === "yes" ? "high" : "low";
  },
  "always high": () => "high",
};

function labelBaselines(cases: readonly Labelled[]): SuiteResult["baselines"] {
  return Object.fromEntries(
    Object.entries(guesses).map(([name, guess]) => {
      const answered = cases.map(({ domain, label }): Answered => ({ label, answer: guess(domain) }));
      return [
        name,
        Object.fromEntries(Object.entries(statistics).map(([metric, of]) => [metric, of(answered)])),
      ];
    }),
  );
}

function confusion(answered: readonly Answered[]): Readonly<Record<string, number>> {
  const counts = Map.groupBy(answered, ({ label, answer }) => `${label} taken for ${answer}`);
  return Object.fromEntries([...counts].map(([name, cases]) => [name, cases.length]));
}

interface MeasuredCollection {
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

/** SciFact and the pages of USA.gov, where they are, with planted pages, and without them as the control. */
async function measureCollections(
  folder: string,
  { limit = mostQueries, seed }: { readonly limit: number | undefined; readonly seed: number },
): Promise<readonly MeasuredCollection[]> {
  const scifact = path.join(folder, "scifact");
  const pages = path.join(folder, "usagov-pages/derived/pages.jsonl");
  const found: { readonly name: string; readonly beir: BeirData; readonly publishers: Publishers }[] = [];
  if (existsSync(scifact))
    found.push({ name: "scifact", beir: await loadBeir(scifact), publishers: journals });
  if (existsSync(pages))
    found.push({ name: "usagov", beir: await readKnownItems(pages), publishers: agencies });
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

function listBaselines(lists: readonly MeasuredCollection[]): SuiteResult["baselines"] {
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

function sample<T>(items: readonly T[], limit: number | undefined, seed: number): readonly T[] {
  if (limit === undefined || limit >= items.length) return items;
  const random = seededRandom(seed);
  const keyed = items.map((item) => ({ item, key: random() })).toSorted((a, b) => a.key - b.key);
  return keyed.slice(0, limit).map(({ item }) => item);
}
