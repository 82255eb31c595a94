import { AppError } from "../core/errors.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import { questionInput } from "./question-input.ts";
import { checkOutput } from "./result-output.ts";
import { type ResearchFlags, resolveSettings } from "./settings.ts";
import { similarCommand } from "./similar-command.ts";

export interface ResearchCommand {
  readonly words: readonly string[];
  readonly flags: ResearchFlags;
}

/**
 * One question to one report on stdout, progress on stderr; answers the exit code of the run. What cannot
 * work is refused before anything heavy is loaded.
 */
export async function runResearch({ words, flags }: ResearchCommand): Promise<number> {
  const settings = resolveSettings(flags, process.env);
  refuseMistypedCommand(words);
  checkOutput(flags);
  const { question, docs } = await questionInput(words, settings.docs);
  const messages = messagesIn(interfaceLanguage(flags.lang, process.env));
  const { startProgress } = await import("./progress/start-progress.ts");
  const { followRun } = await import("./follow-run.ts");
  const progress = startProgress({
    question,
    level: flags.quiet ? "quiet" : flags.verbose ? "verbose" : "normal",
    stream: process.stderr,
    color: wantsColor(flags),
    messages,
  });
  try {
    return await followRun({ question, flags, settings: { ...settings, docs }, messages, progress });
  } finally {
    progress.end();
  }
}

function wantsColor(flags: ResearchFlags): boolean {
  if (flags.color === false || process.env["NO_COLOR"]) return false;
  return Boolean(process.env["FORCE_COLOR"]) || (process.stderr.isTTY && process.env["TERM"] !== "dumb");
}

const commands = ["read", "bench", "list", "show", "doctor", "demo"];

function refuseMistypedCommand(words: readonly string[]): void {
  const [word] = words;
  const meant = word !== undefined && words.length === 1 ? similarCommand(word, commands) : undefined;
  if (meant === undefined) return;
  throw new AppError("USAGE", `There is no command ${word}.`, {
    why: `it looks like ${meant}, mistyped`,
    fix: `deepwell ${meant} · to research the word itself: deepwell "what is ${word}?"`,
  });
}
