import { readFileSync } from "node:fs";
import { sha256 } from "../../../core/hash.ts";
import type { Message } from "../../../model/message.ts";
import type { Rubric } from "../rubric.ts";

export type JudgePromptName = "judge-positive" | "judge-negative" | "find-evidence";

export interface JudgePrompt {
  /** Of the file, without its folder. */
  readonly file: string;
  readonly text: string;
  /** Of the file, as hex; recorded with every judgement. */
  readonly sha256: string;
}

/** A prompt file of the judge: the Chinese one for Chinese, the English one for every other language. */
export function loadJudgePrompt(name: JudgePromptName, language: string): JudgePrompt {
  const file = `${name}.${/^zh\b/i.test(language) ? "zh" : "en"}.md`;
  const text = readFileSync(new URL(`prompts/${file}`, import.meta.url), "utf8");
  return { file, text, sha256: sha256(text) };
}

/** A criterion under the short id that it has within one question. */
export interface AskedCriterion {
  readonly id: string;
  readonly rubric: Rubric;
}

/** What was wrong with the answer before, in words for the model. */
export interface RejectedItem {
  readonly id: string;
  readonly cause: "missing" | "evidence-not-found";
}

export interface JudgeQuestion {
  readonly prompt: JudgePrompt;
  readonly language: string;
  readonly task: string;
  /** The report or what was found in it: text from outside, with the name of what it is. */
  readonly material: readonly { readonly name: string; readonly text: string }[];
}

/**
 * The messages that ask about criteria. What all questions about one report have in common comes first, byte for byte, so
 * that servers can reuse their prefix cache; the report stands between marks that it cannot contain: they are its own hash.
 */
export function judgeMessages(
  { prompt, language, task, material }: JudgeQuestion,
  criteria: readonly AskedCriterion[],
  rejected: readonly RejectedItem[] = [],
): readonly Message[] {
  const hash = sha256(material.map(({ text }) => text).join("\n")).slice(0, 16);
  const blocks = material.map(({ name, text }) => `<${name}-${hash}>\n${text.trim()}\n</${name}-${hash}>`);
  const asked = criteria.map(({ id, rubric }) => {
    const note = rubric.explanation === undefined ? "" : `\n  ${rubric.explanation.replaceAll("\n", " ")}`;
    return `${id}: ${rubric.criterion.replaceAll("\n", " ")}${note}`;
  });
  const texts = /^zh\b/i.test(language) ? chinese : english;
  const user = [
    `<task>\n${task.trim()}\n</task>`,
    ...blocks,
    `<criteria>\n${asked.join("\n")}\n</criteria>`,
    ...(rejected.length === 0 ? [] : [texts.again(rejected)]),
  ];
  return [
    { role: "system", text: prompt.text },
    { role: "user", text: user.join("\n\n") },
  ];
}

const idsOf = (items: readonly RejectedItem[], cause: RejectedItem["cause"]): readonly string[] =>
  items.filter((item) => item.cause === cause).map(({ id }) => id);

const english = {
  again(items: readonly RejectedItem[]): string {
    const [missing, unfound] = [idsOf(items, "missing"), idsOf(items, "evidence-not-found")];
    return [
      "An earlier answer could not be used.",
      ...(missing.length === 0
        ? []
        : [`Without an entry in the form that was asked for: ${missing.join(", ")}.`]),
      ...(unfound.length === 0
        ? []
        : [`Quotes that do not stand in the report letter for letter: ${unfound.join(", ")}.`]),
      "Answer for exactly the ids above.",
    ].join(" ");
  },
} as const;

const chinese: typeof english = {
  again(items) {
    const [missing, unfound] = [idsOf(items, "missing"), idsOf(items, "evidence-not-found")];
    return [
      "之前的回答无法使用。",
      ...(missing.length === 0 ? [] : [`没有符合格式的条目：${missing.join("、")}。`]),
      ...(unfound.length === 0 ? [] : [`引文与报告原文不完全一致：${unfound.join("、")}。`]),
      "请只回答上面列出的编号。",
    ].join("");
  },
};
