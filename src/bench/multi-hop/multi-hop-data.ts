import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError, errorMessage } from "../../core/errors.ts";
import { readJsonLines } from "../read-json-lines.ts";

const corpusLine = z.object({ id: z.string(), title: z.string(), text: z.string() });
const questionLine = z.object({
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  answer_aliases: z.array(z.string()).default([]),
  gold_titles: z.array(z.string()),
  gold_passages: z.array(z.object({ title: z.string(), text: z.string() })).optional(),
});

export type CorpusEntry = z.infer<typeof corpusLine>;

export interface MultiHopCase {
  readonly id: string;
  readonly question: string;
  readonly answers: readonly string[];
  /** Each needed piece of evidence, with the ids of the entries that hold it. */
  readonly gold: readonly ReadonlySet<string>[];
}

export interface MultiHopData {
  readonly name: string;
  readonly corpus: readonly CorpusEntry[];
  readonly cases: readonly MultiHopCase[];
}

/**
 * Reads a folder with corpus.jsonl and *questions.jsonl, or a folder of such folders; throws `AppError`
 * DATA_INVALID where there is none. Gold is by passage where the data says which, else by title.
 */
export async function readMultiHopData(folder: string): Promise<readonly MultiHopData[]> {
  const folders = existsSync(path.join(folder, "corpus.jsonl")) ? [folder] : await subfolders(folder);
  const read = await Promise.all(folders.map(readFolder)).catch((error: unknown) => {
    throw new AppError("DATA_INVALID", `What is in ${folder} is not multi-hop data.`, {
      why: errorMessage(error),
      fix: "a line of corpus.jsonl is {id, title, text}, one of *questions.jsonl {id, question, answer, gold_titles}, with gold_passages where they are known",
      cause: error,
    });
  });
  const usable = read.filter((data) => data.cases.length > 0);
  if (usable.length === 0) {
    throw new AppError("DATA_INVALID", `No multi-hop data in ${folder}.`, {
      why: "there is no folder with both corpus.jsonl and a file that ends in questions.jsonl",
      fix: "point --data at such a folder",
    });
  }
  return usable;
}

async function subfolders(folder: string): Promise<readonly string[]> {
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name))
    .filter((inner) => existsSync(path.join(inner, "corpus.jsonl")))
    .sort();
}

async function readFolder(folder: string): Promise<MultiHopData> {
  const corpus = await readJsonLines(path.join(folder, "corpus.jsonl"), corpusLine);
  const files = (await readdir(folder)).filter((name) => name.endsWith("questions.jsonl")).sort();
  const byTitle = Map.groupBy(corpus, (entry) => entry.title);
  const lines = await Promise.all(files.map((name) => readJsonLines(path.join(folder, name), questionLine)));
  const cases = lines.flat().map(
    (line): MultiHopCase => ({
      id: line.id,
      question: line.question,
      answers: [line.answer, ...line.answer_aliases],
      gold: goldOf(line, byTitle),
    }),
  );
  return { name: path.basename(folder), corpus, cases: cases.filter(({ gold }) => gold.length > 0) };
}

function goldOf(
  line: z.infer<typeof questionLine>,
  byTitle: ReadonlyMap<string, readonly CorpusEntry[]>,
): readonly ReadonlySet<string>[] {
  const titled = (title: string, text?: string): ReadonlySet<string> =>
    new Set(
      (byTitle.get(title) ?? [])
        .filter((entry) => text === undefined || entry.text === text)
        .map(({ id }) => id),
    );
  const sets =
    line.gold_passages === undefined
      ? [...new Set(line.gold_titles)].map((title) => titled(title))
      : line.gold_passages.map(({ title, text }) => titled(title, text));
  const distinct = new Map(sets.filter((set) => set.size > 0).map((set) => [[...set].sort().join(" "), set]));
  return [...distinct.values()];
}
