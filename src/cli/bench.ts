import type { Suite, SuiteResult } from "../bench/suite.ts";
import { AppError, exitCodes } from "../core/errors.ts";
import { present } from "../core/present.ts";
import type { RubricJudge } from "../judge/rubric/rubric-judge.ts";
import type { JudgeModelFlags } from "./choose-rubric-judge.ts";
import { countOf } from "./count-of.ts";
import { currentCommit } from "./current-commit.ts";

export interface BenchFlags extends JudgeModelFlags {
  readonly data?: string;
  readonly json?: boolean;
  readonly limit?: string;
  readonly lists?: string;
  readonly seed?: string;
}

/** Suites by name; each is loaded only when it is asked for. */
const suites: Readonly<Record<string, () => Promise<Suite>>> = {
  retrieval: async () => (await import("../bench/retrieval.ts")).retrievalSuite,
  extraction: async () => (await import("../bench/extraction.ts")).extractionSuite,
  judge: async () => (await import("../bench/judge.ts")).judgeSuite,
  citations: async () => (await import("../bench/citations.ts")).citationsSuite,
  multihop: async () => (await import("../bench/multihop.ts")).multihopSuite,
  authority: async () => (await import("../bench/authority.ts")).authoritySuite,
  answers: async () => (await import("../bench/answers.ts")).answersSuite,
  "fake-web": async () => (await import("../bench/fake-web.ts")).fakeWebSuite,
};

/** Measures one suite and prints the result; lists the suites when none is named. */
export async function bench(name: string | undefined, flags: BenchFlags): Promise<number> {
  if (name === undefined) {
    await printSuites();
    return exitCodes.verified;
  }
  const suite = await (Object.hasOwn(suites, name) ? suites[name] : undefined)?.();
  if (suite === undefined) {
    throw new AppError("USAGE", `There is no suite ${JSON.stringify(name)}.`, {
      why: `the suites are ${Object.keys(suites).join(", ")}`,
      fix: "deepwell bench lists them",
    });
  }
  if (flags.data === undefined && suite.needsData !== false) {
    throw new AppError("USAGE", "--data is missing.", {
      why: "a suite is measured on data",
      fix: `deepwell bench ${name} --data PATH --json`,
    });
  }
  const limit = countOf("--limit", flags.limit, { example: 100 });
  const seed = countOf("--seed", flags.seed, { example: 1 });
  const judge = suite.name === "judge" ? await chosenJudge(flags) : undefined;
  const result = await suite.run({
    data: flags.data ?? "none",
    ...present({ lists: flags.lists, judge, limit, seed }),
  });
  const commit = currentCommit();
  const complete = commit === undefined ? result : { ...result, commit };
  console.log(flags.json ? JSON.stringify(complete) : resultTable(complete).join("\n"));
  return exitCodes.verified;
}

async function chosenJudge(flags: JudgeModelFlags): Promise<RubricJudge> {
  const { chooseRubricJudge } = await import("./choose-rubric-judge.ts");
  return (await chooseRubricJudge(flags, process.env, new AbortController().signal)).rubrics;
}

async function printSuites(): Promise<void> {
  for (const load of Object.values(suites)) {
    const suite = await load();
    console.log(`${suite.name.padEnd(12)} ${suite.description}`);
  }
}

/** A result for people: one line a metric, baselines beside it. */
export function resultTable(result: SuiteResult): readonly string[] {
  const round = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(4));
  const systems = Object.keys(result.baselines);
  const rows = Object.entries(result.metrics).map(([metric, { value, low, high }]) => [
    metric,
    round(value),
    low === high ? "" : `[${round(low)}, ${round(high)}]`,
    ...systems.map((system) => {
      const other = result.baselines[system]?.[metric];
      return other === undefined ? "" : round(other);
    }),
  ]);
  const table = [["metric", "deepwell", "95% interval", ...systems], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const body = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [`${result.suite} · ${result.n} cases · ${result.data}`, ...body];
}
