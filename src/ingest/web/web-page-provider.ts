import type { Clock } from "../../core/clock.ts";
import { systemClock } from "../../core/clock.ts";
import { sha256 } from "../../core/hash.ts";
import { present } from "../../core/present.ts";
import type { Source } from "../../core/source.ts";
import type { ParsedDocument } from "../../document/document.ts";
import type { PageRenderer, RenderOutcome } from "../../web/browser/browsing.ts";
import type { OpenOutcome, PageProvider } from "../../web/page-provider.ts";
import type { StoredPage, WebStore } from "../../web/store/web-store.ts";
import type { WebClient } from "../../web/web-client.ts";
import type { ParsePool } from "../parse-pool.ts";
import { readRenderedPage, readWebPage, type WebPage, type WebPageFailure } from "./read-web-page.ts";
import { SiteBudget, type SiteLimits } from "./site-budget.ts";

export interface WebPageProviderOptions {
  readonly client: WebClient;
  readonly pool: ParsePool;
  /** URLs that the user gave: no site's budget stops them. */
  readonly given?: readonly string[];
  /** Keeps pages for later runs and for runs that are resumed. */
  readonly store?: WebStore;
  /** For one page; see `readWebPage`. */
  readonly timeoutMs?: number;
  /** What one run may spend on one site; 20 pages and 60 s unless given. */
  readonly siteLimits?: SiteLimits;
  /** Where copies of pages that are gone are looked for; nowhere where absent. */
  readonly archiveUrl?: string;
  /** Runs the scripts of pages that are empty without them. */
  readonly renderer?: PageRenderer;
  readonly clock?: Clock;
}

/** Pages of the web, and those that a browser of the run has open. */
export interface WebPageProvider extends PageProvider {
  /** Reads what a browser shows as a page of its own; from then on it can be opened by its id. */
  read(rendered: Extract<RenderOutcome, { type: "rendered" }>, signal: AbortSignal): Promise<OpenOutcome>;
}

const usualSiteLimits: SiteLimits = { maxPages: 20, maxMs: 60_000 };
const sourceIdPrefix = /^[0-9a-f]{8,64}$/;
/**
 * Opens pages of the web for one run: a page is fetched once, and a site costs no more than its budget. Which URLs a
 * policy may ask for is not decided here but by the run's guard (`agent/guard`).
 */
export function webPageProvider(options: WebPageProviderOptions): WebPageProvider {
  return new RunPages(options);
}

class RunPages implements WebPageProvider {
  readonly name = "web";
  readonly #options: WebPageProviderOptions;
  readonly #given: ReadonlySet<string>;
  readonly #opened = new Map<string, Promise<OpenOutcome>>();
  readonly #pages = new Map<string, StoredPage>();
  readonly #budget: SiteBudget;

  constructor(options: WebPageProviderOptions) {
    const { given = [], siteLimits = usualSiteLimits, clock = systemClock } = options;
    this.#options = options;
    this.#given = new Set(given.flatMap((url) => canonical(url) ?? []));
    this.#budget = new SiteBudget(siteLimits, clock);
  }

  canOpen(ref: string): boolean {
    return sourceIdPrefix.test(ref) ? this.#byId(ref) !== undefined : canonical(ref) !== undefined;
  }

  async open(ref: string, signal: AbortSignal): Promise<OpenOutcome> {
    signal.throwIfAborted();
    const page = sourceIdPrefix.test(ref) ? this.#byId(ref) : undefined;
    if (page !== undefined) return opened(page);
    const url = canonical(ref);
    if (url === undefined) return refusal("NOT_FOUND", `There is no such page: ${ref.slice(0, 200)}`);
    const known = this.#opened.get(url);
    if (known !== undefined) return known;
    if (!this.#given.has(url) && !this.#budget.allows(url))
      return refusal("SITE_BUDGET", `Enough was read of ${new URL(url).host} in this run.`);
    const opening = this.#openNew(url, signal);
    this.#opened.set(url, opening);
    // What may go better the next time is not remembered.
    const forget = (): void => void this.#opened.delete(url);
    opening.then((outcome) => outcome.type === "failure" && outcome.retryable && forget(), forget);
    return opening;
  }

  #byId(id: string): StoredPage | undefined {
    const fitting = [...this.#pages.keys()].filter((key) => key.startsWith(id));
    const [only] = fitting;
    return fitting.length === 1 && only !== undefined ? this.#pages.get(only) : this.#options.store?.page(id);
  }

  async #openNew(url: string, signal: AbortSignal): Promise<OpenOutcome> {
    const { client, pool, timeoutMs, archiveUrl, renderer } = this.#options;
    const more = present({ timeoutMs, archiveUrl, renderer });
    const read = await this.#budget.spend(url, () => readWebPage(url, { client, pool, signal, ...more }));
    return this.#keep(read);
  }

  async read(
    rendered: Extract<RenderOutcome, { type: "rendered" }>,
    signal: AbortSignal,
  ): Promise<OpenOutcome> {
    return this.#keep(await readRenderedPage(rendered, { pool: this.#options.pool, signal }));
  }

  #keep(read: WebPage | WebPageFailure): OpenOutcome {
    if (read.type === "failure") return read;
    const page = storedPage(read);
    this.#pages.set(page.source.id, page);
    this.#options.store?.putPage(page);
    return opened(page);
  }
}

/** The URL as it is compared: canonical, without its fragment; undefined where it is none of the web. */
function canonical(ref: string): string | undefined {
  const url = URL.parse(ref);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  url.hash = "";
  return url.href;
}

function storedPage({ document, url, fetchedAt }: WebPage): StoredPage {
  const { text, passages, links } = document;
  return { source: sourceOf(document, url, fetchedAt), text, passages, links };
}

function sourceOf(document: ParsedDocument, url: string, fetched: string): Source {
  const { text, title, authors, publisher, published, modified, language, pageCount, mediaType } = document;
  return {
    id: sha256(text),
    url,
    title: title ?? url,
    authors: authors ?? [],
    mediaType,
    collection: "web",
    fetched,
    ...present({ publisher, published, modified, language, pageCount }),
  };
}

function opened(page: StoredPage): OpenOutcome {
  return { type: "page", ...page };
}

function refusal(code: string, message: string): OpenOutcome {
  return { type: "failure", code, message, retryable: false };
}
