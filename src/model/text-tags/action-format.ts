/**
 * How a model makes its calls: by the server's own tool calls, by tags in its text, or whichever of the two
 * the server and the model know.
 */
export const actionFormats = ["auto", "native", "tags"] as const;
export type ActionFormat = (typeof actionFormats)[number];

/** Models that were trained to call tools by tags in their text. */
const knownToUseTags = /deepwell|tongyi-?deepresearch|web(?:sailor|dancer|shaper|walker)/i;

/** Whether tags are used from the first turn on. */
export function startsWithTags(format: ActionFormat, model: string): boolean {
  return format === "tags" || (format === "auto" && knownToUseTags.test(model));
}

/** Whether a server's complaint says that it takes no tools, in the words of those that do not. */
export function refusesTools(complaint: string): boolean {
  return toolRefusals.some((pattern) => pattern.test(complaint));
}

const toolRefusals: readonly RegExp[] = [
  // Ollama, DeepSeek, OpenRouter, Mistral, Groq
  /(?:not|n't|no\b.{0,40}) (?:currently )?support(?:ed|s)?\b.{0,30}\b(?:tools?|functions?)\b/i,
  /\b(?:tools?|functions?)\b(?: |-|_)?(?:use|calls?|calling)?.{0,20}\b(?:not|n't) (?:supported|enabled|available|allowed)/i,
  // vLLM
  /tool choice requires --enable-auto-tool-choice/i,
  // llama.cpp
  /tools? param(?:eter)? requires --jinja/i,
];
