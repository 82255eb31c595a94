import type { Rubric, RubricGroup } from "./rubric.ts";
import type { RubricOutcome, VerdictWord } from "./verdict.ts";

/**
 * How verdicts become numbers. `evaluation`: 1, ½, 0 for every criterion. `reward`: strict and binary, a merit counts
 * only in full, a flaw as soon as it is there in part. `public-binary`: what the public ResearchRubrics repository does,
 * partial counts as not satisfied for merits and flaws alike.
 */
export const mappings = ["evaluation", "reward", "public-binary"] as const;
export type Mapping = (typeof mappings)[number];

/** `flat`: one weighted sum. `hierarchical`: groups are scored by themselves and count by their own weights. */
export type Aggregation = "flat" | "hierarchical";

export interface ScoreOptions {
  readonly mapping: Mapping;
  /** `hierarchical` where the task has groups, unless given. */
  readonly aggregation?: Aggregation;
  /** Below zero becomes zero. */
  readonly clip?: boolean;
}

/** A report's score with what it leaves open. */
export interface RubricScore {
  readonly mapping: Mapping;
  readonly aggregation: Aggregation;
  /** Σ w·s / Σ w over w > 0: at most 1, below 0 where flaws prevail. Absent unless every criterion has a verdict. */
  readonly value?: number;
  /** Of the criteria with a verdict alone; absent where there is none. Not comparable between reports. */
  readonly decided?: number;
  /** What the value can still be, whatever the open criteria turn out to be. */
  readonly low: number;
  readonly high: number;
  /** Share of the weight, signs aside, that has a verdict. */
  readonly coverage: number;
  /** Fatal criteria that the report fails: it is worth nothing, or less. */
  readonly fatal: readonly string[];
}

/** The number of one verdict. */
export function valueOf(verdict: VerdictWord, isNegative: boolean, mapping: Mapping): number {
  if (verdict !== "partial") return verdict === "full" ? 1 : 0;
  if (mapping === "evaluation") return 0.5;
  return mapping === "reward" && isNegative ? 1 : 0;
}

/**
 * Scores the outcomes of a report's rubrics: trials are averaged per criterion, then weighed. A criterion without a
 * verdict is never a zero: it leaves `value` absent and the range open. Without any positive weight the score is 0.
 */
export function scoreRubrics(
  { rubrics, groups }: { readonly rubrics: readonly Rubric[]; readonly groups: readonly RubricGroup[] },
  outcomes: readonly RubricOutcome[],
  options: ScoreOptions,
): RubricScore {
  const { mapping, clip = false } = options;
  const aggregation = options.aggregation ?? (groups.length > 0 ? "hierarchical" : "flat");
  const byId = new Map(outcomes.map((outcome) => [outcome.rubricId, outcome]));
  const decided = new Map(
    rubrics.flatMap((rubric) => {
      const outcome = byId.get(rubric.id);
      return outcome?.type === "verdict"
        ? [[rubric.id, meanOf(outcome.trials, rubric, mapping)] as const]
        : [];
    }),
  );
  const score = (some: readonly Rubric[], open: "worst" | "best"): number => {
    const values = some.map((rubric) => ({ rubric, s: decided.get(rubric.id) ?? openValue(rubric, open) }));
    const total = aggregation === "flat" ? flat(values) : hierarchical(values, groups);
    const gated = failing(values).length > 0 ? Math.min(0, total) : total;
    return clip ? Math.max(0, gated) : gated;
  };
  const known = rubrics.filter(({ id }) => decided.has(id));
  const low = score(rubrics, "worst");
  const weigh = (some: readonly Rubric[]): number =>
    some.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  return {
    mapping,
    aggregation,
    ...(known.length === rubrics.length ? { value: low } : {}),
    ...(known.length === 0 ? {} : { decided: score(known, "worst") }),
    low,
    high: score(rubrics, "best"),
    coverage: rubrics.length === 0 ? 1 : weigh(known) / weigh(rubrics),
    fatal: failing(known.map((rubric) => ({ rubric, s: decided.get(rubric.id) ?? 0 }))),
  };
}

interface Valued {
  readonly rubric: Rubric;
  /** Mean of the trials' numbers, 0 to 1. */
  readonly s: number;
}

function meanOf(trials: readonly VerdictWord[], { weight }: Rubric, mapping: Mapping): number {
  const total = trials.reduce((sum, verdict) => sum + valueOf(verdict, weight < 0, mapping), 0);
  return total / Math.max(1, trials.length);
}

function openValue({ weight }: Rubric, open: "worst" | "best"): number {
  return (open === "best") === weight > 0 ? 1 : 0;
}

/** A flaw that is more there than not; a merit that is less there than not. */
function failing(values: readonly Valued[]): readonly string[] {
  return values
    .filter(({ rubric, s }) => rubric.fatal && (rubric.weight < 0 ? s > 0.5 : s < 0.5))
    .map(({ rubric }) => rubric.id);
}

interface Weighed {
  readonly weight: number;
  readonly s: number;
}

function share(items: readonly Weighed[]): number {
  const positive = items.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  return positive === 0 ? 0 : items.reduce((sum, { weight, s }) => sum + weight * s, 0) / positive;
}

function flat(values: readonly Valued[]): number {
  return share(values.map(({ rubric, s }) => ({ weight: rubric.weight, s })));
}

function hierarchical(values: readonly Valued[], groups: readonly RubricGroup[]): number {
  const childrenOf = (parent: string | undefined): readonly Weighed[] => [
    ...values
      .filter(({ rubric }) => rubric.group === parent)
      .map(({ rubric, s }) => ({ weight: rubric.weight, s })),
    ...groups
      .filter((group) => group.parent === parent)
      .flatMap((group) => weighGroup(group, childrenOf(group.id))),
  ];
  return share(childrenOf(undefined));
}

/** A group of flaws alone has nothing to earn: it counts as one flaw of the group's weight. */
function weighGroup({ weight }: RubricGroup, children: readonly Weighed[]): readonly Weighed[] {
  if (children.length === 0) return [];
  if (children.some((child) => child.weight > 0)) return [{ weight, s: share(children) }];
  return [{ weight: -weight, s: share(children.map((child) => ({ ...child, weight: -child.weight }))) }];
}
