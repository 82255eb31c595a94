import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { sha256 } from "../../src/core/hash.ts";
import { citationId } from "../../src/core/ids.ts";
import type { JsonValue } from "../../src/core/json.ts";
import { buildDocument } from "../../src/document/build-document.ts";
import type { Message } from "../../src/model/message.ts";
import type { Action, Policy, PolicyEvent } from "../../src/model/policy.ts";
import { research, type ResearchResult } from "../../src/research/research.ts";
import type { PageProvider } from "../../src/web/page-provider.ts";
import type { SearchProvider } from "../../src/web/search-provider.ts";

/** What goes wrong, and with whom. */
export const faults = {
  policy: [
    "throws",
    "throws after a delta",
    "says nothing",
    "fails for a moment",
    "fails for good",
    "refuses",
    "hangs until it is told to stop",
    "calls a tool that there is not",
    "calls with broken arguments",
    "calls twice under one id",
    "says nothing in its message",
    "is cut off",
  ],
  search: [
    "throws",
    "fails for a moment",
    "fails for good",
    "hangs until it is told to stop",
    "hangs deaf",
    "finds nothing",
    "finds five megabytes",
  ],
  pages: [
    "throws",
    "fails for a moment",
    "fails for good",
    "hangs until it is told to stop",
    "hangs deaf",
    "is empty",
    "is another document",
  ],
} as const;
export type Party = keyof typeof faults;

export interface Fault {
  readonly party: Party;
  readonly kind: string;
  /** Which of its calls goes wrong; from 1. */
  readonly call: number;
}

export interface FaultyRun {
  readonly result: ResearchResult;
  /** How many of the faults came to pass: the run may have needed fewer calls. */
  readonly hits: number;
}

const page = buildDocument(
  [
    { type: "paragraph", text: "A fishing licence costs $45 a year for residents." },
    { type: "paragraph", text: "It is valid for twelve months." },
  ],
  { mediaType: "text/html" },
);
const source = {
  id: sha256(page.text),
  url: "https://example.org/licences",
  title: "Licences",
  authors: [],
  mediaType: "text/html",
  collection: "web",
};

/** Researches a question in a world in which some calls go wrong, within two seconds and ten turns. */
export async function faultyRun(folder: string, planned: readonly Fault[]): Promise<FaultyRun> {
  let hits = 0;
  const calls: Record<Party, number> = { policy: 0, search: 0, pages: 0 };
  const goesWrong = (party: Party): string | undefined => {
    calls[party] += 1;
    const fault = planned.find((one) => one.party === party && one.call === calls[party]);
    if (fault !== undefined) hits += 1;
    return fault?.kind;
  };
  await mkdir(folder, { recursive: true });
  const run = await research({
    question: "What does a fishing licence cost?",
    policy: workingPolicy(() => goesWrong("policy")),
    search: [workingSearch(() => goesWrong("search"))],
    pages: [workingPages(() => goesWrong("pages"))],
    runsDir: folder,
    limits: { maxTurns: 10, maxToolCalls: 20, maxMs: 2_000 },
    toolTimeoutMs: 150,
  });
  const result = await run.result;
  // A call that was given up may still be writing.
  await rm(path.join(folder, run.id), { recursive: true, force: true, maxRetries: 5 });
  return { result, hits };
}

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("stopped")), { once: true });
  });
}

/** Searches, opens, searches once more and answers; written so that a fault in the middle changes little. */
function workingPolicy(goesWrong: () => string | undefined): Policy {
  return {
    name: "working",
    usesLanguageModel: true,
    async *act(state, signal): AsyncGenerator<PolicyEvent> {
      const action = usualAction(state.messages, state.mustAnswer);
      const failure = (code: "MODEL_UNAVAILABLE" | "MODEL_REFUSED", retryable: boolean): PolicyEvent => ({
        type: "failure",
        failure: { code, message: "the world", retryable },
      });
      switch (goesWrong() ?? "nothing") {
        case "throws":
          throw new Error("the policy broke");
        case "throws after a delta":
          yield { type: "text-delta", text: "half a th" };
          throw new Error("the policy broke");
        case "says nothing":
          return;
        case "fails for a moment":
          yield failure("MODEL_UNAVAILABLE", true);
          return;
        case "fails for good":
          yield failure("MODEL_UNAVAILABLE", false);
          return;
        case "refuses":
          yield failure("MODEL_REFUSED", false);
          return;
        case "hangs until it is told to stop":
          await hang(signal);
          return;
        case "calls a tool that there is not":
          yield { type: "action", action: calling([["launch", {}]]) };
          return;
        case "calls with broken arguments":
          yield { type: "action", action: calling([["batch_web_surfer", '{"action": ']]) };
          return;
        case "calls twice under one id":
          yield { type: "action", action: twice() };
          return;
        case "says nothing in its message":
          yield { type: "action", action: { message: { role: "assistant", parts: [] } } };
          return;
        case "is cut off":
          yield { type: "action", action: { ...action, truncated: true } };
          return;
        default:
          yield { type: "action", action };
      }
    },
  };
}

function usualAction(messages: readonly Message[], mustAnswer: boolean): Action {
  const seen = messages.flatMap((message) => (message.role === "tool" ? message.parts : []));
  const id = /web_[0-9a-f]{8}/.exec(seen.map((part) => part.content).join(""))?.[0];
  const answer = `<answer>A fishing licence costs $45 a year for residents.\\cite{${id}}</answer>`;
  const turn = messages.filter((message) => message.role === "assistant").length;
  if (mustAnswer || turn >= 4)
    return { message: { role: "assistant", parts: [{ type: "text", text: answer }] } };
  const searching = { action: "batch_search", queries: [`fishing licence ${turn}`] };
  return turn === 1
    ? calling([["batch_web_surfer", { action: "batch_open", urls: [source.url] }]])
    : calling([["batch_web_surfer", searching]]);
}

let made = 0;

function calling(calls: readonly (readonly [string, JsonValue])[]): Action {
  const parts = calls.map(([toolName, input]) => ({
    type: "tool-call" as const,
    callId: `c${made++}`,
    toolName,
    input,
  }));
  return { message: { role: "assistant", parts } };
}

function twice(): Action {
  const { message } = calling([["todo", { updates: {} }]]);
  return { message: { ...message, parts: [...message.parts, ...message.parts] } };
}

function workingSearch(goesWrong: () => string | undefined): SearchProvider {
  const failure = (retryable: boolean) => ({
    type: "failure" as const,
    code: "WORLD",
    message: "the world",
    retryable,
  });
  return {
    name: "working",
    async search(_query, signal) {
      const kind = goesWrong();
      if (kind === "throws") throw new Error("the provider broke");
      if (kind === "fails for a moment" || kind === "fails for good")
        return failure(kind === "fails for a moment");
      if (kind === "hangs until it is told to stop") return hang(signal);
      if (kind === "hangs deaf") return new Promise(() => {});
      const hits = page.passages.map((passage) => ({
        source,
        passage:
          kind === "finds five megabytes" ? { ...passage, text: passage.text.repeat(100_000) } : passage,
        score: 1,
        snippet: passage.text,
        duplicates: 0,
        why: [],
        citationId: citationId(source.id, passage.start, passage.end),
      }));
      return { type: "hits", hits: kind === "finds nothing" ? [] : hits, terms: [] };
    },
  };
}

function workingPages(goesWrong: () => string | undefined): PageProvider {
  return {
    name: "working",
    canOpen: () => true,
    async open(_ref, signal) {
      const kind = goesWrong();
      if (kind === "throws") throw new Error("the provider broke");
      if (kind === "fails for a moment" || kind === "fails for good") {
        return {
          type: "failure",
          code: "WORLD",
          message: "the world",
          retryable: kind === "fails for a moment",
        };
      }
      if (kind === "hangs until it is told to stop") return hang(signal);
      if (kind === "hangs deaf") return new Promise(() => {});
      if (kind === "is empty") return { type: "page", source, text: "", passages: [] };
      const text = kind === "is another document" ? "Something else altogether." : page.text;
      return { type: "page", source, text, passages: page.passages };
    },
  };
}
