import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openSortedTable } from "./sorted-table.ts";

const tableOf = (rows: readonly (readonly string[])[]) =>
  openSortedTable(Buffer.from(`key\tvalue\n${rows.map((row) => `${row.join("\t")}\n`).join("")}`));

describe("a sorted table", () => {
  test("finds the row of every key that it holds, and of no other", () => {
    const name = fc.stringMatching(/^[a-z0-9.-]{1,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), name, fc.string({ maxLength: 5 }), (keys, other, text) => {
        const value = text.replaceAll(/[\t\n]/g, " ");
        const rows = keys.toSorted((a, b) => (a < b ? -1 : 1)).map((key) => [key, `${value} 新`]);
        const table = tableOf(rows);
        expect([...table.rows()]).toEqual(rows);
        for (const key of [...keys, other])
          expect(table.find(key)).toEqual(keys.includes(key) ? [key, `${value} 新`] : undefined);
      }),
    );
  });

  test("may be empty, lack the last line break, or have rows of one column", () => {
    expect(tableOf([]).find("a")).toBeUndefined();
    expect(openSortedTable(Buffer.from("key\na\nb")).find("b")).toEqual(["b"]);
    expect(openSortedTable(Buffer.from("key\na\nb")).find("key")).toBeUndefined();
  });
});
