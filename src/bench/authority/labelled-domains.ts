import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { AppError, errorMessage } from "../../core/errors.ts";
import { present } from "../../core/present.ts";
import { openAuthorityIndex } from "../../retrieval/authority/authority-index.ts";
import { decisionOf } from "../../retrieval/authority/decision.ts";
import { suffixRule } from "../../retrieval/authority/suffix-rules.ts";
import { bootstrap } from "../bootstrap.ts";
import type { MetricValue, SuiteResult } from "../suite.ts";
import { isInFittedHalf } from "./halves.ts";
import {
  type Answered,
  calibrationError,
  falseAuthority,
  isRight,
  labels,
  macroF1,
  shareOf,
  withoutEstimates,
} from "./label-scores.ts";

const row = z.object({ domain: z.string().min(1), label: z.enum(labels) });

/** A domain with what people say of it. */
export type Labelled = z.infer<typeof row>;

/** Reads a CSV file with the columns domain and label. Throws `AppError` DATA_INVALID for any other. */
export async function readLabels(file: string): Promise<readonly Labelled[]> {
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

interface Case extends Answered {
  readonly domain: string;
}

type Statistic = (cases: readonly Case[]) => number;

/** Every statistic of the answers by name. `without estimates` takes what is not listed for a wrong answer. */
const statistics: Readonly<Record<string, Statistic>> = {
  accuracy: (cases) => shareOf(cases, isRight),
  "macro f1": macroF1,
  "false authority": falseAuthority,
  "listed coverage": (cases) => shareOf(cases, isKnown),
  "accuracy, listed": (cases) => shareOf(cases.filter(isKnown), isRight),
  "accuracy, without estimates": (cases) => shareOf(withoutEstimates(cases), isRight),
  "macro f1, without estimates": (cases) => macroF1(withoutEstimates(cases)),
  "low answered high": (cases) =>
    shareOf(
      cases.filter(({ label }) => label === "low"),
      ({ answer }) => answer === "high",
    ),
  ...Object.fromEntries(labels.map((label) => [`recall, ${label}`, recallOf(label)])),
};

/** Of the product only: what has no meaning for a rule that always answers. */
const ownStatistics: Readonly<Record<string, Statistic>> = {
  "accuracy, estimated": (cases) => shareOf(cases.filter(isEstimated), isRight),
  "calibration error, estimated": calibrationError,
  "accuracy, half not fitted on": (cases) =>
    shareOf(
      cases.filter(({ domain }) => !isInFittedHalf(domain)),
      isRight,
    ),
};

function isKnown({ known }: Answered): boolean {
  return known !== "unknown";
}

function isEstimated({ probability }: Answered): boolean {
  return probability !== undefined;
}

function recallOf(wanted: string): Statistic {
  return (cases) =>
    shareOf(
      cases.filter(({ label }) => label === wanted),
      isRight,
    );
}

/** What a run over labelled domains gives. */
export interface LabelResult {
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly baselines: SuiteResult["baselines"];
  /** How often which label was answered with what, by where the answer comes from. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What the index answers for every domain, against its label, beside what simple rules answer. */
export function measureLabels(rows: readonly Labelled[], seed: number): LabelResult {
  const index = openAuthorityIndex();
  const cases = rows.map(({ domain, label }): Case => {
    const found = index.of(domain);
    const decided = decisionOf(found);
    const { probability } = decided ?? {};
    return {
      domain,
      label,
      known: found.tier,
      answer: decided?.tier ?? "unknown",
      ...present({ probability }),
    };
  });
  const metrics = Object.entries({ ...statistics, ...ownStatistics }).map(
    ([name, statistic]) => [name, bootstrap(cases, statistic, { seed })] as const,
  );
  const baselines = Object.entries(guesses).map(
    ([name, guess]) => [name, valuesFor(cases.map((one) => guessed(one, guess(one))))] as const,
  );
  return {
    metrics: Object.fromEntries(metrics),
    baselines: Object.fromEntries(baselines),
    counts: confusion(cases),
  };
}

type Guess = (one: Case) => Answered["answer"];

/** What one gets without the listing or without the estimate: the top-level domain alone, the suffix rules alone, always the same. */
const guesses: Readonly<Record<string, Guess>> = {
  "tld rule": ({ domain }) =>
    /\.(?:gov|edu|mil|int|org)(?:\.[a-z]{2})?$|\.ac\.[a-z]{2}$/.test(domain) ? "high" : "low",
  "suffix rules only": ({ domain }) => {
    const rule = suffixRule(domain);
    return rule === undefined ? "unknown" : rule.reliable === "yes" ? "high" : "low";
  },
  "always high": () => "high",
  "listed, else high": ({ known }) => (known === "unknown" ? "high" : known),
};

function guessed({ domain, label }: Case, answer: Answered["answer"]): Case {
  return { domain, label, known: answer, answer };
}

function valuesFor(cases: readonly Case[]): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(statistics).map(([metric, of]) => [metric, of(cases)]));
}

function confusion(cases: readonly Case[]): Readonly<Record<string, number>> {
  const counts = Map.groupBy(
    cases,
    (one) => `${one.label} taken for ${one.answer}${isEstimated(one) ? " by its name" : ""}`,
  );
  return Object.fromEntries([...counts].map(([name, same]) => [name, same.length]));
}
