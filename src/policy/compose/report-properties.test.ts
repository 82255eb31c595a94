import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BriefFixture, briefFrom, idOf } from "./brief.fixture.ts";
import { composeReport } from "./compose-report.ts";
import {
  embassy,
  inside,
  fees,
  report,
  lost,
  probation,
  wages,
  trialSale,
  labour,
  old,
  current,
  versions,
} from "./reports.fixture.ts";

/** Numbers as they stand, without separators. */
const numbersOf = (text: string): readonly string[] =>
  (text.match(/\d+(?:[.,]\d+)*|[一二三四五六七八九十百千]+(?=[年月日个倍元]|分之)/g) ?? []).map((found) =>
    found.replace(/,/g, ""),
  );

describe("every report", () => {
  const pool = [embassy, inside, fees, report, probation, wages, trialSale, old, current];
  const briefs = fc.record({
    fixture: fc.constantFrom(lost, labour, versions),
    passages: fc.uniqueArray(fc.constantFrom(...pool), {
      minLength: 1,
      maxLength: pool.length,
      selector: idOf,
    }),
    relevance: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
  });
  const make = ({
    fixture,
    passages,
    relevance,
  }: typeof briefs extends fc.Arbitrary<infer T> ? T : never): BriefFixture => ({
    ...fixture,
    passages: passages.map((passage, index) => ({
      ...passage,
      relevance: relevance[index] ?? 0.5,
    })),
  });

  test("cites only passages of its brief, and every number stands in the passage that is cited for it", () => {
    fc.assert(
      fc.property(briefs, (drawn) => {
        const fixture = make(drawn);
        const text = composeReport(briefFrom(fixture)) ?? "";
        const byId = new Map(
          fixture.passages.map((passage) => [idOf(passage), passage.text.replace(/,/g, "")]),
        );
        for (const line of text.split("\n")) {
          for (const cell of line.split(" | ")) {
            let rest = cell;
            for (const [mark, id] of cell.matchAll(/\\cite\{([^}]*)\}/g)) {
              expect(byId.has(id ?? "")).toBe(true);
              const claim = rest
                .slice(0, rest.indexOf(mark))
                .replace(/第[一-龥]{1,6}条|\*\*[^*]{1,40}：\*\*/g, "");
              for (const number of numbersOf(claim)) expect(byId.get(id ?? "")).toContain(number);
              rest = rest.slice(rest.indexOf(mark) + mark.length);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("leaves no line of facts without a citation", () => {
    const own =
      /^(?:#|\| ---|\| [^|]*\| [^|]*\|$|(?:- )?\*\*[^*]+\*\* *$|\|? *$)|No source|Nothing sufficient|The sources give|evidence comes|所查来源|没有找到足够|检索到|见“|See “/;
    fc.assert(
      fc.property(briefs, (drawn) => {
        const text = composeReport(briefFrom(make(drawn))) ?? "";
        for (const line of text.split("\n")) if (!own.test(line)) expect(line).toContain("\\cite{");
      }),
      { numRuns: 60 },
    );
  });

  test("is the same for the same brief, and is well-formed Markdown", () => {
    fc.assert(
      fc.property(briefs, (drawn) => {
        const fixture = make(drawn);
        const text = composeReport(briefFrom(fixture));
        expect(composeReport(briefFrom(fixture))).toBe(text);
        if (text === undefined) return;
        expect(text).toMatch(/^# .+\n\n## /);
        for (const block of text.split("\n\n")) {
          expect((block.match(/\*\*/g) ?? []).length % 2).toBe(0);
          const rows = block.split("\n").filter((line) => line.startsWith("|"));
          const columns = new Set(rows.map((row) => row.split(/(?<!\\)\|/).length));
          expect(columns.size).toBeLessThanOrEqual(1);
        }
        expect(text).not.toMatch(/\n{3,}|\]\(|undefined/);
      }),
      { numRuns: 60 },
    );
  });
});
