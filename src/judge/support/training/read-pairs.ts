import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError, errorMessage } from "../../../core/errors.ts";
import { parseJsonLines } from "../../../core/json-lines.ts";
import type { SupportEvidence } from "../evidence.ts";

/** A claim with evidence and what people said of them. */
export interface LabelledPair {
  readonly id: string;
  /** File it came from, up to its first full stop: `wice`, `scifact`, … */
  readonly set: string;
  /** Pairs that share it belong to one claim or one evidence and are never split. */
  readonly group: string;
  readonly claim: string;
  readonly evidence: SupportEvidence;
  readonly label: "full" | "partial" | "none";
  /** The evidence says the opposite. */
  readonly isRefuted: boolean;
}

const labels = {
  supported: "full",
  partially_supported: "partial",
  not_supported: "none",
  refuted: "none",
  nei: "none",
} as const satisfies Record<string, LabelledPair["label"]>;

const row = z.looseObject({
  id: z.string(),
  claim: z.string(),
  claim_id: z.union([z.string(), z.number()]).optional(),
  claim_context: z.string().optional(),
  prem_id: z.string().optional(),
  evidence_title: z.string().optional(),
  evidence_sentences: z.array(z.string()),
  label: z.enum(["supported", "partially_supported", "not_supported", "refuted", "nei"]),
});

/** Reads a file of labelled claims with evidence, or every `*.jsonl` of a folder; throws `AppError` DATA_INVALID. */
export async function readPairs(place: string): Promise<readonly LabelledPair[]> {
  try {
    const isFolder = (await stat(place)).isDirectory();
    const names = isFolder ? (await readdir(place)).filter((name) => name.endsWith(".jsonl")).toSorted() : [];
    if (isFolder && names.length === 0) throw new Error("it has no .jsonl file");
    const files = isFolder ? names.map((name) => path.join(place, name)) : [place];
    return (await Promise.all(files.map(readSet))).flat();
  } catch (error) {
    throw new AppError("DATA_INVALID", `${place} does not hold claims with evidence and labels.`, {
      why: errorMessage(error),
      fix: "give a folder with .jsonl files of {id, claim, evidence_sentences, label}",
      cause: error,
    });
  }
}

async function readSet(file: string): Promise<readonly LabelledPair[]> {
  const name = path.basename(file);
  const set = name.split(".")[0] ?? "";
  return parseJsonLines(await readFile(file, "utf8"), row, name).map((record) => pairOf(record, set));
}

function pairOf(record: z.infer<typeof row>, set: string): LabelledPair {
  const sentences = record.evidence_sentences;
  // Where the claim brings the article it stands in, the title is that article's and not the evidence's.
  const title = record.claim_context === undefined ? record.evidence_title : undefined;
  return {
    id: record.id,
    set,
    group: `${set}:${record.claim_id ?? record.prem_id ?? record.id}`,
    claim: record.claim,
    evidence: { text: sentences.join("\n"), sentences, ...(title ? { title } : {}) },
    label: labels[record.label],
    isRefuted: record.label === "refuted",
  };
}
