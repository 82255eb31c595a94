import fc from "fast-check";
import { expect, it } from "vitest";
import type { Evidence } from "../core/source.ts";
import { EvidenceLog } from "./evidence-log.ts";

function evidence(id: string, text: string): Evidence {
  return {
    citationId: id,
    source: {
      id,
      url: "https://example.org/",
      title: id,
      authors: [],
      mediaType: "text/html",
      collection: "web",
    },
    passage: { index: 0, kind: "paragraph", headingPath: [], text, start: 0, end: 1 },
  };
}

it("behaves like a map that is copied at each addition, also where runs branch", () => {
  const ids = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const step = fc.record({ from: fc.nat(), ids: fc.array(ids, { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const logs: { log: EvidenceLog; expected: Map<string, Evidence> }[] = [
        { log: EvidenceLog.empty(), expected: new Map() },
      ];
      for (const [number, { from, ids: added }] of steps.entries()) {
        const base = logs[from % logs.length];
        if (base === undefined) throw new Error("there is always a first log");
        const items = added.map((id) => evidence(id, String(number)));
        const expected = new Map(base.expected);
        for (const item of items) if (!expected.has(item.citationId)) expected.set(item.citationId, item);
        logs.push({ log: base.log.with(items), expected });
      }
      for (const { log, expected } of logs) {
        expect([...log]).toEqual([...expected]);
        expect(log.size).toBe(expected.size);
        expect([...log.keys()]).toEqual([...expected.keys()]);
        expect([...log.values()]).toEqual([...expected.values()]);
        for (const id of "abcdefg") expect(log.get(id)).toBe(expected.get(id));
      }
    }),
  );
});
