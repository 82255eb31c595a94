import { withDeadline } from "../../core/abort.ts";
import { type Clock, systemClock } from "../../core/clock.ts";
import { present } from "../../core/present.ts";
import { detectLanguage } from "../../document/language.ts";
import { cleanText, singleLine } from "../../document/normalise.ts";
import { type Library, openLibrary } from "../../retrieval/library.ts";
import { localSearchProvider } from "../../retrieval/local-provider.ts";
import { type AuthorityOf, bundledAuthority } from "../../retrieval/ranking/authority.ts";
import type { StoredDocument } from "../../retrieval/stored-document.ts";
import type { OpenOutcome, PageProvider } from "../../web/page-provider.ts";
import { pageKey } from "../../web/search/canonical-url.ts";
import { webFiltersOf } from "../../web/search/filter-mapping.ts";
import type { MergedResult } from "../../web/search/merge-results.ts";
import type { EngineAnswer, WebSearch, WebSearchOutcome } from "../../web/search/web-search.ts";
import type {
  AskedEngine,
  SearchFilters,
  SearchHit,
  SearchLead,
  SearchOutcome,
  SearchProvider,
  SearchQuery,
  WebFindings,
} from "../../web/search-provider.ts";
import { recordDocument } from "./record-document.ts";

export interface WebSearchProviderOptions {
  readonly search: WebSearch;
  /** Opens the pages that engines find. */
  readonly pages: PageProvider;
  /** Pages read for one query; 5 unless given. What is left stays a lead. */
  readonly pagesPerQuery?: number;
  /** Pages read in the whole run; 150 unless given. */
  readonly maxPages?: number;
  /** For reading all pages of a query, together; 15 s unless given. */
  readonly readingMs?: number;
  /** What is known of publishers, for the order of hits and the filter by tiers; that of the bundled index unless given. */
  readonly authorityOf?: AuthorityOf;
  readonly clock?: Clock;
}

/** The web behind the seams of search engine and page reader, for one run. */
export interface WebSearchProvider extends SearchProvider, PageProvider {
  close(): void;
}

/** Results that each engine is asked for. */
const resultsWanted = 10;

/**
 * Searches the web for one run: engines find pages, the best of them are read at the same time, and their passages go
 * into a library of the run, which is searched paragraph by paragraph. A hit is always a passage of a stored text; what
 * was not read is a lead. It opens, by source id, what it has read, records of engines included.
 */
export function webSearchProvider(options: WebSearchProviderOptions): WebSearchProvider {
  return new RunSearch(options);
}

type Read =
  | { readonly type: "read" }
  | { readonly type: "unread"; readonly why: string; readonly wasTried: boolean };

interface ReadingTime {
  /** Monotonic instant. */
  readonly endMs: number;
  readonly signal: AbortSignal;
}

class RunSearch implements WebSearchProvider {
  readonly name = "web";
  readonly #options: Required<WebSearchProviderOptions>;
  readonly #library: Library;
  readonly #local: SearchProvider & PageProvider;
  /** By the key of the page. */
  readonly #reads = new Map<string, Promise<Read>>();
  /** Engines that found a page, by its key. */
  readonly #engines = new Map<string, Set<string>>();
  #pagesLeft: number;

  constructor(options: WebSearchProviderOptions) {
    const usual = {
      pagesPerQuery: 5,
      maxPages: 150,
      readingMs: 15_000,
      authorityOf: bundledAuthority,
      clock: systemClock,
    };
    this.#options = { ...usual, ...options };
    const { maxPages, authorityOf } = this.#options;
    this.#pagesLeft = maxPages;
    this.#library = openLibrary(":memory:", { ranking: { authorityOf } });
    this.#local = localSearchProvider(this.#library);
  }

  canOpen(ref: string): boolean {
    return /^[0-9a-f]{8,64}$/.test(ref) && this.#local.canOpen(ref);
  }

  open(ref: string, signal: AbortSignal): Promise<OpenOutcome> {
    return this.#local.open(ref, signal);
  }

  close(): void {
    this.#library.close();
  }

  async search(query: SearchQuery, signal: AbortSignal): Promise<SearchOutcome> {
    const filters = webFiltersOf(query.filters);
    // Somebody looks for something inside a document that is here already.
    if (query.filters?.sourceIds !== undefined) return this.#library.search(query, signal);
    const language = filters.language ?? detectLanguage(query.text) ?? "en";
    const found = await this.#options.search.search(
      { text: query.text, limit: resultsWanted, filters, language },
      signal,
    );
    const { tiers } = query.filters ?? {};
    // No engine can be asked for a kind of publisher; what others published is left unread.
    const wanted = found.results.filter(({ url }) => this.#isOfTier(url, tiers));
    const leads = await this.#readBest(wanted, signal);
    const hits = await this.#library.search(query, signal);
    const engines = found.answers.map((answer) => askedEngine(answer, tiers === undefined ? [] : ["tiers"]));
    return this.#told(hits, found, { leads, engines });
  }

  #isOfTier(url: string, tiers: SearchFilters["tiers"]): boolean {
    return tiers === undefined || tiers.includes(this.#options.authorityOf({ url }).tier);
  }

  /** Reads the best results; gives the others, and those that could not be read. */
  async #readBest(results: readonly MergedResult[], signal: AbortSignal): Promise<readonly SearchLead[]> {
    for (const { url, engines } of results) for (const name of engines) this.#enginesOf(url).add(name);
    const { pagesPerQuery, readingMs, clock } = this.#options;
    const endMs = clock.monotonicMs() + readingMs;
    const read = (from: number, to: number): Promise<readonly Read[]> =>
      Promise.all(results.slice(from, to).map((result) => this.#read(result, { endMs, signal })));
    const best = await read(0, pagesPerQuery);
    const failed = best.filter(({ type }) => type === "unread").length;
    // The next ones stand in for those that could not be read, while there is time.
    const reads = [...best, ...(await read(pagesPerQuery, pagesPerQuery + failed))];
    signal.throwIfAborted();
    return results.flatMap((result, index) => {
      const read = reads[index] ?? unread("other results were read first");
      return read.type === "read" ? [] : [leadOf(result, read)];
    });
  }

  #read(result: MergedResult, time: ReadingTime): Promise<Read> {
    const key = pageKey(result.url);
    const known = this.#reads.get(key);
    if (known !== undefined) return known;
    const reading = result.text === undefined ? this.#readPage(result, time) : this.#readRecord(result);
    this.#reads.set(key, reading);
    // What was stopped may be read by the next query.
    reading.catch(() => this.#reads.delete(key));
    return reading;
  }

  async #readRecord(result: MergedResult): Promise<Read> {
    const { search, clock } = this.#options;
    const engine = result.recordedBy ?? result.engines[0] ?? "";
    const document = recordDocument(result, {
      fetched: clock.now().toISOString(),
      via: search.addressOf(engine) ?? engine,
    });
    return document === undefined ? unread("its record has no text", true) : this.#add(document);
  }

  async #readPage({ url }: MergedResult, { endMs, signal }: ReadingTime): Promise<Read> {
    const { pages, clock } = this.#options;
    const timeoutMs = endMs - clock.monotonicMs();
    if (timeoutMs <= 0) return unread("other results were read first");
    if (this.#pagesLeft <= 0) return unread("enough pages were read in this run");
    if (!pages.canOpen(url)) return unread("it cannot be opened here");
    this.#pagesLeft -= 1;
    const opened = await withDeadline((inner) => pages.open(url, inner), { timeoutMs, signal });
    signal.throwIfAborted();
    if (opened.type !== "value")
      return unread(`it could not be read in ${Math.ceil(timeoutMs / 1_000)} s`, true);
    const page = opened.value;
    if (page.type === "failure") return unread(page.message, true);
    const { source, text, passages } = page;
    // It may have redirected.
    this.#engines.set(pageKey(source.url), this.#enginesOf(url));
    return this.#add({ source, text, passages });
  }

  async #add(document: StoredDocument): Promise<Read> {
    await this.#library.add([document]);
    return { type: "read" };
  }

  #enginesOf(url: string): Set<string> {
    const key = pageKey(url);
    const engines = this.#engines.get(key) ?? new Set();
    this.#engines.set(key, engines);
    return engines;
  }

  #told(
    outcome: SearchOutcome,
    found: WebSearchOutcome,
    { leads, engines }: Required<WebFindings>,
  ): SearchOutcome {
    const findings = { ...(leads.length === 0 ? {} : { leads }), engines };
    if (outcome.type === "failure") return { ...outcome, ...findings };
    const isAnswered = engines.some(({ state }) => state === "answered");
    if (isAnswered || outcome.hits.length > 0)
      return { ...outcome, ...findings, hits: outcome.hits.map((hit) => this.#named(hit)) };
    return { type: "failure", ...failureOf(found), ...findings };
  }

  #named(hit: SearchHit): SearchHit {
    const engines = [...(this.#engines.get(pageKey(hit.source.url)) ?? [])];
    return engines.length === 0 ? hit : { ...hit, engines };
  }
}

function unread(why: string, wasTried = false): Read {
  return { type: "unread", why, wasTried };
}

function leadOf(
  { url, title, snippet, published, engines }: MergedResult,
  { why, wasTried }: Extract<Read, { type: "unread" }>,
): SearchLead {
  const told = { url, title: visible(title), snippet: visible(snippet), engines, why, wasTried };
  return { ...told, ...present({ published }) };
}

/** What an engine says of a page was written by the page: nothing in it may be there for a model alone. */
function visible(text: string): string {
  return singleLine(cleanText(text).text);
}

function askedEngine(answer: EngineAnswer, others: readonly string[]): AskedEngine {
  const { engine, state } = answer;
  if (state !== "answered") return { engine, state, why: answer.why };
  const { found } = answer;
  const unmapped = [...answer.unmapped, ...others];
  return { engine, state, found, ...(unmapped.length === 0 ? {} : { unmapped }) };
}

function failureOf({ noNetwork, answers }: WebSearchOutcome) {
  if (noNetwork !== undefined)
    return { code: "NO_NETWORK", message: `no search engine can be reached: ${noNetwork}`, retryable: false };
  const reasons = answers.flatMap((answer) =>
    answer.state === "answered" ? [] : [`${answer.engine}: ${answer.why}`],
  );
  return { code: "SEARCH_FAILED", message: reasons.join("; ") || "no search engine fits", retryable: true };
}
