import type { EngineMaker } from "./engine-options.ts";
import type { SearchEngine, WebFilter } from "./search-engine.ts";

/** How often an engine may be asked, as its provider documents it or, where nothing is said, as politeness has it. */
export interface RateLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** What is known of an engine without making it. */
export interface EngineFacts extends Pick<SearchEngine, "name" | "intents" | "languages"> {
  /** As people know it. */
  readonly title: string;
  /** What it finds, in a line. */
  readonly finds: string;
  /**
   * What has to be set before it can be asked; an engine that needs nothing may still take a key. A contact is an email
   * address under which the user can be reached.
   */
  readonly needs: "nothing" | "key" | "url" | "command" | "contact";
  /** Environment variables that hold its key, the documented one first; empty where it takes none. */
  readonly keyVariables: readonly string[];
  /** Environment variables that hold its base URL, the documented one first; `DEEPWELL_<NAME>_URL` works for each. */
  readonly urlVariables: readonly string[];
  /** Environment variables that hold `EngineOptions.account`, the documented one first. */
  readonly accountVariables?: readonly string[];
  /** Environment variables that hold the program to be started, where one is. */
  readonly commandVariables?: readonly string[];
  /** Root of the public API; absent where everybody runs their own. */
  readonly baseUrl?: string;
  /** Where everybody runs their own: what its address looks like. */
  readonly exampleUrl?: string;
  /** Filters that it can be asked for, all of them in the way they are meant. */
  readonly filters: readonly WebFilter[];
  /** Of searches, where one takes several requests. */
  readonly limit: RateLimit;
  /** The limits in words, with those that are no rate: a day's quota, what a key changes. */
  readonly limits: string;
  /** Where its API, its limits and its keys are described. */
  readonly documentation: string;
  /** What its provider asks for where results are shown or kept. */
  readonly attribution?: string;
}

/** A row of the table of engines. */
export interface EngineEntry extends EngineFacts {
  readonly make: EngineMaker;
}
