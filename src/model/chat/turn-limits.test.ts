import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeClock } from "../../core/clock.ts";
import { sampleState } from "../policy-conformance.ts";
import { chatDialect } from "./chat-dialect.ts";
import { type AnswerItem, readAnswer } from "./read-answer.ts";
import { TurnLimits } from "./turn-limits.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function limitsOf(signal = new AbortController().signal): TurnLimits {
  return new TurnLimits({ signal, timeoutMs: 1000, stallTimeoutMs: 100, clock: fakeClock() });
}

const server = {
  baseUrl: "http://127.0.0.1/v1",
  model: "m",
  kind: "a server",
  answer: "an answer",
  baseUrlHint: "it ends in /v1",
};

function chatReader() {
  return chatDialect({ model: "m", answerRequest: () => "" }, { allowsTextTags: false }).reader(
    sampleState([{ role: "assistant", parts: [] }]),
  );
}

function responseOf(body: AsyncIterable<Uint8Array>) {
  return { status: 200, headers: new Headers(), body };
}

test("silence counts only from the first progress on, and anew after each", () => {
  using limits = limitsOf();
  vi.advanceTimersByTime(500);
  expect(limits.failure()).toBeUndefined();
  for (let times = 0; times < 3; times += 1) {
    limits.progress();
    vi.advanceTimersByTime(99);
  }
  expect(limits.failure()).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(limits.signal.aborted).toBe(true);
  expect(limits.failure()?.message).toContain("sent nothing for 0.1 s");
});

test("the limit that was reached first is the one that is reported", () => {
  const controller = new AbortController();
  using limits = limitsOf(controller.signal);
  vi.advanceTimersByTime(1000);
  controller.abort();
  expect(limits.failure()?.message).toContain("did not finish within 1 s");
});

test("every chunk of an answer counts as progress", async () => {
  using limits = limitsOf();
  async function* slow() {
    for (const text of [
      'data: {"choices":[{"delta":{"content":"a"}}]}\n\n',
      ": hm\n\n",
      "data: ",
      "[DONE]\n\n",
    ]) {
      vi.advanceTimersByTime(90);
      yield new TextEncoder().encode(text);
    }
  }
  const items: AnswerItem[] = [];
  const answer = readAnswer(responseOf(slow()), { limits, server, reader: chatReader() });
  for await (const item of answer) items.push(item);
  expect(items.map((item) => item.type)).toEqual(["delta", "done"]);
});

test("a body is closed when the answer is over, whether or not it is at its end", async () => {
  using limits = limitsOf();
  let isClosed = false;
  async function* endless() {
    try {
      for (;;) yield new TextEncoder().encode("data: [DONE]\n\n");
    } finally {
      isClosed = true;
    }
  }
  const answer = readAnswer(responseOf(endless()), { limits, server, reader: chatReader() });
  for await (const item of answer) expect(item.type).toBe("done");
  expect(isClosed).toBe(true);
});
