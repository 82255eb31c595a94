import path from "node:path";
import { AppError, exitCodes } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { mapInOrder } from "../ingest/map-in-order.ts";
import { createParsePool } from "../ingest/parse-pool.ts";
import { type ReadDocument, readDocuments } from "../ingest/read-documents.ts";
import { type Walked, walkFiles } from "../ingest/walk-files.ts";
import { readWebPage, type ReadWebPageOptions, type WebPageFailure } from "../ingest/web/read-web-page.ts";
import { waybackUrl } from "../web/archived-copy.ts";
import { makeCacheDirectory } from "./cache-directory.ts";
import { openRunBrowser } from "./open-senses.ts";
import { openWeb } from "./open-web.ts";
import { type ReadResult, resultJson, resultText } from "./read-output.ts";
import type { BrowserWish, WebSettings } from "./web-settings.ts";

export interface ReadCommandOptions {
  /** Files, folders and addresses of the web; folders are walked. */
  readonly paths: readonly string[];
  /** One JSON object a line instead of text for people. */
  readonly json: boolean;
  /** Language of the labels; English unless given. */
  readonly language?: "en" | "zh";
  readonly web: WebSettings;
  /** Whether pages that are empty without their scripts are run; they are not unless given. */
  readonly browser?: BrowserWish;
  readonly cacheDir: string;
  readonly write: (text: string) => void;
  readonly signal: AbortSignal;
}

type WalkedFile = Extract<Walked, { readonly type: "file" }>;
type Show = (result: ReadResult) => void;

const timeoutMs = 120_000;
const pagesAtATime = 4;

/**
 * Shows what Deepwell sees of each document: metadata, clean Markdown, passages; in the order of the paths, as they
 * are read, addresses last. What cannot be read is told among the others. Answers `verified` when all could be read,
 * `partial` when some could, `unexpected` when none could. Throws `AppError` USAGE for an address where the web is
 * switched off and DOCUMENTS_NOT_FOUND where there is no file; rejects with the signal's reason on abort.
 */
export async function readCommand(options: ReadCommandOptions): Promise<number> {
  const { json, language = "en", write, signal, web } = options;
  const addresses = options.paths.filter(isAddress);
  const paths = options.paths.filter((name) => !isAddress(name));
  const [first] = addresses;
  if (first !== undefined && !web.isOn) throw webIsOff(first);
  let shown = 0;
  let failed = 0;
  const show = (result: ReadResult): void => {
    if (result.type === "document") shown += 1;
    else failed += 1;
    write(json ? resultJson(result) : resultText(result, language));
  };
  if (paths.length > 0) await readFiles(paths, show, signal);
  if (addresses.length > 0) await readAddresses(addresses, show, options);
  signal.throwIfAborted();
  if (shown + failed === 0) throw nothingThere(paths);
  if (failed === 0) return exitCodes.verified;
  return shown > 0 ? exitCodes.partial : exitCodes.unexpected;
}

async function readFiles(paths: readonly string[], show: Show, signal: AbortSignal): Promise<void> {
  const files: WalkedFile[] = [];
  for await (const found of walkFiles(paths, signal)) {
    if (found.type === "file") files.push(found);
    else show({ type: "failure", path: found.path, code: "UNREADABLE", message: found.message });
  }
  const pool = createParsePool({ size: 2, timeoutMs });
  try {
    for await (const read of readDocuments(files, { pool, signal })) show(resultOf(read));
  } finally {
    await pool.close();
  }
}

function isAddress(name: string): boolean {
  return /^https?:/i.test(name);
}

async function readAddresses(
  addresses: readonly string[],
  show: Show,
  { web, browser: wish = "off", cacheDir, signal }: ReadCommandOptions,
): Promise<void> {
  await makeCacheDirectory(cacheDir);
  const opened = openWeb(web, cacheDir);
  const browser = await openRunBrowser({ browser: wish, web }, opened.client);
  try {
    const archive = web.usesArchive ? { archiveUrl: waybackUrl } : {};
    const reading = {
      client: opened.client,
      pool: opened.pool,
      signal,
      ...archive,
      ...present({ renderer: browser }),
    };
    const results = mapInOrder(addresses, (url) => readAddress(url, reading), pagesAtATime);
    for await (const result of results) show(result);
  } finally {
    await browser?.close();
    await opened.close();
  }
}

async function readAddress(address: string, reading: ReadWebPageOptions): Promise<ReadResult> {
  const page = await readWebPage(address, reading);
  if (page.type === "failure")
    return { type: "failure", path: address, code: page.code, message: `${page.message}${hintFor(page)}` };
  const { url, fetchedAt: fetched, document } = page;
  return { type: "document", path: address, url, fetched, document };
}

function hintFor({ code }: WebPageFailure): string {
  const isBlocked = code === "BLOCKED_ADDRESS" || code === "BLOCKED_HOST" || code === "BLOCKED_PORT";
  return isBlocked ? " To read it all the same: --allow-host HOST:PORT" : "";
}

function webIsOff(address: string): AppError {
  return new AppError("USAGE", `${address} is an address of the web.`, {
    why: "--no-web lets nothing be read from there",
    fix: "leave --no-web out, or save the page as a file and give its path",
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
