import fc from "fast-check";
import { expect, test } from "vitest";
import { fakeClock } from "../../core/clock.ts";
import { untilDone } from "../loopback-site.fixture.ts";
import { RateGate } from "./rate-gate.ts";
import { careful, failing, found, heldTime, scriptedEngine } from "./scripted-engine.fixture.ts";

const query = { text: "snow", limit: 5 };
const patient = { timeoutMs: 10_000, signal: untilDone };

test("what can go better at once is tried once more, and only once", async () => {
  const time = heldTime();
  const engine = scriptedEngine("one", [failing("UNREACHABLE"), found("https://a.example/")]);
  expect(await careful(engine, time).search(query, patient)).toMatchObject({ type: "results" });
  expect(time.pauses).toEqual([300]);
  const down = scriptedEngine("two", [failing("UNREACHABLE")]);
  expect(await careful(down).search(query, patient)).toMatchObject({ code: "UNREACHABLE" });
  expect(down.queries).toHaveLength(2);
});

test("no second attempt is made for what it cannot help with", async () => {
  const hopeless = [
    failing("KEY_REFUSED"),
    failing("TIMEOUT"),
    failing("BAD_ANSWER"),
    failing("UNREACHABLE", { hasNoConnection: true }),
    failing("RATE_LIMITED", { retryAfterMs: 9_500 }),
  ];
  for (const answer of hopeless) {
    const engine = scriptedEngine("one", [answer]);
    expect(await careful(engine).search(query, patient)).toEqual(answer);
    expect(engine.queries).toHaveLength(1);
  }
});

test("an engine that does not answer is given up at the deadline", async () => {
  const engine = careful(scriptedEngine("slow", ["hang"]));
  expect(await engine.search(query, { timeoutMs: 50, signal: untilDone })).toMatchObject({ code: "TIMEOUT" });
});

test("an engine that fails again and again rests longer each time, then one request tries", async () => {
  const time = heldTime();
  const scripted = scriptedEngine("one", [
    ...Array(5).fill(failing("BAD_ANSWER")),
    found("https://a.example/"),
  ]);
  const engine = careful(scripted, time);
  for (let n = 0; n < 3; n++)
    expect(await engine.search(query, patient)).toMatchObject({ code: "BAD_ANSWER" });
  expect(await engine.search(query, patient)).toMatchObject({ type: "skipped" });
  expect(engine.health.closedFor).toBe("left alone for another 60 s: it is BAD_ANSWER");
  time.clock.advance(60_000);
  expect(await engine.search(query, patient)).toMatchObject({ code: "BAD_ANSWER" });
  time.clock.advance(60_000);
  expect(await engine.search(query, patient)).toMatchObject({ type: "skipped" });
  time.clock.advance(60_000);
  const both = await Promise.all([engine.search(query, patient), engine.search(query, patient)]);
  expect(both.map(({ type }) => type)).toEqual(["failure", "skipped"]);
  time.clock.advance(240_000);
  expect(await engine.search(query, patient)).toMatchObject({ type: "results" });
  expect(engine.health).toEqual({ asked: 6, answered: 1, failed: 5 });
  expect(scripted.queries).toHaveLength(6);
});

test("an engine rests for as long as it asks for, and for good when it refuses the key", async () => {
  const time = heldTime();
  const busy = careful(scriptedEngine("busy", [failing("RATE_LIMITED", { retryAfterMs: 90_000 })]), time);
  await busy.search(query, patient);
  time.clock.advance(89_999);
  expect(await busy.search(query, patient)).toMatchObject({ type: "skipped" });
  time.clock.advance(1);
  expect(await busy.search(query, patient)).toMatchObject({ code: "RATE_LIMITED" });
  const refused = careful(scriptedEngine("refused", [failing("KEY_REFUSED")]), time);
  await refused.search(query, patient);
  time.clock.advance(1e9);
  expect(await refused.search(query, patient)).toEqual({
    type: "skipped",
    why: "left alone for this session: it is KEY_REFUSED",
  });
});

test("a search that is stopped rejects, and counts for nothing", async () => {
  const engine = careful(scriptedEngine("slow", ["hang"]));
  const controller = new AbortController();
  const search = engine.search(query, { timeoutMs: 60_000, signal: controller.signal });
  controller.abort(new Error("stopped"));
  await expect(search).rejects.toThrow("stopped");
  expect(engine.health).toMatchObject({ answered: 0, failed: 0 });
});

test("requests wait for the limit's turn, and are skipped where that would take too long", async () => {
  const time = heldTime();
  const engine = careful(scriptedEngine("one", [found("https://a.example/")]), time, {
    requests: 2,
    perMs: 3_000,
  });
  for (let n = 0; n < 3; n++) expect(await engine.search(query, patient)).toMatchObject({ type: "results" });
  expect(time.pauses).toEqual([3_000]);
  await engine.search(query, { timeoutMs: 100, signal: untilDone });
  expect(await engine.search(query, { timeoutMs: 100, signal: untilDone })).toMatchObject({
    type: "skipped",
  });
});

test("no stretch of the limit's length ever has more starts than allowed", () => {
  const calls = fc.array(
    fc.record({ passMs: fc.integer({ min: 0, max: 900 }), mayWaitMs: fc.integer({ min: 0, max: 3_000 }) }),
  );
  fc.assert(
    fc.property(calls, fc.integer({ min: 1, max: 4 }), (each, requests) => {
      const clock = fakeClock();
      const gate = new RateGate({ requests, perMs: 1_000 }, clock);
      const starts = each.flatMap(({ passMs, mayWaitMs }) => {
        clock.advance(passMs);
        const waitMs = gate.take(mayWaitMs);
        if (waitMs !== undefined) expect(waitMs).toBeLessThanOrEqual(mayWaitMs);
        return waitMs === undefined ? [] : [clock.monotonicMs() + waitMs];
      });
      for (const [index, start] of starts.entries()) {
        const before = starts[index - requests];
        if (before !== undefined) expect(start - before).toBeGreaterThanOrEqual(1_000);
      }
    }),
  );
});
