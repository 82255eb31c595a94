import type { RunEvent } from "../agent/events.ts";
import type { Price } from "../model/prices/price.ts";

/** What one request to a model took. */
export interface RequestCost {
  readonly turn: number;
  /** `turn`: the next action; `notes`: the summary of turns that no longer fitted. */
  readonly for: "turn" | "notes";
  readonly inputTokens?: number;
  readonly cachedInputTokens?: number;
  readonly outputTokens?: number;
  /** Absent where no price is known. */
  readonly cost?: number;
  /** The server did not count. */
  readonly isEstimate?: true;
}

/** What a run took from its models, as their servers counted it. */
export interface RunCost {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Absent where no price is known: unknown, which is not nothing. */
  readonly total?: number;
  readonly currency?: string;
  /** Parts of the total rest on estimates, because the server did not count. */
  readonly isEstimate?: true;
  readonly requests: readonly RequestCost[];
}

/** Adds up what the requests of a run took, out of its journal; undefined for a run without a language model. */
export function runCost(events: Iterable<RunEvent>, price: Price | undefined): RunCost | undefined {
  const requests = [...events].flatMap((event) => requestCost(event, price !== undefined));
  if (requests.length === 0) return undefined;
  const sum = (count: "inputTokens" | "cachedInputTokens" | "outputTokens" | "cost"): number =>
    requests.reduce((total, request) => total + (request[count] ?? 0), 0);
  return {
    inputTokens: sum("inputTokens"),
    cachedInputTokens: sum("cachedInputTokens"),
    outputTokens: sum("outputTokens"),
    ...(price === undefined ? {} : { total: sum("cost"), currency: price.currency }),
    ...(requests.some((request) => request.isEstimate) ? { isEstimate: true } : {}),
    requests,
  };
}

function requestCost(event: RunEvent, hasPrice: boolean): readonly RequestCost[] {
  if (event.type !== "message-end" && event.type !== "compaction") return [];
  const { turn, usage, spending } = event;
  if (usage === undefined && spending === undefined) return [];
  const { inputTokens, cachedInputTokens, outputTokens } = usage ?? {};
  return [
    {
      turn,
      for: event.type === "compaction" ? "notes" : "turn",
      ...(inputTokens === undefined ? {} : { inputTokens }),
      ...(cachedInputTokens === undefined ? {} : { cachedInputTokens }),
      ...(outputTokens === undefined ? {} : { outputTokens }),
      // What was journaled stands: prices may have changed since.
      ...(hasPrice && spending !== undefined ? { cost: spending.cost } : {}),
      ...(spending?.isEstimate ? { isEstimate: true } : {}),
    },
  ];
}
