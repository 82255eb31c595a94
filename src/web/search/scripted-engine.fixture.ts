import { fakeClock } from "../../core/clock.ts";
import type { Pause } from "../transport/host-gates.ts";
import { CarefulEngine } from "./careful-engine.ts";
import type { RateLimit } from "./engine-entry.ts";
import { engineFailure } from "./engine-failure.ts";
import type {
  EngineFailureCode,
  EngineOutcome,
  EngineQuery,
  SearchEngine,
  SearchIntent,
} from "./search-engine.ts";

/** Answers of an engine that lives in memory: results by their addresses, a failure, or none before the deadline. */
export type ScriptedAnswer = readonly string[] | EngineOutcome | "hang";

export interface ScriptedEngine extends SearchEngine {
  /** The queries it was asked, in order. */
  readonly queries: readonly EngineQuery[];
}

/** An engine that gives the answers in turn, the last one for ever. */
export function scriptedEngine(
  name: string,
  answers: readonly ScriptedAnswer[],
  more: { readonly intents?: readonly SearchIntent[]; readonly languages?: readonly string[] } = {},
): ScriptedEngine {
  const queries: EngineQuery[] = [];
  const { intents = ["general"] } = more;
  return {
    name,
    intents,
    ...more,
    queries,
    async search(query, signal) {
      const answer = answers[Math.min(queries.length, answers.length - 1)];
      queries.push(query);
      signal.throwIfAborted();
      if (answer === undefined || answer === "hang") return new Promise(() => undefined);
      if ("type" in answer) return answer;
      const results = answer.map((url) => ({ url, title: url, snippet: `about ${url}` }));
      return { type: "results", results, unmapped: [] };
    },
  };
}

export const found = (...urls: readonly string[]): ScriptedAnswer => urls;

export const failing = (
  code: EngineFailureCode,
  more: Parameters<typeof engineFailure>[2] = {},
): EngineOutcome => engineFailure(code, `it is ${code}`, more);

/** The same clock for an engine and its pauses, which pass at once and are counted. */
export function heldTime() {
  const clock = fakeClock();
  const pauses: number[] = [];
  const pause: Pause = async (ms) => {
    pauses.push(ms);
    clock.advance(ms);
  };
  return { clock, pause, pauses };
}

const unlimited: RateLimit = { requests: 1_000_000, perMs: 1_000 };

/** The engine with its keeper, on held time. */
export function careful(
  engine: SearchEngine,
  { clock, pause }: Pick<ReturnType<typeof heldTime>, "clock" | "pause"> = heldTime(),
  limit = unlimited,
): CarefulEngine {
  return new CarefulEngine(engine, { limit, clock, pause });
}
