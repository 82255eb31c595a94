import { type Clock, systemClock } from "../../core/clock.ts";
import { present } from "../../core/present.ts";
import type { CarefulEngine, EngineHealth } from "./careful-engine.ts";
import { chooseEngines, type EngineChoice } from "./choose-engines.ts";
import { chooseIntents, type IntentScore } from "./choose-intents.ts";
import { keepsFilters } from "./keeps-filters.ts";
import { mergeResults, type MergedResult } from "./merge-results.ts";
import type { EngineFailureCode, EngineQuery, SearchIntent, WebFilter, WebResult } from "./search-engine.ts";

/** What became of one engine in one search. */
export type EngineAnswer =
  | {
      readonly engine: string;
      readonly state: "answered";
      readonly intent: SearchIntent;
      readonly found: number;
      /** Filters that it could not be asked for. */
      readonly unmapped: readonly WebFilter[];
    }
  | {
      readonly engine: string;
      readonly state: "failed";
      readonly intent: SearchIntent;
      readonly code: EngineFailureCode;
      readonly why: string;
    }
  | {
      readonly engine: string;
      readonly state: "skipped";
      readonly intent: SearchIntent;
      readonly why: string;
    };

export interface WebSearchOutcome {
  /** What the query was taken for, the surest first. */
  readonly intents: readonly IntentScore[];
  /** Best first; more than were wanted where engines found more. */
  readonly results: readonly MergedResult[];
  /** Of every engine that was chosen, in the order of choice; those that rest come after the others. */
  readonly answers: readonly EngineAnswer[];
  /** In words, where nothing was asked or reached because there is no network. */
  readonly noNetwork?: string;
}

/** Asks the engines that fit a query, at the same time, and merges what they find. */
export interface WebSearch {
  /** Names of all engines, in the order of preference. */
  readonly engines: readonly string[];
  /** Never throws for what the world does; only an abort rejects. */
  search(query: EngineQuery & { readonly language: string }, signal: AbortSignal): Promise<WebSearchOutcome>;
  /** Where an engine's API is; undefined where that is not known. */
  addressOf(engine: string): string | undefined;
  health(): ReadonlyMap<string, EngineHealth>;
}

export interface WebSearchOptions {
  /** In the order of preference. */
  readonly engines: readonly CarefulEngine[];
  /** Engines asked at once; 4 unless given. */
  readonly most?: number;
  /** After which an engine is not waited for any more; 8 s unless given. */
  readonly timeoutMs?: number;
  /** Called when no engine could be connected to, once for each time that nothing is asked because of it. */
  readonly onNoNetwork?: (why: string) => void;
  readonly clock?: Clock;
}

/** How long nothing is asked after a search in which no engine could be connected to. */
const noNetworkMs = 60_000;

export function createWebSearch(options: WebSearchOptions): WebSearch {
  return new EngineSearch(options);
}

interface Asked {
  readonly answer: EngineAnswer;
  readonly results: readonly WebResult[];
  readonly hasNoConnection: boolean;
}

type LanguageQuery = Parameters<WebSearch["search"]>[0];

class EngineSearch implements WebSearch {
  readonly #engines: ReadonlyMap<string, CarefulEngine>;
  readonly #most: number;
  readonly #timeoutMs: number;
  readonly #onNoNetwork: (why: string) => void;
  readonly #clock: Clock;
  /** The first search of all; the others wait to see whether there is a network. */
  #scout: Promise<unknown> | undefined;
  #noNetwork: { readonly untilMs: number; readonly why: string } | undefined;

  constructor(options: WebSearchOptions) {
    const { engines, most = 4, timeoutMs = 8_000, onNoNetwork = () => {}, clock = systemClock } = options;
    this.#engines = new Map(engines.map((engine) => [engine.engine.name, engine]));
    this.#most = most;
    this.#timeoutMs = timeoutMs;
    this.#onNoNetwork = onNoNetwork;
    this.#clock = clock;
  }

  get engines(): readonly string[] {
    return [...this.#engines.keys()];
  }

  addressOf(engine: string): string | undefined {
    return this.#engines.get(engine)?.address;
  }

  health(): ReadonlyMap<string, EngineHealth> {
    return new Map([...this.#engines].map(([name, { health }]) => [name, health]));
  }

  async search(query: LanguageQuery, signal: AbortSignal): Promise<WebSearchOutcome> {
    const intents = chooseIntents(query.text);
    if (this.#scout === undefined) {
      const search = this.#search(query, intents, signal);
      this.#scout = search.catch(() => undefined);
      return search;
    }
    // It ends by its own deadline.
    await this.#scout;
    signal.throwIfAborted();
    const { untilMs = 0, why = "" } = this.#noNetwork ?? {};
    if (untilMs > this.#clock.monotonicMs()) return { intents, results: [], answers: [], noNetwork: why };
    return this.#search(query, intents, signal);
  }

  async #search(
    query: LanguageQuery,
    intents: readonly IntentScore[],
    signal: AbortSignal,
  ): Promise<WebSearchOutcome> {
    const first = await this.#wave([], { query, intents, signal });
    const isEmpty = first.every(({ results }) => results.length === 0);
    const second = isEmpty ? await this.#wave(first, { query, intents, signal }) : [];
    const asked = [...first, ...second];
    const answers = asked.map(({ answer }) => answer);
    const lists = asked.map(({ answer, results }) => ({ engine: answer.engine, results }));
    const results = mergeResults(lists).filter((result) => keepsFilters(result, query.filters));
    const noNetwork = this.#connectionLost(asked);
    return { intents, results, answers, ...present({ noNetwork }) };
  }

  /** Asks the best of the engines that were not asked yet. */
  #wave(
    before: readonly Asked[],
    { query, intents, signal }: Asking & { readonly query: LanguageQuery },
  ): Promise<readonly Asked[]> {
    const known = new Set(before.map(({ answer }) => answer.engine));
    const left = [...this.#engines.values()].filter(({ engine }) => !known.has(engine.name));
    const choose = (engines: readonly CarefulEngine[]): readonly EngineChoice[] =>
      chooseEngines(
        engines.map(({ engine }) => engine),
        { intents, language: query.language, most: this.#most },
      );
    const isResting = ({ engine }: EngineChoice): boolean =>
      this.#engines.get(engine)?.health.closedFor !== undefined;
    // Those that rest are told of as skipped, and take no place from the others.
    const resting = choose(left).filter(isResting);
    const able = choose(left.filter(({ health }) => health.closedFor === undefined));
    return Promise.all([...able, ...resting].map((choice) => this.#ask(choice, query, signal)));
  }

  async #ask(choice: EngineChoice, query: EngineQuery, signal: AbortSignal): Promise<Asked> {
    const { engine, intent } = choice;
    const careful = this.#engines.get(engine);
    if (careful === undefined) throw new Error(`${engine} was chosen and is not there`);
    const { text, limit, filters } = query;
    const outcome = await careful.search(
      { text, limit, ...present({ filters }) },
      { timeoutMs: this.#timeoutMs, signal },
    );
    const nothing = { results: [], hasNoConnection: false };
    switch (outcome.type) {
      case "skipped":
        return { answer: { engine, intent, state: "skipped", why: outcome.why }, ...nothing };
      case "failure": {
        const { code, message, hasNoConnection = false } = outcome;
        return {
          answer: { engine, intent, state: "failed", code, why: message },
          ...nothing,
          hasNoConnection,
        };
      }
      case "results": {
        const { results, unmapped } = outcome;
        const answer = { engine, intent, state: "answered", found: results.length, unmapped } as const;
        return { answer, results, hasNoConnection: false };
      }
      default:
        return outcome satisfies never;
    }
  }

  #connectionLost(asked: readonly Asked[]): string | undefined {
    const isLost = asked.length > 0 && asked.every(({ hasNoConnection }) => hasNoConnection);
    const [first] = asked;
    if (!isLost || first?.answer.state !== "failed") {
      this.#noNetwork = undefined;
      return undefined;
    }
    const { why } = first.answer;
    const isNews = (this.#noNetwork?.untilMs ?? 0) <= this.#clock.monotonicMs();
    this.#noNetwork = { untilMs: this.#clock.monotonicMs() + noNetworkMs, why };
    if (isNews) this.#onNoNetwork(why);
    return why;
  }
}

interface Asking {
  readonly intents: readonly IntentScore[];
  readonly signal: AbortSignal;
}
