import { answerByRule } from "../../src/judge/rubric/model/loopback-judge-script.ts";
import { modelRubricJudge } from "../../src/judge/rubric/model/model-rubric-judge.ts";
import { embeddedRubricJudge } from "../../src/judge/rubric/embedded/embedded-rubric-judge.ts";
import type { RubricJudge } from "../../src/judge/rubric/rubric-judge.ts";
import { type RubricTask, rubricTask } from "../../src/judge/rubric/rubric.ts";
import { startLoopbackModel } from "../../src/model/loopback-server.ts";
import { openaiCompatiblePolicy } from "../../src/model/openai-compatible.ts";
import type { PerfRow } from "../benchmark.ts";
import { generatePassages } from "../index/generate-passages.ts";
import { spread } from "../spread.ts";

const repeats = 3;
const criteria = 40;
const passages = 60;

/**
 * What judging one report takes: by the embedded judge, and by a model one criterion a request, ten, and all at once. The
 * model is a loopback server that answers by rule, so the time is that of the harness and not of any model.
 */
export async function measureRubricJudges(
  seed: number,
  say: (line: string) => void,
): Promise<readonly PerfRow[]> {
  const input = makeInput(seed);
  await using server = await startLoopbackModel(answerByRule);
  const policy = openaiCompatiblePolicy({ model: "by-rule", baseUrl: server.url, timeoutMs: 60_000 });
  const judges: readonly (readonly [string, RubricJudge])[] = [
    ["embedded", embeddedRubricJudge()],
    ...[1, 10, criteria].map(
      (criteriaPerCall) =>
        [
          `model, ${criteriaPerCall} a request`,
          modelRubricJudge(policy, { trials: 1, criteriaPerCall }),
        ] as const,
    ),
  ];
  const rows: PerfRow[] = [];
  for (const [subject, judge] of judges) {
    say(`${subject}: ${criteria} criteria, a report of ${input.report.length} characters`);
    rows.push(...(await measure(subject, judge, input)));
  }
  return rows;
}

interface Input {
  readonly task: RubricTask;
  readonly report: string;
}

async function measure(subject: string, judge: RubricJudge, input: Input): Promise<readonly PerfRow[]> {
  const [rates, calls, tokens]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= repeats; round += 1) {
    const started = performance.now();
    const { effort } = await judge.judge(input, new AbortController().signal);
    const seconds = (performance.now() - started) / 1000;
    // The first round warms up.
    if (round === 0) continue;
    rates.push(criteria / seconds);
    calls.push(effort.calls);
    tokens.push(effort.usage?.inputTokens ?? 0);
  }
  return [
    spread({ subject, metric: "criteria judged", unit: "1/s" }, rates),
    spread({ subject, metric: "requests per report", unit: "" }, calls),
    spread({ subject, metric: "input tokens per report", unit: "" }, tokens),
  ];
}

/** Half of the criteria ask for words of the report, half for words of other texts; one in four is a flaw. */
function makeInput(seed: number): Input {
  const texts: string[] = [];
  for (const passage of generatePassages(seed)) {
    if (passage.language === "en") texts.push(passage.text.replaceAll(/\s+/g, " "));
    if (texts.length === passages + criteria) break;
  }
  const rubrics = Array.from({ length: criteria }, (_, index) => {
    const source = texts[index % 2 === 0 ? index : passages + index] ?? "";
    return {
      criterion: `States that “${source.slice(0, 60).replace(/\S*$/, "").trim()}”.`,
      weight: index % 4 === 3 ? -1 : 1,
    };
  });
  const report = texts.slice(0, passages).join("\n\n");
  return { task: rubricTask({ prompt: "What do the texts say?", rubrics }, "perf"), report };
}
