import path from "node:path";
import { AppError, exitCodes } from "../core/errors.ts";
import { createParsePool } from "../ingest/parse-pool.ts";
import { type ReadDocument, readDocuments } from "../ingest/read-documents.ts";
import { type Walked, walkFiles } from "../ingest/walk-files.ts";
import { type ReadResult, resultJson, resultText } from "./read-output.ts";

export interface ReadCommandOptions {
  /** Files and folders; folders are walked. */
  readonly paths: readonly string[];
  /** One JSON object a line instead of text for people. */
  readonly json: boolean;
  /** Language of the labels; English unless given. */
  readonly language?: "en" | "zh";
  readonly write: (text: string) => void;
  readonly signal: AbortSignal;
}

type WalkedFile = Extract<Walked, { readonly type: "file" }>;

const timeoutMs = 120_000;

/**
 * Shows what Deepwell sees of each document: metadata, clean Markdown, passages; in the order of the paths, as they
 * are read. A file that cannot be read is told among the others. Answers `verified` when all could be read,
 * `partial` when some could, `unexpected` when none could. Throws `AppError` USAGE for an address of the web and
 * DOCUMENTS_NOT_FOUND where there is no file; rejects with the signal's reason on abort.
 */
export async function readCommand(options: ReadCommandOptions): Promise<number> {
  const { json, language = "en", write, signal } = options;
  refuseAddresses(options.paths);
  let shown = 0;
  let failed = 0;
  const show = (result: ReadResult): void => {
    if (result.type === "document") shown += 1;
    else failed += 1;
    write(json ? resultJson(result) : resultText(result, language));
  };
  const files: WalkedFile[] = [];
  for await (const found of walkFiles(options.paths, signal)) {
    if (found.type === "file") files.push(found);
    else show({ type: "failure", path: found.path, code: "UNREADABLE", message: found.message });
  }
  const pool = createParsePool({ size: 2, timeoutMs });
  try {
    for await (const read of readDocuments(files, { pool, signal })) show(resultOf(read));
  } finally {
    await pool.close();
  }
  signal.throwIfAborted();
  if (shown + failed === 0) throw nothingThere(options.paths);
  if (failed === 0) return exitCodes.verified;
  return shown > 0 ? exitCodes.partial : exitCodes.unexpected;
}

function refuseAddresses(paths: readonly string[]): void {
  const address = paths.find((name) => /^https?:\/\//i.test(name));
  if (address === undefined) return;
  throw new AppError("USAGE", `${address} is not a file.`, {
    why: "reading from the web needs the web client, which this version does not have",
    fix: "save the page as a file and give its path",
  });
}

function nothingThere(paths: readonly string[]): AppError {
  return new AppError("DOCUMENTS_NOT_FOUND", "There is nothing to read.", {
    why: `no file lies in ${paths.map((name) => path.resolve(name)).join(", ")}`,
    fix: "give files, or folders with files",
  });
}

function resultOf({ file, part, partCount, outcome, contentHash }: ReadDocument<WalkedFile>): ReadResult {
  const place = { path: file.path, ...(partCount === 1 ? {} : { part, partCount }) };
  switch (outcome.type) {
    case "document":
      return { type: "document", ...place, document: outcome.document };
    case "failure": {
      const code = contentHash === undefined && outcome.code === "CORRUPT" ? "UNREADABLE" : outcome.code;
      return { type: "failure", ...place, code, message: outcome.message };
    }
    case "unchanged":
      throw new Error("nothing is known of the files before they are read");
    default:
      return outcome satisfies never;
  }
}
