import { readdir, readFile, stat } from "node:fs/promises";
import { AppError, errorMessage } from "../core/errors.ts";
import { parseJson } from "../core/json.ts";
import { present } from "../core/present.ts";
import { embeddedRubricJudge } from "../judge/rubric/embedded/embedded-rubric-judge.ts";
import type { RubricJudge } from "../judge/rubric/rubric-judge.ts";
import type { VerdictWord } from "../judge/rubric/verdict.ts";
import { bootstrap, bootstrapMean } from "./bootstrap.ts";
import { binary, macroF1, type VerdictPair } from "./judge/agreement.ts";
import { constructCases } from "./judge/construct-cases.ts";
import { type LabelledReport, readLabels } from "./judge/read-labels.ts";
import { readFixture, reproduceFixture } from "./judge/reproduce-fixture.ts";
import type { MetricValue, Suite, SuiteResult } from "./suite.ts";

/** Reports with known verdicts, a folder of plain reports to make such cases of, or a scoring fixture. */
export const judgeSuite: Suite = {
  name: "judge",
  description: "verdicts of the rubric judge against labels: macro-F1 a report, ternary and binary",
  async run({ data, limit, seed = 1, judge = embeddedRubricJudge() }) {
    const fixture = await fixtureOf(data);
    if (fixture !== undefined) return fixtureResult(data, fixture);
    const all = await readCases(data, seed);
    const reports = limit === undefined ? all : all.slice(0, limit);
    const judged: (readonly VerdictPair[])[] = [];
    for (const report of reports) judged.push(await pairsOf(report, judge));
    return {
      suite: "judge",
      data,
      n: judged.length,
      metrics: metricsOf(judged, seed),
      baselines: Object.fromEntries(
        (["full", "none"] as const).map((word) => [`always ${word}`, baselineOf(judged, word)]),
      ),
      config: {
        judge: reports.some((report) => report.judged !== undefined) ? "as recorded in the data" : judge.name,
        criteria: judged.flat().length,
        labels: (await isFolderOfReports(data))
          ? "known by construction from the reports' own sentences"
          : "as given",
      },
    };
  },
};

async function readCases(data: string, seed: number): Promise<readonly LabelledReport[]> {
  try {
    const cases = (await isFolderOfReports(data)) ? await constructCases(data, seed) : await readLabels(data);
    if (cases.length === 0) throw new Error("no report in it is long enough to make cases of");
    return cases;
  } catch (error) {
    throw new AppError("DATA_INVALID", `${data} does not hold reports with verdicts.`, {
      why: errorMessage(error),
      fix: "give JSONL of {prompt, rubrics, report, verdicts}, a scoring fixture, or a folder of reports in Markdown",
      cause: error,
    });
  }
}

async function isFolderOfReports(data: string): Promise<boolean> {
  if (!(await stat(data)).isDirectory()) return false;
  const names = await readdir(data, { recursive: true });
  return names.some((name) => name.endsWith(".md")) && !names.some((name) => /^[^/\\]*\.jsonl$/.test(name));
}

async function fixtureOf(data: string) {
  const text = data.endsWith(".json") ? await readFile(data, "utf8").catch(() => "") : "";
  const parsed = parseJson(text);
  return parsed.ok ? readFixture(parsed.value) : undefined;
}

function fixtureResult(
  data: string,
  fixture: NonNullable<Awaited<ReturnType<typeof fixtureOf>>>,
): SuiteResult {
  const shares = Object.entries(reproduceFixture(fixture)).map(
    ([mapping, hits]) => [`${mapping} reproduced`, bootstrapMean(hits)] as const,
  );
  const metrics = Object.fromEntries(shares);
  return {
    suite: "judge",
    data,
    n: fixture.cases.length,
    metrics,
    baselines: {},
    config: { judge: "none: scores of given verdicts" },
  };
}

async function pairsOf(
  { task, report = "", labels, judged }: LabelledReport,
  judge: RubricJudge,
): Promise<readonly VerdictPair[]> {
  const said = judged ?? (await verdictsOf({ task, report }, judge));
  return [...labels].map(([id, label]) => {
    const verdict = said.get(id);
    return { label, ...present({ said: verdict }) };
  });
}

async function verdictsOf(
  input: Parameters<RubricJudge["judge"]>[0],
  judge: RubricJudge,
): Promise<ReadonlyMap<string, VerdictWord>> {
  const { outcomes } = await judge.judge(input, new AbortController().signal);
  return new Map(
    outcomes.flatMap((outcome) =>
      outcome.type === "verdict" ? [[outcome.rubricId, outcome.verdict] as const] : [],
    ),
  );
}

type Judged = readonly (readonly VerdictPair[])[];

const isDecided = ({ said }: VerdictPair): boolean => said !== undefined;

function metricsOf(judged: Judged, seed: number): Readonly<Record<string, MetricValue>> {
  const decided = judged.map((pairs) => pairs.filter(isDecided)).filter((pairs) => pairs.length > 0);
  const share = (of: (pair: VerdictPair) => boolean) => (reports: Judged) => {
    const pairs = reports.flat();
    return pairs.filter(of).length / Math.max(1, pairs.length);
  };
  const isRight = ({ label, said }: VerdictPair): boolean => label === said;
  const perReport = (reports: Judged, form: (pair: VerdictPair) => VerdictPair): MetricValue =>
    bootstrapMean(
      reports.map((pairs) => macroF1(pairs.map(form))),
      { seed },
    );
  return {
    "ternary macro-F1, decided": perReport(decided, (pair) => pair),
    "binary macro-F1, decided": perReport(decided, binary),
    "ternary macro-F1, undecided are misses": perReport(judged, (pair) => pair),
    "binary macro-F1, undecided are misses": perReport(judged, binary),
    "accuracy, decided": bootstrap(decided, share(isRight), { seed }),
    "share decided": bootstrap(judged, share(isDecided), { seed }),
    ...Object.fromEntries(
      (["full", "partial", "none"] as const).flatMap((word) => {
        const own = judged.map((pairs) => pairs.filter(({ label }) => label === word));
        const said = decided.map((pairs) => pairs.filter((pair) => pair.said === word));
        return [
          [`recall of ${word}`, bootstrap(own, share(isRight), { seed })],
          [`precision of ${word}`, bootstrap(said, share(isRight), { seed })],
        ];
      }),
    ),
  };
}

function baselineOf(judged: Judged, said: VerdictWord): Readonly<Record<string, number>> {
  const reports = judged.map((pairs) => pairs.map(({ label }) => ({ label, said })));
  const mean = (form: (pair: VerdictPair) => VerdictPair): number =>
    reports.reduce((sum, pairs) => sum + macroF1(pairs.map(form)), 0) / Math.max(1, reports.length);
  return {
    "ternary macro-F1, undecided are misses": mean((pair) => pair),
    "binary macro-F1, undecided are misses": mean(binary),
  };
}
