// Writes src/retrieval/authority/name-weights.tsv, from which names of unlisted publishers are estimated:
// `node scripts/fit-authority-estimate.ts LABELS.csv`. It learns from one half of the labelled domains, chosen by a hash of
// the name, as far as they are not listed, and from the bundled listing; the other half is left for measuring.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { isInFittedHalf } from "../src/bench/authority/halves.ts";
import { openAuthorityIndex } from "../src/retrieval/authority/authority-index.ts";
import { estimatedTiers, everyName, tierChances } from "../src/retrieval/authority/estimate-standing.ts";
import { nameFeatures, readNameWords } from "../src/retrieval/authority/name-features.ts";
import { openBundledListing } from "../src/retrieval/authority/read-listing.ts";
import { standingOf } from "../src/retrieval/authority/standing.ts";

interface Example {
  readonly features: readonly string[];
  readonly tier: string;
  readonly weight: number;
}

const target = path.join(import.meta.dirname, "../src/retrieval/authority");
const words = readNameWords(readFileSync(path.join(target, "name-words.txt"), "utf8"));
/** Listed names are many and chosen by us: together they weigh about as much as the labelled ones. */
const listedWeight = 0.1;
const penalty = 1;
const rounds = 400;
const rate = 0.5;

const file = process.argv[2];
if (file === undefined) throw new Error("give a CSV file with the columns domain and label");
const examples = [...labelledExamples(file), ...listedExamples()];
const weights = fit(examples);
const lines = [...weights].toSorted(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  path.join(target, "name-weights.tsv"),
  [
    ["feature", ...estimatedTiers].join("\t"),
    ...lines.map(([feature, values]) => [feature, ...values.map((value) => value.toFixed(3))].join("\t")),
    "",
  ].join("\n"),
);
console.log(`${examples.length} names, ${weights.size} features`);

function example(domain: string, tier: string, weight: number): Example {
  return { features: [everyName, ...nameFeatures(domain, words).keys()], tier, weight };
}

function labelledExamples(csv: string): readonly Example[] {
  const rows = z
    .array(z.object({ domain: z.string(), label: z.enum(estimatedTiers) }))
    .parse(parse(readFileSync(csv), { columns: true }));
  const index = openAuthorityIndex();
  return rows
    .filter(({ domain }) => isInFittedHalf(domain) && index.of(domain).tier === "unknown")
    .map(({ domain, label }) => example(domain, label, 1));
}

function listedExamples(): readonly Example[] {
  return [...openBundledListing().entries()]
    .filter(({ reason, domain }) => reason !== "university-list" && !domain.includes("/"))
    .map((entry) => example(entry.domain, standingOf(entry).tier, listedWeight))
    .filter(({ tier }) => tier !== "unknown");
}

/** A log-linear model with a ridge penalty, by gradient descent with a rate of its own for every weight. */
function fit(cases: readonly Example[]): ReadonlyMap<string, readonly number[]> {
  const zero = () => estimatedTiers.map(() => 0);
  const fitted = new Map(cases.flatMap(({ features }) => features).map((feature) => [feature, zero()]));
  const squares = new Map([...fitted.keys()].map((feature) => [feature, zero()]));
  for (let round = 0; round < rounds; round += 1) {
    const slopes = new Map([...fitted.keys()].map((feature) => [feature, zero()]));
    for (const { features, tier, weight } of cases) {
      const errors = tierChances(features.slice(1), fitted).map(
        (chance, at) => weight * (chance - (estimatedTiers[at] === tier ? 1 : 0)),
      );
      for (const feature of features) add(slopes.get(feature), errors);
    }
    for (const [feature, values] of fitted) {
      const shrink = feature === everyName ? 0 : penalty;
      for (const [at, value] of values.entries()) {
        const slope = (slopes.get(feature)?.[at] ?? 0) + shrink * value;
        const square = squares.get(feature);
        if (square === undefined) continue;
        square[at] = (square[at] ?? 0) + slope ** 2;
        values[at] = value - (rate * slope) / Math.sqrt((square[at] ?? 0) + 1e-8);
      }
    }
  }
  return fitted;
}

function add(sums: number[] | undefined, values: readonly number[]): void {
  for (const [at, value] of values.entries()) if (sums !== undefined) sums[at] = (sums[at] ?? 0) + value;
}
