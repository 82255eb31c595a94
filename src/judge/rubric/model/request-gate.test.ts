import { describe, expect, it } from "vitest";
import { fakeClock } from "../../../core/clock.ts";
import { requestGate } from "./request-gate.ts";

const { signal } = new AbortController();

describe("requestGate", () => {
  it("lets no more through at once than it may, in order, and everybody in the end", async () => {
    const gate = requestGate({ parallel: 2 });
    let [running, most] = [0, 0];
    const order: number[] = [];
    const work = (index: number) => async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      order.push(index);
      running -= 1;
      return index;
    };
    const done = await Promise.all(Array.from({ length: 9 }, (_, index) => gate.run(work(index), signal)));
    expect(done).toEqual(order);
    expect(most).toBe(2);
  });

  it("begins no more within a minute than it may", async () => {
    const clock = fakeClock();
    const waits: number[] = [];
    const gate = requestGate({
      parallel: 1,
      perMinute: 2,
      clock,
      wait: (ms) => {
        waits.push(ms);
        clock.advance(ms);
        return Promise.resolve();
      },
    });
    const begun: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      await gate.run(() => Promise.resolve(begun.push(clock.monotonicMs())), signal);
      clock.advance(10_000);
    }
    expect(begun).toEqual([0, 10_000, 60_000, 70_000, 120_000]);
    expect(waits).toEqual([40_000, 40_000]);
  });

  it("gives the place free when the work fails, and lets who is stopped leave the queue", async () => {
    const gate = requestGate({ parallel: 1 });
    const controller = new AbortController();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const first = gate.run(() => held, signal);
    const stopped = expect(gate.run(() => Promise.resolve(), controller.signal)).rejects.toThrow("stopped");
    const failing = expect(gate.run(() => Promise.reject(new Error("broken")), signal)).rejects.toThrow(
      "broken",
    );
    const last = gate.run(() => Promise.resolve("done"), signal);
    controller.abort(new Error("stopped"));
    release();
    await Promise.all([first, stopped, failing]);
    expect(await last).toBe("done");
  });
});
