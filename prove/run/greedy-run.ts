import { setImmediate as nextTick } from "node:timers/promises";
import { z } from "zod";
import type { RunEvent, RunLimits } from "../../src/agent/events.ts";
import { runLoop } from "../../src/agent/loop.ts";
import { memorySourceStore } from "../../src/agent/memory-source-store.ts";
import { initialState } from "../../src/agent/state.ts";
import { defineTool } from "../../src/agent/tool.ts";
import { type FakeClock, fakeClock } from "../../src/core/clock.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { AssistantMessage } from "../../src/model/message.ts";
import type { Policy, PolicyEvent, Usage } from "../../src/model/policy.ts";

export interface Greed {
  /** Tool calls it asks for in a turn. */
  readonly calls: number;
  /** What a turn and a tool call take on the clock. */
  readonly turnMs: number;
  readonly callMs: number;
  /** What the server says that a turn used. */
  readonly turnTokens: number;
}

/** Limits on everything, in the money of the price. */
export type Purse = Required<
  Pick<RunLimits, "maxTurns" | "maxToolCalls" | "maxMs" | "maxTokens" | "maxCost">
>;

/** Ten of its currency for a million tokens. */
const price = { currency: "USD", inputPerMillion: 10, outputPerMillion: 10 };
const tokenCost = 10 / 1_000_000;

interface Asked {
  readonly greed: Greed;
  readonly mustAnswer: boolean;
  /** How often it has been asked before. */
  readonly turn: number;
}

type Reply = Extract<PolicyEvent, { type: "action" | "failure" }>;

const dig = (callId: string, input: JsonValue = {}, toolName = "dig") =>
  ({ type: "tool-call", callId, toolName, input }) as const;
const digs = ({ turn, greed }: Asked, toolName = "dig") =>
  Array.from({ length: greed.calls }, (_, at) => dig(`${turn}-${at}`, {}, toolName));
const text = (words: string) => ({ type: "text", text: words }) as const;
const answer = text("<answer>Enough.</answer>");

const saying = (parts: AssistantMessage["parts"], more: { truncated?: true; usage?: Usage } = {}): Reply => ({
  type: "action",
  action: { message: { role: "assistant", parts }, ...more },
});
const failing = (retryable: boolean): Reply => ({
  type: "failure",
  failure: { code: "MODEL_UNAVAILABLE", message: "busy", retryable },
});

/** How a policy may try to get more than it was given: what it says, however often it is asked. */
export const strategies: Readonly<Record<string, (asked: Asked) => Reply>> = {
  "asks until it must answer": (asked) => saying(asked.mustAnswer ? [answer] : digs(asked)),
  "never answers": (asked) => saying(digs(asked)),
  "calls a slow tool alone": (asked) => saying([dig(`${asked.turn}`, {}, "drill")]),
  "mixes tools": (asked) => saying([...digs(asked), ...digs({ ...asked, turn: asked.turn + 0.5 }, "drill")]),
  "answers and calls in one breath": (asked) => saying([text("Wait."), ...digs(asked), answer]),
  "calls before it answers, when it must": (asked) =>
    saying(asked.mustAnswer ? [answer, ...digs(asked)] : digs(asked)),
  "says nothing": () => saying([]),
  "says something that is no answer": (asked) => saying([text(`Let me think about turn ${asked.turn}.`)]),
  "only thinks": () => saying([{ type: "reasoning", text: "Hmm. ".repeat(500) }]),
  "is always cut off": (asked) => saying(digs(asked), { truncated: true }),
  "calls what there is not": (asked) => saying(digs(asked, "launch")),
  "calls with what the schema refuses": (asked) =>
    saying(Array.from({ length: asked.greed.calls }, (_, at) => dig(`${asked.turn}-${at}`, { deep: [at] }))),
  "calls with broken arguments": (asked) =>
    saying(Array.from({ length: asked.greed.calls }, (_, at) => dig(`${asked.turn}-${at}`, '{"deep": '))),
  "gives all calls one name": (asked) => saying(digs(asked).map((call) => ({ ...call, callId: "same" }))),
  "gives the calls of all turns the same names": (asked) => saying(digs({ ...asked, turn: 0 })),
  "fails now and then": (asked) => (asked.turn % 2 === 0 ? failing(true) : saying(digs(asked))),
  "fails again and again": () => failing(true),
  "fails for good in the end": (asked) => (asked.turn > 3 ? failing(false) : saying(digs(asked))),
  "says that it used nothing": (asked) => saying(digs(asked), { usage: { inputTokens: 0, outputTokens: 0 } }),
  "writes long letters to its tools": (asked) =>
    saying([dig(`${asked.turn}`, { note: "more ".repeat(400) }), ...digs(asked)]),
};

interface Spent {
  readonly turns: number;
  readonly asked: number;
  readonly executed: number;
  /** Tokens of the turns, by the server's count or by estimate, in order. */
  readonly tokens: readonly number[];
  /** How long after the end of its time a call was begun. */
  readonly longestOverrunMs: number;
  readonly last?: RunEvent["type"];
}

/** What a run took beyond its limits, by more than one unit of each; nothing where they held. */
export async function overruns(
  strategy: string,
  { greed, purse }: { readonly greed: Greed; readonly purse: Purse },
): Promise<readonly string[]> {
  const spent = await spend(strategy, { greed, purse });
  // One unit over at most: the turn after which the count came.
  const before = spent.tokens.slice(0, -1).reduce((sum, tokens) => sum + tokens, 0);
  const wrong = {
    "it did not end": spent.last !== "run-end",
    [`${spent.turns} turns`]: spent.turns > purse.maxTurns,
    // A failure that may pass is asked about once more.
    [`${spent.asked} times asked`]: spent.asked > 2 * purse.maxTurns,
    [`${spent.executed} tool calls`]: spent.executed > purse.maxToolCalls,
    [`${before} tokens before the last turn`]: before > 0 && before >= purse.maxTokens,
    [`money for ${before} tokens before the last turn`]: before > 0 && before * tokenCost >= purse.maxCost,
    [`${spent.longestOverrunMs} ms`]: spent.longestOverrunMs > Math.max(greed.turnMs, greed.callMs),
  };
  return Object.entries(wrong).flatMap(([what, isWrong]) => (isWrong ? [`${strategy}: ${what}`] : []));
}

async function spend(
  strategy: string,
  { greed, purse }: { readonly greed: Greed; readonly purse: Purse },
): Promise<Spent> {
  const clock = fakeClock();
  const pit = diggings(clock, { callMs: greed.callMs, maxMs: purse.maxMs });
  const policy = greedyPolicy(strategy, { greed, clock });
  const loop = runLoop({
    question: "q",
    language: "en",
    policy,
    tools: pit.tools,
    context: { question: "q", workspace: "/nowhere", sources: memorySourceStore() },
    limits: { ...purse, price },
    clock,
    signal: new AbortController().signal,
    toolTimeoutMs: 60_000,
    state: initialState([{ role: "user", text: "q" }]),
  });
  const events: RunEvent[] = [];
  for await (const event of loop) events.push(event);
  const last = events.at(-1)?.type;
  return {
    turns: events.filter(({ type }) => type === "turn-start").length,
    asked: policy.asked(),
    ...pit.done(),
    tokens: events.flatMap((event) => (event.type === "message-end" ? [event.spending?.tokens ?? 0] : [])),
    ...(last && { last }),
  };
}

function greedyPolicy(
  strategy: string,
  { greed, clock }: { readonly greed: Greed; readonly clock: FakeClock },
): Policy & { asked(): number } {
  const say = strategies[strategy];
  if (say === undefined) throw new Error(`there is no strategy ${strategy}`);
  let asked = 0;
  return {
    name: strategy,
    usesLanguageModel: true,
    asked: () => asked,
    async *act({ mustAnswer }) {
      clock.advance(greed.turnMs);
      const reply = say({ greed, mustAnswer, turn: asked });
      asked += 1;
      const usage = { inputTokens: greed.turnTokens - 1, outputTokens: 1 };
      yield reply.type === "failure" ? reply : { ...reply, action: { usage, ...reply.action } };
    },
  };
}

/** A tool that may run beside itself and one that may not; both count. */
function diggings(clock: FakeClock, { callMs, maxMs }: { readonly callMs: number; readonly maxMs: number }) {
  let executed = 0;
  let longestOverrunMs = 0;
  const run = async () => {
    executed += 1;
    const begunMs = clock.monotonicMs();
    longestOverrunMs = Math.max(longestOverrunMs, begunMs - maxMs);
    // Those that run at the same time have all begun by then, and take the same time.
    await nextTick();
    clock.advance(Math.max(0, begunMs + callMs - clock.monotonicMs()));
    return { content: "more" };
  };
  const input = z.object({ note: z.string().optional() });
  const tool = (name: string, parallel: boolean) =>
    defineTool({ name, description: "digs", input, parallel, run });
  return {
    tools: [tool("dig", true), tool("drill", false)],
    done: () => ({ executed, longestOverrunMs }),
  };
}
