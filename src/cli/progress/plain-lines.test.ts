import { expect, it } from "vitest";
import type { RunEvent } from "../../agent/events.ts";
import { messagesIn } from "../interface-language.ts";
import { plainLines } from "./plain-lines.ts";
import { initialViewState, updateViewState } from "./view-state.ts";

const words = (event: RunEvent, verbose = false) => {
  const state = { ...updateViewState(initialViewState("q"), event), elapsedMs: 61_000 };
  return plainLines(event, state, { messages: messagesIn("en"), verbose });
};

it("says when it searches, with the time that has passed", () => {
  const event: RunEvent = {
    type: "tool-call",
    turn: 1,
    callId: "c",
    toolName: "batch_web_surfer",
    input: { queries: ["a", "b"] },
  };
  expect(words(event)).toEqual(["[1:01] Searching: a | b"]);
});

it("says how much of the plan is done, and lists it when asked for details", () => {
  const event: RunEvent = {
    type: "plan-update",
    turn: 1,
    items: [
      { id: "1", task: "One", status: "completed" },
      { id: "2", task: "Two", status: "pending" },
    ],
  };
  expect(words(event)).toEqual(["[1:01] Plan: 1 of 2 done"]);
  expect(words(event, true)).toEqual([
    "[1:01] Plan: 1 of 2 done",
    "[1:01] completed: One",
    "[1:01] pending: Two",
  ]);
});

it("says what failed, on one line whatever the text", () => {
  const event: RunEvent = {
    type: "tool-result",
    turn: 1,
    callId: "c",
    toolName: "file",
    content: "no such\nfile\u001b[31m",
    evidence: [],
    isError: true,
    elapsedMs: 1,
  };
  const [line, ...rest] = words(event);
  expect(rest).toEqual([]);
  expect(line).toMatch(/^\[1:01\] Failed: no such file/);
  expect(line).not.toMatch(/\p{Cc}/u);
});

it("warns of a limit and gives the reason of an end", () => {
  expect(words({ type: "budget-warning", turn: 3, what: "turns", usedShare: 0.8 })).toEqual([
    "[1:01] 80% of the limit on turns is used",
  ]);
  expect(
    words({
      type: "run-end",
      status: "partial",
      turns: 3,
      toolCalls: 4,
      elapsedMs: 5,
      reason: "budget spent: turns",
    }),
  ).toEqual(["[1:01] budget spent: turns"]);
});

it("is silent about what happens many times a second", () => {
  expect(words({ type: "text-delta", turn: 1, text: "x" })).toEqual([]);
});
