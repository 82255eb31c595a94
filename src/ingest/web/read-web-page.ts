import { withDeadline } from "../../core/abort.ts";
import { present } from "../../core/present.ts";
import { decodeText } from "../../document/charset.ts";
import type { ParsedDocument, ParseFailureCode } from "../../document/document.ts";
import { archivedCopy } from "../../web/archived-copy.ts";
import type { PageRenderer, RenderOutcome } from "../../web/browser/browsing.ts";
import { type PageState, recognisePageState } from "../../web/page/recognise-page-state.ts";
import type { FetchFailureCode, WebResponse } from "../../web/transport/fetch-outcome.ts";
import type { WebClient } from "../../web/web-client.ts";
import type { ParsePool } from "../parse-pool.ts";

export type WebPageFailureCode =
  | FetchFailureCode
  | ParseFailureCode
  | "HTTP_ERROR"
  | "PAYWALL"
  | "LOGIN_REQUIRED"
  | "BOT_CHECK"
  | "SOFT_404"
  | "PARKED_DOMAIN"
  | "NEEDS_JAVASCRIPT";

export interface WebPageFailure {
  readonly type: "failure";
  readonly code: WebPageFailureCode;
  /** In words for the user. */
  readonly message: string;
  readonly retryable: boolean;
}

export interface WebPage {
  readonly type: "page";
  readonly document: ParsedDocument;
  /** Where it came from in the end. */
  readonly url: string;
  /** ISO 8601 instant. */
  readonly fetchedAt: string;
}

export interface ReadWebPageOptions {
  readonly client: WebClient;
  readonly pool: ParsePool;
  /** For all of it, from the first look at the URL to the last passage; 45 s unless given. */
  readonly timeoutMs?: number;
  /** Where copies of pages that are gone are looked for; nowhere where absent. */
  readonly archiveUrl?: string;
  /** Runs the scripts of pages that are empty without them; such pages are failures where absent. */
  readonly renderer?: PageRenderer;
  readonly signal: AbortSignal;
}

const usualTimeoutMs = 45_000;

/** Failures that an archived copy can help with: the page was there once, and nobody forbids to read it. */
const goneCodes: ReadonlySet<WebPageFailureCode> = new Set([
  "HTTP_ERROR",
  "SOFT_404",
  "PARKED_DOMAIN",
  "DNS_FAILED",
  "CONNECT_FAILED",
]);

/**
 * Fetches a page or file and reads it into a document under one deadline. A page that only stands for a page (paywall,
 * login, bot check, …) is a failure that says so; of one that is gone the archived copy is read, where that is asked
 * for. Rejects only when the signal aborts.
 */
export async function readWebPage(
  url: string,
  options: ReadWebPageOptions,
): Promise<WebPage | WebPageFailure> {
  const { timeoutMs = usualTimeoutMs, signal } = options;
  const read = await withDeadline((inner) => readOrArchived(url, { ...options, timeoutMs, signal: inner }), {
    timeoutMs,
    signal,
  });
  if (read.type === "value") return read.value;
  signal.throwIfAborted();
  return failure("TIMEOUT", `Fetching and reading it took longer than ${timeoutMs / 1000} s.`);
}

type InTime = ReadWebPageOptions & { readonly timeoutMs: number };

async function readOrArchived(url: string, options: InTime): Promise<WebPage | WebPageFailure> {
  const { client, archiveUrl, signal } = options;
  const page = await fetchAndParse(url, options);
  if (page.type === "page" || archiveUrl === undefined || !goneCodes.has(page.code)) return page;
  const copy = await archivedCopy(url, { client, archiveUrl, signal });
  const archived = copy === undefined ? page : await fetchAndParse(copy, options);
  return archived.type === "page" ? archived : page;
}

async function fetchAndParse(
  url: string,
  { client, pool, renderer, timeoutMs, signal }: InTime,
): Promise<WebPage | WebPageFailure> {
  const response = await client.fetchBytes({ url, timeoutMs }, signal);
  if (response.type === "failure") return response;
  const page = await parseResponse(url, response, { pool, signal });
  if (page.type === "page" || page.code !== "NEEDS_JAVASCRIPT" || renderer === undefined) return page;
  const rendered = await renderer.render(response.url, signal);
  if (rendered.type === "rendered") return readRenderedPage(rendered, { pool, signal });
  return failure(page.code, `${page.message} Its scripts could not be run: ${rendered.why}`);
}

/** Reads what a browser has made of a page as the page itself. Rejects only when the signal aborts. */
export function readRenderedPage(
  { url, status, html, fetchedAt }: Extract<RenderOutcome, { type: "rendered" }>,
  options: { readonly pool: ParsePool; readonly signal: AbortSignal },
): Promise<WebPage | WebPageFailure> {
  const headers = { "content-type": "text/html; charset=utf-8" };
  const bytes = new TextEncoder().encode(html);
  return parseResponse(
    url,
    { type: "response", url, redirects: [], status, headers, bytes, fetchedAt, cached: "no" },
    options,
  );
}

async function parseResponse(
  url: string,
  response: WebResponse,
  { pool, signal }: { readonly pool: ParsePool; readonly signal: AbortSignal },
): Promise<WebPage | WebPageFailure> {
  const contentType = response.headers["content-type"];
  const hints = { name: fileName(response.url), baseUrl: response.url };
  const { outcome } = await pool.parse(
    {
      path: response.url,
      bytes: response.bytes,
      hints: { ...hints, ...present({ contentType }) },
    },
    signal,
  );
  if (outcome.type === "unchanged") throw new Error("nothing was known of the page before");
  const document = outcome.type === "document" ? outcome.document : undefined;
  const state = stateOf(url, response, document);
  if (state !== "content") return stateFailures[state];
  if (response.status >= 400)
    return failure("HTTP_ERROR", `The server answers with status ${response.status}.`, response.status);
  if (outcome.type === "failure") return failure(outcome.code, outcome.message);
  return { type: "page", document: outcome.document, url: response.url, fetchedAt: response.fetchedAt };
}

function fileName(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? "";
}

/** Only markup has states; a file is what it is. */
function stateOf(url: string, response: WebResponse, document: ParsedDocument | undefined): PageState {
  const contentType = response.headers["content-type"] ?? "";
  const isMarkup = document === undefined ? /html|^$/i.test(contentType) : document.mediaType === "text/html";
  if (!isMarkup) return "content";
  const { status, headers } = response;
  return recognisePageState({
    status,
    headers,
    requestedUrl: url,
    finalUrl: response.url,
    html: decodeText(response.bytes.subarray(0, 1 << 19), { contentType }).text,
    text: document?.text ?? "",
    ...present({ title: document?.title }),
  });
}

function failure(code: WebPageFailureCode, message: string, status = 0): WebPageFailure {
  const retryable = code === "TIMEOUT" || status === 429 || status >= 500;
  return { type: "failure", code, message, retryable };
}

const stateFailures: Readonly<Record<Exclude<PageState, "content">, WebPageFailure>> = {
  paywall: failure("PAYWALL", "The page is behind a paywall; what can be seen is not the article."),
  login: failure("LOGIN_REQUIRED", "The page can only be read after logging in."),
  "bot-check": failure("BOT_CHECK", "The site answered with a check for robots instead of the page."),
  "soft-404": failure("SOFT_404", "The page says that it does not exist."),
  parked: failure("PARKED_DOMAIN", "The domain is parked or for sale; there is no site behind it."),
  "needs-javascript": failure("NEEDS_JAVASCRIPT", "The page is empty without running its scripts."),
};
