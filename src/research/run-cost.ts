import { answerOf } from "../agent/answer.ts";
import type { RunEvent, SideRole } from "../agent/events.ts";
import { present } from "../core/present.ts";
import { addUsage } from "../model/add-usage.ts";
import type { Usage } from "../model/policy.ts";
import type { Price } from "../model/prices/price.ts";

/** What a request to a model was for: the next action, the answer that becomes the report, or a role beside them. */
export type Phase = "research" | "report" | SideRole;

/** What one request to a model took; the counts are absent where the server did not count. */
export interface RequestCost extends Partial<Usage> {
  readonly turn: number;
  readonly phase: Phase;
  /** Absent where no price is known. */
  readonly cost?: number;
  /** The server did not count. */
  readonly isEstimate?: true;
}

/** What the requests of a run, or of a phase of it, took together. */
export interface CostSum extends Partial<Usage> {
  readonly requests: number;
  /** Absent where no price is known: unknown, which is not nothing. */
  readonly cost?: number;
}

/** What a run took from its models, as their servers counted it. */
export interface RunCost extends Usage {
  /** Absent where no price is known: unknown, which is not nothing. */
  readonly total?: number;
  readonly currency?: string;
  /** Parts of the total rest on estimates, because the server did not count. */
  readonly isEstimate?: true;
  /** Requests that are not in the total, for want of a price in its currency. */
  readonly unpriced?: number;
  readonly phases: Readonly<Partial<Record<Phase, CostSum>>>;
  readonly requests: readonly RequestCost[];
}

/** Adds up what the requests of a run took, out of its journal; undefined for a run without a language model. */
export function runCost(events: Iterable<RunEvent>, price: Price | undefined): RunCost | undefined {
  const requests = [...events].flatMap((event) => requestCost(event, price !== undefined));
  if (requests.length === 0) return undefined;
  const { cost: total = 0 } = costSum(requests);
  const usage = requests.map(usageOf).reduce(addUsage, undefined) ?? { inputTokens: 0, outputTokens: 0 };
  const unpriced = price === undefined ? 0 : requests.filter(({ cost }) => cost === undefined).length;
  const phases = [...Map.groupBy(requests, ({ phase }) => phase)];
  return {
    ...usage,
    ...(price === undefined ? {} : { total, currency: price.currency }),
    ...(requests.some((request) => request.isEstimate) ? { isEstimate: true } : {}),
    ...(unpriced === 0 ? {} : { unpriced }),
    phases: Object.fromEntries(phases.map(([phase, own]) => [phase, costSum(own)])),
    requests,
  };
}

function costSum(requests: readonly RequestCost[]): CostSum {
  const usage = requests.map(usageOf).reduce(addUsage, undefined);
  const priced = requests.flatMap(({ cost }) => cost ?? []);
  return {
    requests: requests.length,
    ...usage,
    ...(priced.length === 0 ? {} : { cost: priced.reduce((sum, cost) => sum + cost, 0) }),
  };
}

function usageOf(request: RequestCost): Usage | undefined {
  const { inputTokens, outputTokens, cachedInputTokens, cacheWriteInputTokens, reasoningTokens, images } =
    request;
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  return {
    inputTokens,
    outputTokens,
    ...present({ cachedInputTokens, cacheWriteInputTokens, reasoningTokens, images }),
  };
}

function requestCost(event: RunEvent, hasPrice: boolean): readonly RequestCost[] {
  const phase = phaseOf(event);
  if (phase === undefined || !("usage" in event || "spending" in event)) return [];
  const { turn, usage, spending } = event;
  return [
    {
      turn,
      phase,
      ...usage,
      // What was journaled stands: prices may have changed since.
      ...(hasPrice && spending !== undefined && !spending.isUnpriced ? { cost: spending.cost } : {}),
      ...(spending?.isEstimate ? { isEstimate: true } : {}),
    },
  ];
}

function phaseOf(event: RunEvent): Phase | undefined {
  if (event.type === "message-end") return answerOf(event.message) === undefined ? "research" : "report";
  if (event.type === "compaction") return "summarise";
  return event.type === "model-use" ? event.role : undefined;
}
