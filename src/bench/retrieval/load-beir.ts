import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError, errorMessage } from "../../core/errors.ts";
import { readJsonLines } from "../read-json-lines.ts";

export interface BeirDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Judged retrieval data in BEIR layout. */
export interface BeirData {
  readonly documents: readonly BeirDocument[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Grade by document id, by query id; only grades above 0. */
  readonly judgments: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const id = z.union([z.string(), z.number()]).transform(String);
const documentRow = z.object({ _id: id, title: z.string().default(""), text: z.string() });
const queryRow = z.object({ _id: id, text: z.string() });

/** Reads `corpus.jsonl`, `queries.jsonl` and `qrels_test.tsv`; queries without judgments are left out. */
export async function loadBeir(folder: string): Promise<BeirData> {
  try {
    const corpus = await readJsonLines(path.join(folder, "corpus.jsonl"), documentRow);
    const queries = await readJsonLines(path.join(folder, "queries.jsonl"), queryRow);
    const judgments = readJudgments(await readFile(path.join(folder, "qrels_test.tsv"), "utf8"));
    return {
      documents: corpus.map((row) => ({ id: row._id, title: row.title, text: row.text })),
      queries: queries
        .map((row) => ({ id: row._id, text: row.text }))
        .filter((query) => judgments.has(query.id)),
      judgments,
    };
  } catch (error) {
    throw new AppError("DATA_INVALID", `${folder} is not retrieval data in BEIR layout.`, {
      why: errorMessage(error),
      fix: "give a folder with corpus.jsonl, queries.jsonl and qrels_test.tsv",
      cause: error,
    });
  }
}

function readJudgments(tsv: string): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const judgments = new Map<string, Map<string, number>>();
  for (const line of tsv.split("\n").slice(1)) {
    const [query, document, grade] = line.trim().split("\t");
    if (query === undefined || document === undefined || !(Number(grade) > 0)) continue;
    const graded = judgments.get(query) ?? new Map<string, number>();
    graded.set(document, Number(grade));
    judgments.set(query, graded);
  }
  return judgments;
}
