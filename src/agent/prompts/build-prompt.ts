import { loadPrompt, type Prompt } from "./load-prompt.ts";

export interface SystemPromptOptions {
  /** Language of the report: BCP 47 tag. */
  readonly language: string;
  /** Names of the tools the run has; what the prompt says about others is left out. */
  readonly tools?: readonly string[];
}

const usualTools = ["todo", "batch_web_surfer", "file"];

/**
 * The system prompt of a run. A function of language and tools alone, without date, id or question: equal runs
 * begin with equal bytes, and servers can reuse their prefix cache.
 */
export function buildSystemPrompt({ language, tools = usualTools }: SystemPromptOptions): Prompt {
  const prompt = loadPrompt("system", language);
  const lines = prompt.text.split("\n").flatMap((line) => linesFor(line, new Set(tools)));
  return { ...prompt, text: inLanguage(lines.join("\n"), prompt, language) };
}

/** What a language model is told when the budget is spent. */
export function buildAnswerRequest(language: string): string {
  const prompt = loadPrompt("force-answer", language);
  return inLanguage(prompt.text, prompt, language);
}

/** The first user message: the question, and the date that the system prompt leaves out. */
export function buildUserMessage(
  question: string,
  { date, language }: { /** ISO 8601 calendar date. */ readonly date: string; readonly language: string },
): string {
  const label = loadPrompt("system", language).language === "zh" ? "今天的日期：" : "Today's date: ";
  return `${question.trim()}\n\n${label}${date}`;
}

/** Lines that begin with `[tool]` or `[no tool]` stand only in prompts of runs with, or without, that tool. */
function linesFor(line: string, tools: ReadonlySet<string>): readonly string[] {
  const condition = /^\[(?<no>no )?(?<tool>[a-z_]+)\] (?<text>.*)$/.exec(line)?.groups;
  if (condition === undefined) return [line];
  const isWanted = tools.has(condition["tool"] ?? "") === (condition["no"] === undefined);
  return isWanted ? [condition["text"] ?? ""] : [];
}

function inLanguage(text: string, prompt: Prompt, language: string): string {
  return text.replaceAll("{{language}}", languageName(language, prompt.language)).trim();
}

/** The name of a language, in the prompt's language; what is no BCP 47 tag is taken as a name itself. */
function languageName(tag: string, inside: string): string {
  try {
    return new Intl.DisplayNames([inside], { type: "language", fallback: "code" }).of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
