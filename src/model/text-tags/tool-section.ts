import { readFileSync } from "node:fs";
import type { JsonValue } from "../../core/json.ts";

/**
 * What a system prompt says about calling tools in the text: the format, and the tools as they are given, one
 * a line. In Chinese for Chinese prompts, in English for others. Equal tools in equal order give equal bytes.
 */
export function toolSection(tools: readonly JsonValue[], systemPrompt: string): string {
  const text = readFileSync(new URL(`tool-format.${languageOf(systemPrompt)}.md`, import.meta.url), "utf8");
  // By a function, since a description may hold `$&`.
  return text.replace("{{tools}}", () => tools.map((tool) => JSON.stringify(tool)).join("\n")).trim();
}

function languageOf(text: string): "en" | "zh" {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han * 4 > text.length ? "zh" : "en";
}
