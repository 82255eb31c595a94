import type { z } from "zod";
import { present } from "../../core/present.ts";
import { askEngine, type EngineRequest } from "./ask-engine.ts";
import { contactExample, emailOf } from "./contact.ts";
import type { EngineFacts } from "./engine-entry.ts";
import { engineFailure } from "./engine-failure.ts";
import type { EngineOptions } from "./engine-options.ts";
import { unmappedFilters } from "./filter-mapping.ts";
import type { EngineFailure, EngineOutcome, EngineQuery, SearchEngine } from "./search-engine.ts";
import { type RawResult, webResults } from "./web-result.ts";
import { withholdKey } from "./withhold-key.ts";

/** The options of an engine that has all it needs. */
export interface ReadyOptions extends EngineOptions {
  readonly baseUrl: string;
  /** Empty where none is given. */
  readonly key: string;
}

/** An engine that answers a query with one document of JSON, in all that makes it different from the others. */
export interface JsonEngineSpec<T> {
  readonly facts: EngineFacts;
  readonly schema: z.ZodType<T>;
  request(query: EngineQuery, options: ReadyOptions): Omit<EngineRequest, "title">;
  /** Items of the answer, best first, or what the engine says is wrong in an answer of success. */
  read(answer: T, query: EngineQuery, options: ReadyOptions): readonly RawResult[] | EngineFailure;
}

/** Makes such an engine. Without its key or its address it fails without asking, and says what to set. */
export function jsonEngine<T>(spec: JsonEngineSpec<T>, options: EngineOptions): SearchEngine {
  return engineOf(spec.facts, options, async (query, ready, signal) => {
    const request = { ...spec.request(query, ready), title: spec.facts.title, schema: spec.schema };
    const answer = await askEngine(request, ready, signal);
    return answer.type === "failure" ? answer : spec.read(answer.value, query, ready);
  });
}

/** How an engine comes to the items of a query, best first. */
export type FindItems = (
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
) => Promise<readonly RawResult[] | EngineFailure>;

/** An engine of its facts and its way to find items; what they have in common stands here. */
export function engineOf(facts: EngineFacts, options: EngineOptions, find: FindItems): SearchEngine {
  const { name, intents, languages, filters } = facts;
  const search = async (query: EngineQuery, signal: AbortSignal): Promise<EngineOutcome> => {
    const ready = readyOptions(facts, options);
    if ("type" in ready) return ready;
    const items = await find(query, ready, signal);
    // What an API says of a request may repeat the key that came with it.
    if ("type" in items) return { ...items, message: withholdKey(items.message, ready.key) };
    return {
      type: "results",
      results: webResults(items, query.limit),
      unmapped: unmappedFilters(query, filters),
    };
  };
  return { name, intents, ...present({ languages }), search };
}

function readyOptions(facts: EngineFacts, options: EngineOptions): ReadyOptions | EngineFailure {
  const { title, needs, keyVariables, urlVariables } = facts;
  const { baseUrl = facts.baseUrl, key = "", account } = options;
  const missing = (what: string, [variable = ""]: readonly string[] = []): EngineFailure =>
    engineFailure("REFUSED", `${title} cannot be asked without ${what}: set ${variable}.`);
  if (baseUrl === undefined) return missing("its address", urlVariables);
  if (needs === "contact" && emailOf(options.contactUrl) === undefined)
    return missing("an email address of yours", [contactExample]);
  if (needs === "command" && options.command === undefined)
    return missing("a program to start", facts.commandVariables);
  if (needs === "key" && key === "") return missing("a key", keyVariables);
  if (facts.accountVariables !== undefined && account === undefined)
    return missing("the id of an account", facts.accountVariables);
  return { ...options, baseUrl, key };
}
