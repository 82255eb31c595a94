import { readFileSync } from "node:fs";
import { sha256 } from "../../core/hash.ts";

export type PromptName = "system" | "force-answer" | "summarise";

export interface Prompt {
  readonly text: string;
  /** Of the file, as hex; recorded with a run, so that it can be told which prompt it had. */
  readonly sha256: string;
  /** Language the prompt itself is written in. */
  readonly language: "en" | "zh";
}

/** A prompt file: the Chinese one for Chinese, the English one for every other language. */
export function loadPrompt(name: PromptName, language: string): Prompt {
  const written = /^zh\b/i.test(language) ? "zh" : "en";
  const text = readFileSync(new URL(`${name}.${written}.md`, import.meta.url), "utf8");
  return { text, sha256: sha256(text), language: written };
}
