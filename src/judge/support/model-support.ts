import { readFileSync } from "node:fs";
import { z } from "zod";
import { sha256 } from "../../core/hash.ts";
import type { Policy } from "../../model/policy.ts";
import { askJson } from "../ask-json.ts";
import type { JudgeUnavailable } from "../judge-unavailable.ts";
import type { SupportCase, SupportJudge, SupportVerdict } from "./support-judge.ts";

export interface ModelSupportOptions {
  /** For one claim, a second try included; two minutes unless given. */
  readonly timeoutMs?: number;
  /** Claims that are asked about at the same time; 4 unless given. */
  readonly parallel?: number;
}

const verdictSchema = z.object({
  support: z.enum(["full", "partial", "none"]),
  probability: z.number().min(0).max(1),
});

const corrections = {
  en: 'That was not the JSON object that was asked for. Answer with {"support": …, "probability": …} and nothing else.',
  zh: '这不是所要求的 JSON 对象。请只回答 {"support": …, "probability": …}，不要写其他内容。',
} as const;

/** Within these bounds the model says itself that it does not know. */
const unsure = { from: 0.35, to: 0.65 };

/** A language model as the judge: one question a claim, in the claim's language; evidence is quoted as data. */
export function modelSupportJudge(
  policy: Policy,
  { timeoutMs = 120_000, parallel = 4 }: ModelSupportOptions = {},
): SupportJudge {
  return {
    name: policy.name,
    async judge(cases, signal) {
      const outcomes: (SupportVerdict | JudgeUnavailable)[] = [];
      for (let from = 0; from < cases.length; from += parallel) {
        const asked = cases
          .slice(from, from + parallel)
          .map((one) => ask(policy, one, { timeoutMs, signal }));
        outcomes.push(...(await Promise.all(asked)));
      }
      return outcomes;
    },
  };
}

async function ask(
  policy: Policy,
  one: SupportCase,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<SupportVerdict | JudgeUnavailable> {
  const language = /\p{Script=Han}/u.test(one.claim) ? "zh" : "en";
  const system = readFileSync(new URL(`./prompts/judge-support.${language}.md`, import.meta.url), "utf8");
  const question = {
    system,
    user: userText(one),
    schema: verdictSchema,
    correction: corrections[language],
    timeoutMs,
  };
  const answer = await askJson(policy, question, signal);
  if (answer.type === "judge_unavailable") return answer;
  const { support, probability } = answer.value;
  return {
    type: "verdict",
    support,
    probability,
    isSure: probability < unsure.from || probability > unsure.to,
  };
}

/** Claim and evidence between marks that the evidence cannot contain: they are its own hash. */
function userText({ claim, evidence }: SupportCase): string {
  const mark = `evidence-${sha256(`${claim}\n${evidence.title ?? ""}\n${evidence.text}`).slice(0, 16)}`;
  return [
    `<claim>\n${claim}\n</claim>`,
    `<${mark}>`,
    ...(evidence.title === undefined ? [] : [evidence.title, ""]),
    evidence.text,
    `</${mark}>`,
  ].join("\n");
}
