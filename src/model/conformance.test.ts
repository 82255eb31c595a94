import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { AssistantMessage } from "./message.ts";
import type { LoopbackReply } from "./loopback-reply.ts";
import { loopbackTurn } from "./loopback-turn.ts";
import type { Policy } from "./policy.ts";
import { recordTurn, sampleState } from "./policy-conformance.ts";
import { replayPolicy, scriptedPolicy } from "./scripted-policy.ts";
import { type Reading, readings } from "./wire-readings.fixture.ts";

function recorded(name: string): Buffer {
  return readFileSync(new URL(`fixtures/wire/${name}`, import.meta.url));
}

function cutBytes(bytes: Buffer, length: number): Buffer[] {
  const count = Math.ceil(bytes.length / length);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * length, (index + 1) * length));
}

function read(message: AssistantMessage): Reading {
  const join = (type: "text" | "reasoning"): string =>
    message.parts.map((part) => (part.type === type ? part.text : "")).join("");
  const queries = message.parts.flatMap((part) =>
    part.type === "tool-call" ? [String(Reflect.get(Object(part.input), "query"))] : [],
  );
  return {
    ...(join("reasoning") === "" ? {} : { reasoning: join("reasoning") }),
    ...(join("text") === "" ? {} : { text: join("text") }),
    ...(queries.length === 0 ? {} : { queries }),
  };
}

test("every recorded shape is read", () => {
  const recordings = readdirSync(new URL("fixtures/wire/", import.meta.url)).filter(
    (name) => name !== "README.md",
  );
  expect(Object.keys(readings).toSorted()).toEqual(recordings.toSorted());
});

describe.each(Object.entries(readings))("the wire shape %s", (name, reading) => {
  const { failure, usage, protocol = "openai", ...said } = reading;
  test.each([100_000, 61, 1])("is read the same in writes of %i bytes", async (length) => {
    const reply: LoopbackReply = {
      type: "raw",
      contentType: name.endsWith(".json") ? "application/json" : "text/event-stream",
      chunks: cutBytes(recorded(name), length),
    };
    const turn = await loopbackTurn([reply], { protocol });
    expect(turn.violations).toEqual([]);
    if (failure !== undefined) {
      expect(turn.failure?.code).toBe(failure.code);
      expect(turn.failure?.message).toMatch(failure.message);
      return;
    }
    expect(turn.failure).toBeUndefined();
    expect(turn.action && read(turn.action.message)).toEqual(said);
    expect(turn.action?.usage).toEqual(usage);
  });
});

const scripts: Readonly<Record<string, () => Policy>> = {
  "a scripted policy": () =>
    scriptedPolicy([{ reasoning: "hm", text: "Look.", toolCalls: [{ toolName: "search", input: {} }] }]),
  "a scripted policy that fails": () =>
    scriptedPolicy([{ text: "I", failure: { code: "MODEL_REFUSED", message: "no", retryable: false } }]),
  "a scripted policy past its end": () => scriptedPolicy([]),
  "a replayed message": () => replayPolicy([{ role: "assistant", parts: [{ type: "text", text: "so" }] }]),
};

describe.each(Object.entries(scripts))("%s", (_, make) => {
  test("keeps the contract", async () => {
    expect((await recordTurn(make(), sampleState())).violations).toEqual([]);
  });

  test("gives up at once when the turn is already stopped", async () => {
    const turn = await recordTurn(make(), sampleState(), AbortSignal.abort());
    expect(turn.violations).toEqual([]);
    expect(turn.failure?.code).toBe("ABORTED");
  });
});
