import { existsSync, fstatSync } from "node:fs";
import { text } from "node:stream/consumers";
import { AppError } from "../core/errors.ts";

/** The question of a command line: its words, or standard input for `-` or where something is piped in. */
export async function questionInput(
  words: readonly string[],
  docs: readonly string[],
): Promise<{
  readonly question: string;
  readonly docs: readonly string[];
}> {
  const written = words.join(" ").trim();
  if (written !== "" && written !== "-") return { question: written, docs };
  if (written === "") {
    const swallowed = questionAmongDocs(docs);
    if (swallowed !== undefined) return { question: swallowed, docs: docs.slice(0, -1) };
    if (!isPiped()) throw noQuestion();
  }
  const question = (await text(process.stdin)).trim();
  if (question === "") throw noQuestion();
  return { question, docs };
}

/** `--docs a b "question"` gives the question to `--docs`, which takes as many values as follow. */
function questionAmongDocs(docs: readonly string[]): string | undefined {
  const last = docs.at(-1);
  return docs.length > 1 && last !== undefined && !existsSync(last) && /\s|[?？]|\p{Script=Han}/u.test(last)
    ? last
    : undefined;
}

function isPiped(): boolean {
  if (process.stdin.isTTY) return false;
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isFile() || input.isSocket();
  } catch {
    return false;
  }
}

function noQuestion(): AppError {
  return new AppError("USAGE", "There is no question.", {
    why: "neither an argument nor standard input gives one",
    fix: 'deepwell "How do I replace a lost passport?" · deepwell demo · deepwell --help',
  });
}
