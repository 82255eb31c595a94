import { z } from "zod";
import { type ContextWindow, windowLimits } from "../../src/agent/context/context-window.ts";
import { promptTokens } from "../../src/agent/context/count-tokens.ts";
import { foldResult } from "../../src/agent/context/fold-result.ts";
import type { ResultStore } from "../../src/agent/context/result-store.ts";
import { runLoop } from "../../src/agent/loop.ts";
import { memorySourceStore } from "../../src/agent/memory-source-store.ts";
import { buildSystemPrompt } from "../../src/agent/prompts/build-prompt.ts";
import { initialState } from "../../src/agent/state.ts";
import { defineTool } from "../../src/agent/tool.ts";
import { systemClock } from "../../src/core/clock.ts";
import type { Message } from "../../src/model/message.ts";
import { scriptedPolicy } from "../../src/model/scripted-policy.ts";
import { analyseTerms } from "../../src/retrieval/analysis/index.ts";
import type { Trajectory } from "./make-trajectory.ts";

/** What a model was sent, request by request. */
export interface Sent {
  readonly requests: readonly (readonly Message[])[];
  /** Texts that were kept elsewhere, by the path that the requests name. */
  readonly kept: ReadonlyMap<string, string>;
}

export type Strategy = (trajectory: Trajectory) => Promise<Sent>;

const terms: ContextWindow["terms"] = (text, mode) => analyseTerms(text, { mode });

/** The product's own loop over the trajectory; the tool says again what it said then. */
async function replay(
  { question, turns }: Trajectory,
  makeWindow: ((kept: Map<string, string>) => ContextWindow) | undefined,
): Promise<Sent> {
  const kept = new Map<string, string>();
  let next = 0;
  const tool = defineTool({
    name: "batch_web_surfer",
    description: "Searches and opens.",
    input: z.looseObject({}),
    parallel: false,
    run: async () => turns[next++]?.result ?? { content: "" },
  });
  const policy = scriptedPolicy([...turns.map(({ turn }) => turn), { answer: "Done." }]);
  const events = runLoop({
    question,
    language: "en",
    policy,
    tools: [tool],
    context: { question, workspace: "/nowhere", sources: memorySourceStore() },
    limits: {},
    clock: systemClock,
    signal: new AbortController().signal,
    toolTimeoutMs: 60_000,
    state: initialState([
      { role: "system", text: buildSystemPrompt({ language: "en" }).text },
      { role: "user", text: question },
    ]),
    ...(makeWindow === undefined ? {} : { window: makeWindow(kept) }),
  });
  for await (const event of events) if (event.type === "run-end") break;
  return { requests: policy.calls.map((state) => state.messages), kept };
}

/** Everything is sent, as if the window had no end. */
export const sendAll: Strategy = (trajectory) => replay(trajectory, undefined);

/** Thresholds of the runtime that the paper's authors published. */
const published = { upper: 80_000, lower: 60_000 };

/**
 * What the published runtime does: the stored history stays whole, and for each request the earliest results are
 * folded anew until it is short enough. Folded here as Deepwell folds, which keeps more than the original.
 */
export const refoldEachTurn: Strategy = async (trajectory) => {
  const whole = await sendAll(trajectory);
  const folding = { question: trajectory.question, terms, stored: new Map<string, string>() };
  const folded = new Map<Message, Message>();
  const fold = (message: Message): Message => {
    if (message.role !== "tool") return message;
    const known = folded.get(message) ?? {
      role: "tool",
      parts: message.parts.map((part) => ({ ...part, content: foldResult(part, folding) })),
    };
    folded.set(message, known);
    return known;
  };
  const requests = whole.requests.map((messages) => {
    const sent = [...messages];
    let total = promptTokens(sent, []);
    if (total < published.upper) return sent;
    for (const [at, message] of messages.entries()) {
      if (total < published.lower) break;
      sent[at] = fold(message);
      total += promptTokens([sent[at]], []) - promptTokens([message], []);
    }
    return sent;
  });
  return { requests, kept: whole.kept };
};

/** Segments alone: results are sent whole and folded or dropped later. */
export function sendSegments(contextTokens: number): Strategy {
  return (trajectory) => replay(trajectory, () => ({ limits: windowLimits(contextTokens), terms }));
}

/** Deepwell as it is: long results in extract, and segments. */
export function sendAsShipped(contextTokens: number): Strategy {
  return (trajectory) =>
    replay(trajectory, (kept) => {
      const place = (name: string, text: string): string => {
        kept.set(`results/${name}`, text);
        return `results/${name}`;
      };
      const put = async (name: string, text: string): Promise<string> => place(name, text);
      const store: ResultStore = { put, place };
      return { limits: windowLimits(contextTokens), terms, store };
    });
}
