import { messageTokens, promptTokens } from "../../src/agent/context/count-tokens.ts";
import { idsIn } from "../../src/agent/context/named-ids.ts";
import type { Message } from "../../src/model/message.ts";
import { costOf, type Price } from "../../src/model/prices/price.ts";
import type { Trajectory } from "./make-trajectory.ts";
import type { Sent } from "./send-turns.ts";

export interface SentFigures {
  readonly promptTokens: number;
  readonly longestPrompt: number;
  /** Of what was sent, what stood in the request before at the same place. */
  readonly cachedShare: number;
  /** By the name of the price. */
  readonly costs: ReadonlyMap<string, number>;
  /** Ids that the run saw and that stand neither in the last request nor in a text that it names. */
  readonly lostIds: number;
  /** Ids that the policy had named and that do not stand in the last request itself. */
  readonly namedOutOfSight: number;
}

/** What was sent, what of it a prefix cache serves, what it costs, and which citation ids were lost on the way. */
export function measureSent(
  { requests, kept }: Sent,
  trajectory: Trajectory,
  prices: ReadonlyMap<string, Price>,
): SentFigures {
  const usages = requests.map((messages, at) => ({
    inputTokens: promptTokens(messages, []),
    cachedInputTokens: sharedTokens(requests[at - 1] ?? [], messages),
    outputTokens: 100,
  }));
  const total = usages.reduce((sum, usage) => sum + usage.inputTokens, 0);
  const cached = usages.reduce((sum, usage) => sum + usage.cachedInputTokens, 0);
  const last = JSON.stringify(requests.at(-1) ?? []);
  const within = new Set(idsIn(last));
  const named = [...kept].filter(([path]) => last.includes(path)).map(([, text]) => text);
  const reachable = new Set(named.flatMap((text) => idsIn(text)));
  const seen = new Set(
    trajectory.turns.flatMap(({ result }) => (result.evidence ?? []).map((item) => item.citationId)),
  );
  return {
    promptTokens: total,
    longestPrompt: Math.max(...usages.map((usage) => usage.inputTokens)),
    cachedShare: cached / total,
    costs: new Map(
      [...prices].map(([name, price]) => [
        name,
        usages.reduce((sum, usage) => sum + costOf(usage, price), 0),
      ]),
    ),
    lostIds: [...seen].filter((id) => !within.has(id) && !reachable.has(id)).length,
    namedOutOfSight: trajectory.named.filter((id) => !within.has(id)).length,
  };
}

/** Tokens of the beginning that two requests share, to the character. */
function sharedTokens(before: readonly Message[], after: readonly Message[]): number {
  let tokens = 0;
  for (const [at, message] of after.entries()) {
    const previous = before[at];
    if (previous === undefined) return tokens;
    const [left, right] = [wordsOf(previous), wordsOf(message)];
    const shared = previous === message ? right.length : sharedLength(left, right);
    tokens += Math.floor((messageTokens(message) * shared) / Math.max(1, right.length));
    if (shared < right.length) return tokens;
  }
  return tokens;
}

/** What of a message goes over the wire. */
function wordsOf(message: Message): string {
  if (message.role !== "tool") return JSON.stringify(message);
  return JSON.stringify(message.parts.map(({ callId, content }) => [callId, content]));
}

function sharedLength(left: string, right: string): number {
  const end = Math.min(left.length, right.length);
  for (let at = 0; at < end; at++) if (left[at] !== right[at]) return at;
  return end;
}
