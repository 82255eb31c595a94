import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "../agent/events.ts";
import { openJournal, readJournal } from "./journal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-journal-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const turnEnd = (turn: number): RunEvent => ({ type: "turn-end", turn });
const said = (turn: number, text: string): RunEvent => ({
  type: "message-end",
  turn,
  message: { role: "assistant", parts: [{ type: "text", text }] },
});

async function written(name: string, events: readonly RunEvent[]): Promise<string> {
  const file = path.join(folder, name);
  await rm(file, { force: true });
  const { journal } = await openJournal(file);
  for (const event of events) await journal.append(event);
  await journal.close();
  return file;
}

describe("journal", () => {
  it("gives back the events that were appended, whatever text they hold", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "binary", maxLength: 40 }), { maxLength: 8 }),
        async (texts) => {
          const events = texts.map((text, index) => said(index + 1, text));
          // What JSON cannot hold (lone surrogates stay escaped) is compared after one round trip.
          expect(await readJournal(await written("any", events))).toEqual(JSON.parse(JSON.stringify(events)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("does not keep events that are only parts of a later one", async () => {
    const file = await written("transient", [{ type: "text-delta", turn: 1, text: "a" }, turnEnd(1)]);
    expect(await readJournal(file)).toEqual([turnEnd(1)]);
  });

  it("reads the whole records before a cut at any byte, and appends cleanly after it", async () => {
    const events = [said(1, "水"), turnEnd(1), said(2, "b"), turnEnd(2)];
    const whole = await readFile(await written("whole", events));
    const ends = [...whole.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1);
    for (let cut = 0; cut <= whole.length; cut++) {
      const file = path.join(folder, "cut");
      await writeFile(file, whole);
      await truncate(file, cut);
      const kept = ends.filter((end) => end <= cut).length;
      const { journal, events: recovered } = await openJournal(file);
      expect(recovered).toEqual(events.slice(0, kept));
      await journal.append(turnEnd(9));
      await journal.close();
      expect(await readJournal(file)).toEqual([...events.slice(0, kept), turnEnd(9)]);
    }
  });

  it("stops at a record whose bytes were changed", async () => {
    const file = await written("flipped", [turnEnd(1), turnEnd(2), turnEnd(3)]);
    await writeFile(file, (await readFile(file, "utf8")).replace('"turn":2', '"turn":7'));
    expect(await readJournal(file)).toEqual([turnEnd(1)]);
  });

  it("cuts nothing off where good records stand behind a damaged one", async () => {
    const file = await written("damaged", [turnEnd(1), turnEnd(2), turnEnd(3)]);
    const damaged = (await readFile(file, "utf8")).replace('"turn":2', '"turn":7');
    await writeFile(file, damaged);
    await expect(openJournal(file)).rejects.toMatchObject({
      code: "RUN_INVALID",
      why: expect.stringContaining("record 2"),
    });
    expect(await readFile(file, "utf8")).toBe(damaged);
  });

  it("cuts off what the power left of records that shared a sync, in whatever order they came to the disk", async () => {
    const file = path.join(folder, "batch");
    const { journal } = await openJournal(file);
    await journal.append(turnEnd(1));
    await Promise.all([2, 3, 4].map((turn) => journal.append(turnEnd(turn))));
    await journal.close();
    await writeFile(file, (await readFile(file, "utf8")).replace('"turn":3', '"turn":\0'));
    const { journal: again, events } = await openJournal(file);
    expect(events).toEqual([turnEnd(1), turnEnd(2)]);
    await again.append(turnEnd(9));
    await again.close();
    expect(await readJournal(file)).toEqual([turnEnd(1), turnEnd(2), turnEnd(9)]);
  });

  it("cuts nothing off where the damaged record had been on disk when a later one was written", async () => {
    const file = path.join(folder, "later");
    const { journal } = await openJournal(file);
    await Promise.all([1, 2].map((turn) => journal.append(turnEnd(turn))));
    await Promise.all([3, 4].map((turn) => journal.append(turnEnd(turn))));
    await journal.close();
    await writeFile(file, (await readFile(file, "utf8")).replace('"turn":2', '"turn":\0'));
    await expect(openJournal(file)).rejects.toMatchObject({ code: "RUN_INVALID" });
  });

  it("refuses records of a newer version whatever else they look like, and leaves them as they are", async () => {
    const file = await written("other", [turnEnd(1)]);
    await appendFile(file, '{"v":99,"payload":"AAAA"}\n');
    const before = await readFile(file, "utf8");
    await expect(openJournal(file)).rejects.toMatchObject({ code: "RUN_INVALID", fix: "update Deepwell" });
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("refuses a journal of a newer version and says so", async () => {
    const file = await written("newer", [turnEnd(1)]);
    await appendFile(file, (await readFile(file, "utf8")).replace(/^\{"v":\d+/, '{"v":99'));
    await expect(readJournal(file)).rejects.toMatchObject({ code: "RUN_INVALID", fix: "update Deepwell" });
  });
});
