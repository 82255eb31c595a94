import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { verifies } from "../../test/promises.ts";
import { systemClock } from "../core/clock.ts";
import type { Policy } from "../model/policy.ts";
import { scriptedPolicy } from "../model/scripted-policy.ts";
import type { RunEvent } from "./events.ts";
import { runLoop } from "./loop.ts";
import { memorySourceStore } from "./memory-source-store.ts";
import { initialState } from "./state.ts";
import { defineTool } from "./tool.ts";

const events: RunEvent[] = [];
let written = 0;
let synced = 0;
beforeEach(() => {
  events.length = 0;
  [written, synced] = [0, 0];
});

/** What reached the outside, with the types of the events before it that were not kept far enough by then. */
const reached: { readonly what: string; readonly lost: readonly string[] }[] = [];
const reach = (what: string, kept: number): void =>
  void reached.push({ what, lost: events.slice(kept).map(({ type }) => type) });

const toolOf = (name: string, parallel: boolean) =>
  defineTool({
    name,
    description: "Acts.",
    input: z.object({}),
    parallel,
    async run() {
      reach(name, synced);
      return { content: "done" };
    },
  });

const script = scriptedPolicy([
  { toolCalls: [{ toolName: "look" }, { toolName: "look" }, { toolName: "act" }].map(withInput) },
  { toolCalls: [withInput({ toolName: "act" })] },
  { answer: "Done." },
]);

function withInput({ toolName }: { readonly toolName: string }) {
  return { toolName, input: {} };
}

const policy: Policy = {
  ...script,
  act(state, signal) {
    reach("policy", written);
    return script.act(state, signal);
  },
};

describe("what a loop does outside", () => {
  it(`${verifies("run.step-once")} waits until all that it rests on is on disk, and a policy until it is written`, async () => {
    const loop = runLoop({
      question: "q",
      language: "en",
      policy,
      tools: [toolOf("look", true), toolOf("act", false)],
      context: { question: "q", workspace: "/nowhere", sources: memorySourceStore() },
      limits: {},
      clock: systemClock,
      signal: new AbortController().signal,
      toolTimeoutMs: 60_000,
      approval: { tools: ["act"], ask: async () => (reach("person", synced), true) },
      kept: {
        async written() {
          written = events.length;
        },
        async synced() {
          [written, synced] = [events.length, events.length];
        },
      },
      state: initialState([{ role: "user", text: "q" }]),
    });
    for await (const event of loop) events.push(event);
    expect(reached.map(({ what }) => what)).toEqual([
      "policy",
      "look",
      "look",
      "person",
      "act",
      "policy",
      "person",
      "act",
      "policy",
    ]);
    expect(reached.flatMap(({ lost }) => lost)).toEqual([]);
  });

  it("does not happen where an event cannot be kept", async () => {
    const full = (): Promise<never> => Promise.reject(new Error("the disk is full"));
    let isCalled = false;
    const act = defineTool({
      name: "act",
      description: "Acts.",
      input: z.object({}),
      parallel: false,
      async run() {
        isCalled = true;
        return { content: "done" };
      },
    });
    const loop = runLoop({
      question: "q",
      language: "en",
      policy: scriptedPolicy([{ toolCalls: [withInput({ toolName: "act" })] }]),
      tools: [act],
      context: { question: "q", workspace: "/nowhere", sources: memorySourceStore() },
      limits: {},
      clock: systemClock,
      signal: new AbortController().signal,
      toolTimeoutMs: 60_000,
      kept: { written: async () => {}, synced: full },
      state: initialState([{ role: "user", text: "q" }]),
    });
    const driven = (async () => {
      for await (const event of loop) events.push(event);
    })();
    await expect(driven).rejects.toThrow("the disk is full");
    expect(isCalled).toBe(false);
  });
});
