import { splitSentences } from "../../src/core/sentences.ts";
import { scoreSupport } from "../../src/judge/support/embedded-support.ts";
import { loadSupportModel, type SupportModel } from "../../src/judge/support/support-model.ts";
import type { PerfBenchmark, PerfRow } from "../benchmark.ts";
import { generatePassages } from "../index/generate-passages.ts";
import { spread } from "../spread.ts";
import { measureRubricJudges } from "./rubric-perf.ts";

const repeats = 5;
const claimsPerRound = 200;
/** Passages that make one piece of evidence: a passage, a section, a page. */
const defaultSizes = [1, 5, 20];

interface Pair {
  readonly claim: string;
  readonly evidence: { readonly text: string };
}

/** How many claims a second the embedded scorer judges, and what judging a report by rubrics takes. */
export const judgePerf: PerfBenchmark = {
  name: "judge",
  description: "claims a second of the support scorer; criteria a second and requests of the rubric judges",
  async run({ seed, sizes = defaultSizes, say }) {
    const model = loadSupportModel();
    const rows: PerfRow[] = [];
    for (const language of ["en", "zh"] as const) {
      for (const size of sizes) {
        const pairs = makePairs(seed, language, size);
        say(`${language}: ${pairs.length} claims, ${size} passages each`);
        const metric = `claims, ${language}, ${meanLength(pairs)} characters`;
        rows.push(spread({ subject: "deepwell", metric, unit: "1/s" }, measure(pairs, model)));
      }
    }
    rows.push(...(await measureRubricJudges(seed, say)));
    const notes = [
      "One thread, warm. Half of the claims are sentences of their evidence, half of the next one.",
      "The model of the rubric judge is a loopback server that answers by rule: its time is the harness's alone.",
    ];
    return { rows, ratios: {}, notes };
  },
};

function measure(pairs: readonly Pair[], model: SupportModel): readonly number[] {
  const rates: number[] = [];
  for (let round = 0; round <= repeats; round += 1) {
    const started = performance.now();
    for (const pair of pairs) scoreSupport(pair, model);
    const seconds = (performance.now() - started) / 1000;
    if (round > 0) rates.push(pairs.length / seconds);
  }
  return rates;
}

function makePairs(seed: number, language: "en" | "zh", size: number): readonly Pair[] {
  const texts: string[] = [];
  for (const passage of generatePassages(seed)) {
    if (passage.language === language) texts.push(passage.text);
    if (texts.length === claimsPerRound + size) break;
  }
  return Array.from({ length: claimsPerRound }, (_, at) => {
    const own = texts.slice(at, at + size);
    const source = at % 2 === 0 ? texts[at] : texts[(at + size) % texts.length];
    return {
      claim: splitSentences(source ?? "")[0]?.text ?? "",
      evidence: { text: own.join("\n\n") },
    };
  });
}

function meanLength(pairs: readonly Pair[]): number {
  const total = pairs.reduce((sum, { evidence }) => sum + evidence.text.length, 0);
  return Math.round(total / pairs.length / 10) * 10;
}
