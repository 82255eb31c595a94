import process from "node:process";
import { fetch } from "undici";
import { createParsePool } from "../../src/ingest/parse-pool.ts";
import { readWebPage } from "../../src/ingest/web/read-web-page.ts";
import { createWebClient } from "../../src/web/web-client.ts";
import { loadPeer } from "../peers/load-peer.ts";

const [subject = "", concurrency = "1", port = "", pages = "100"] = process.argv.slice(2);
const hosts = 32;
const warmUpPages = 16;
const signal = new AbortController().signal;
const urlOf = (at: number): string => `http://127.0.0.${1 + (at % hosts)}:${port}/${at % Number(pages)}`;

/** Reads a page and gives the length of its text; throws where it cannot be read. */
type Read = (url: string) => Promise<number>;

function deepwell(): Read {
  const namedHosts = Array.from({ length: hosts }, (_, at) => `127.0.0.${1 + at}:${port}`);
  const client = createWebClient({ namedHosts, hostDelayMs: 0 });
  const pool = createParsePool({ size: 2, timeoutMs: 30_000, maxMb: 256 });
  return async (url) => {
    const page = await readWebPage(url, { client, pool, timeoutMs: 60_000, signal });
    if (page.type === "failure") throw new Error(`${url}: ${page.code} ${page.message}`);
    return page.document.text.length;
  };
}

interface Readable {
  parse(): { readonly textContent?: string | null } | null;
}

async function plain(): Promise<Read | undefined> {
  const jsdom = await loadPeer("jsdom");
  const readability = await loadPeer("@mozilla/readability");
  if (jsdom === undefined || readability === undefined) return undefined;
  // The shapes that the two packages document.
  const JSDOM = jsdom["JSDOM"] as new (html: string, options: object) => { window: { document: unknown } };
  const Readability = readability["Readability"] as new (document: unknown) => Readable;
  return async (url) => {
    const html = await (await fetch(url)).text();
    const { document } = new JSDOM(html, { url }).window;
    return new Readability(document).parse()?.textContent?.length ?? 0;
  };
}

async function readAll(read: Read, count: number): Promise<number> {
  let next = 0;
  let characters = 0;
  const worker = async (): Promise<void> => {
    while (next < count) characters += await read(urlOf(next++));
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, worker));
  return characters;
}

const read = subject === "deepwell" ? deepwell() : await plain();
if (read === undefined) console.log("null");
else {
  await readAll(read, warmUpPages);
  const started = performance.now();
  const characters = await readAll(read, Number(pages));
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ seconds, characters, peakMb: process.resourceUsage().maxRSS / 1024 }));
}
process.exit();
