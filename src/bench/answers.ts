import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openBundledLibrary } from "../corpora/bundled.ts";
import type { Library } from "../retrieval/library.ts";
import { type AnswerCase, readAnswerCases } from "./answers/answer-cases.ts";
import { ask } from "./answers/ask.ts";
import { type AnswerScore, scoreAnswer } from "./answers/score-answer.ts";
import { bootstrapMean } from "./bootstrap.ts";
import { sample } from "./sample.ts";
import type { MetricValue, Suite, SuiteOptions, SuiteResult } from "./suite.ts";

/** Whether the embedded policy answers people's questions out of the bundled documents, by what the answer has to say. */
export const answersSuite: Suite = {
  name: "answers",
  description:
    "People's questions over the bundled documents, put to the embedded policy: whether the short answer says and cites what answers. " +
    "--data: a file of {id, topic, part: worked | held | fresh, question, answers: [{document?, text}]}, such as corpora/questions.jsonl.",
  async run(options) {
    const cases = sample(await readAnswerCases(options.data), options.limit, options.seed ?? 1);
    const folder = await mkdtemp(path.join(tmpdir(), "deepwell-answers-"));
    try {
      const library = await openBundledLibrary({ cacheDir: folder });
      try {
        return await measure(cases, library, options);
      } finally {
        library.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Measured {
  readonly group: string;
  readonly id: string;
  readonly score: AnswerScore;
  readonly queries: number;
}

async function measure(
  cases: readonly AnswerCase[],
  library: Library,
  options: SuiteOptions,
): Promise<SuiteResult> {
  const measured: Measured[] = [];
  for (const one of cases) {
    const asked = await ask(one.question, library);
    const group = `${one.part}/${asked.language}`;
    measured.push({ group, id: one.id, score: scoreAnswer(one, asked), queries: asked.queries.length });
  }
  const metrics: Record<string, MetricValue> = {};
  for (const [group, members] of Map.groupBy(measured, (one) => one.group)) {
    Object.assign(metrics, metricsOf(group, members, options));
  }
  return {
    suite: "answers",
    data: options.data,
    n: measured.length,
    metrics,
    baselines: {},
    config: {
      policy: "embedded",
      missed: measured.filter(({ score }) => isMissed(score)).map(({ id }) => id),
      queries: measured.reduce((sum, one) => sum + one.queries, 0) / Math.max(1, measured.length),
    },
  };
}

function isMissed({ type, metrics }: AnswerScore): boolean {
  return (type === "inside" ? metrics.answered : metrics.declined) === 0;
}

function metricsOf(
  group: string,
  members: readonly Measured[],
  { seed }: SuiteOptions,
): Record<string, MetricValue> {
  const values = new Map<string, number[]>();
  for (const { score } of members)
    for (const [name, value] of Object.entries(score.metrics))
      values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(
    [...values].map(([name, list]) => [
      `${group}/${name}`,
      bootstrapMean(list, seed === undefined ? {} : { seed }),
    ]),
  );
}
