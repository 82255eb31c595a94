import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mapInOrder } from "./map-in-order.ts";

test("results come in the order of the items, with no more under way than allowed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 5 })),
      fc.integer({ min: 1, max: 6 }),
      async (turns, concurrency) => {
        let running = 0;
        let most = 0;
        const work = async (index: number): Promise<number> => {
          running += 1;
          most = Math.max(most, running);
          for (let turn = turns[index] ?? 0; turn > 0; turn -= 1) await Promise.resolve();
          running -= 1;
          return index;
        };
        const results: number[] = [];
        for await (const result of mapInOrder(turns.keys(), work, concurrency)) results.push(result);
        expect(results).toEqual([...turns.keys()]);
        expect(most).toBeLessThanOrEqual(concurrency);
      },
    ),
  );
});

test("a failure rejects in its turn, and later failures do not go unhandled", async () => {
  const seen: number[] = [];
  const work = async (item: number): Promise<number> => {
    if (item >= 2) throw new Error(`no ${item}`);
    return item;
  };
  const consume = async (): Promise<void> => {
    for await (const item of mapInOrder([0, 1, 2, 3, 4], work, 3)) seen.push(item);
  };
  await expect(consume()).rejects.toThrow("no 2");
  expect(seen).toEqual([0, 1]);
});
