import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { onInterrupt } from "./interrupts.ts";

let source: EventEmitter;
let seen: string[];
let off: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  source = new EventEmitter();
  seen = [];
  off = onInterrupt({ stop: () => seen.push("stop"), cancel: () => seen.push("cancel") }, source);
});

afterEach(() => {
  vi.useRealTimers();
});

it("stops at the first press and cancels at the second", () => {
  source.emit("SIGINT");
  vi.advanceTimersByTime(2000);
  source.emit("SIGINT");
  expect(seen).toEqual(["stop", "cancel"]);
});

it("takes one key press that arrives twice for one", () => {
  source.emit("SIGINT");
  vi.advanceTimersByTime(5);
  source.emit("SIGINT");
  expect(seen).toEqual(["stop"]);
});

it("cancels when it is told to end", () => {
  source.emit("SIGTERM");
  expect(seen).toEqual(["cancel"]);
});

it("stops listening when asked", () => {
  off();
  expect(source.eventNames()).toEqual([]);
});
