import { readFileSync } from "node:fs";
import { z } from "zod";
import { sha256 } from "../../core/hash.ts";
import type { Policy } from "../../model/policy.ts";
import { askJson } from "../ask-json.ts";
import {
  type ComparedReports,
  comparedDimensions,
  overallOf,
  type PairwiseJudge,
  type Preference,
} from "./compare-reports.ts";

const side = z.enum(["A", "B", "tie"]);
const answerSchema = z.object({ reason: z.string().default(""), depth: side, logic: side, coverage: side });
type Answer = z.infer<typeof answerSchema>;

const corrections = {
  en: 'That was not the JSON object that was asked for. Answer with {"reason": …, "depth": …, "logic": …, "coverage": …} and nothing else.',
  zh: '这不是所要求的 JSON 对象。请只回答 {"reason": …, "depth": …, "logic": …, "coverage": …}，不要写其他内容。',
} as const;

/** A language model as the judge of two reports. Both orders are asked about; where they contradict, it is a tie. */
export function modelPairwiseJudge(
  policy: Policy,
  { timeoutMs = 300_000 }: { readonly timeoutMs?: number } = {},
): PairwiseJudge {
  return {
    name: policy.name,
    async compare(reports, signal) {
      const turned = { ...reports, first: reports.second, second: reports.first };
      const [straight, reversed] = await Promise.all(
        [reports, turned].map((order) => askJson(policy, questionOf(order, timeoutMs), signal)),
      );
      if (straight?.type !== "value") return straight ?? unasked;
      if (reversed?.type !== "value") return reversed ?? unasked;
      const found = comparedDimensions.map((dimension) => {
        const one = preferenceOf(straight.value[dimension], ["first", "second"]);
        const other = preferenceOf(reversed.value[dimension], ["second", "first"]);
        return { dimension, preference: one === other ? one : ("tie" as const), agrees: one === other };
      });
      const preference = (wanted: string): Preference =>
        found.find(({ dimension }) => dimension === wanted)?.preference ?? "tie";
      const preferences = {
        depth: preference("depth"),
        logic: preference("logic"),
        coverage: preference("coverage"),
      };
      return {
        type: "comparison",
        judge: policy.name,
        usesLanguageModel: policy.usesLanguageModel,
        preferences,
        overall: overallOf(preferences),
        orderDependent: found.filter(({ agrees }) => !agrees).map(({ dimension }) => dimension),
        reasons: [straight.value.reason, reversed.value.reason].filter((reason) => reason !== ""),
      };
    },
  };
}

const unasked = { type: "judge_unavailable", cause: "missing", reason: "the model was not asked" } as const;

function preferenceOf(answer: Answer["depth"], [a, b]: readonly [Preference, Preference]): Preference {
  if (answer === "tie") return "tie";
  return answer === "A" ? a : b;
}

function questionOf({ question, language, first, second }: ComparedReports, timeoutMs: number) {
  const written = /^zh\b/i.test(language) ? "zh" : "en";
  const system = readFileSync(new URL(`./prompts/compare-reports.${written}.md`, import.meta.url), "utf8");
  // Neither report can contain the hash of both.
  const mark = sha256(`${first}\n${second}`).slice(0, 16);
  const user = [
    `<question>\n${question}\n</question>`,
    `<report-a-${mark}>\n${first}\n</report-a-${mark}>`,
    `<report-b-${mark}>\n${second}\n</report-b-${mark}>`,
  ].join("\n\n");
  return { system, user, schema: answerSchema, correction: corrections[written], timeoutMs };
}
