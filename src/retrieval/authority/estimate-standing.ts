import { readFileSync } from "node:fs";
import type { AuthorityEstimate, AuthorityReason } from "../../core/authority.ts";
import {
  type NameFeatures,
  nameFeatures,
  type NameGroup,
  type NameWords,
  readNameWords,
} from "./name-features.ts";

/** The tiers in the order of the weights. */
export const estimatedTiers = ["high", "low", "contested"] as const;

/** Weight of a feature for each of `estimatedTiers`. */
export type FeatureWeights = ReadonlyMap<string, readonly number[]>;

export interface NameModel {
  readonly words: NameWords;
  readonly weights: FeatureWeights;
}

/** The feature that every name has. */
export const everyName = "every name";

/** The chance of each of `estimatedTiers`, by a log-linear model; they sum to 1. */
export function tierChances(features: Iterable<string>, weights: FeatureWeights): readonly number[] {
  const sums = estimatedTiers.map(() => 0);
  for (const feature of [everyName, ...features])
    for (const [at, weight] of (weights.get(feature) ?? []).entries()) sums[at] = (sums[at] ?? 0) + weight;
  const most = Math.max(...sums);
  const raised = sums.map((sum) => Math.exp(sum - most));
  const total = raised.reduce((sum, each) => sum + each, 0);
  return raised.map((each) => each / total);
}

/**
 * What the name of a host suggests, for publishers that nothing is known of. The chance is that of a publisher which
 * somebody has rated; it is no evidence, and nothing may be ranked up by it. Undefined for what has no domain name.
 */
export function estimateStanding(
  host: string,
  model: NameModel = bundledModel(),
): AuthorityEstimate | undefined {
  const features = nameFeatures(host, model.words);
  if (features.size === 0) return undefined;
  const chances = tierChances(features.keys(), model.weights);
  const probability = Math.max(...chances);
  const at = chances.indexOf(probability);
  const tier = estimatedTiers[at] ?? "high";
  return {
    tier,
    probability: Math.round(probability * 100) / 100,
    reason: reasonFor(tellingFeatures(features, { at, model }), tier),
  };
}

const mostTold = 2;
const leastTold = 0.4;

interface Telling {
  readonly group: NameGroup;
  readonly shown: readonly string[];
}

/** The features that speak most for the tier against the other two. */
function tellingFeatures(
  features: NameFeatures,
  { at, model }: { readonly at: number; readonly model: NameModel },
): readonly Telling[] {
  return [...features]
    .flatMap(([id, shown]) => {
      const group = model.words.groups.get(id.replace(/^below /, ""));
      const weights = model.weights.get(id) ?? [];
      const others = weights.filter((_, other) => other !== at);
      const share = (weights[at] ?? 0) - Math.max(...others);
      return group === undefined || share < leastTold ? [] : [{ group, shown, share }];
    })
    .toSorted((a, b) => b.share - a.share)
    .slice(0, mostTold);
}

const said = {
  en: { high: "probably sound", low: "probably unreliable", contested: "probably disputed" },
  zh: { high: "可能可靠", low: "可能不可靠", contested: "可能有争议" },
} as const;

function reasonFor(telling: readonly Telling[], tier: AuthorityEstimate["tier"]): AuthorityReason {
  if (telling.length === 0)
    return {
      en: `Not listed; ${said.en[tier]} as most that are rated, its name tells little`,
      zh: `未列入名单；域名信息有限，按多数已评级网站推测${said.zh[tier]}`,
    };
  const en = telling.map(({ group, shown }) => group.meaning.en + quoted(shown, ["(“", "”)"], ", "));
  const zh = telling.map(({ group, shown }) => group.meaning.zh + quoted(shown, ["（“", "”）"], "、"));
  return {
    en: `Not listed; ${said.en[tier]} by its name alone, which ${en.join(" and ")}`,
    zh: `未列入名单；仅据域名推测${said.zh[tier]}：${zh.join("，")}`,
  };
}

function quoted(words: readonly string[], [open, close]: readonly [string, string], comma: string): string {
  return words.length === 0 ? "" : `${open.startsWith("(") ? " " : ""}${open}${words.join(comma)}${close}`;
}

let bundled: NameModel | undefined;

/** Read once a process, when the first unlisted name is asked for. */
function bundledModel(): NameModel {
  const file = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), "utf8");
  bundled ??= {
    words: readNameWords(file("name-words.txt")),
    weights: readWeights(file("name-weights.tsv")),
  };
  return bundled;
}

/** Reads `name-weights.tsv`: a feature and its three weights a line, under a line that names the columns. */
export function readWeights(text: string): FeatureWeights {
  const lines = text.split("\n").slice(1);
  return new Map(
    lines.flatMap((line) => {
      const [feature = "", ...weights] = line.split("\t");
      return feature === "" ? [] : [[feature, weights.map(Number)] as const];
    }),
  );
}
