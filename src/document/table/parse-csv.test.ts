import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedDocument } from "../document.ts";
import { parseCsv } from "./parse-csv.ts";

async function read(text: string, name?: string): Promise<ParsedDocument> {
  const outcome = await parseCsv(new TextEncoder().encode(text), name === undefined ? {} : { name });
  if (outcome.type === "failure") throw new Error(outcome.message);
  return outcome.document;
}

describe("delimited text", () => {
  it.each([
    [",", "Harbour,Landings,Price\nNorth,12,3.5\nWest,7,2.9\n"],
    [";", "Harbour;Landings;Price\nNorth;12;3,5\nWest;7;2,9\n"],
    ["tab", "Harbour\tLandings\tPrice\nNorth, upper\t12\t3.5\nWest, lower\t7\t2.9\n"],
    ["|", "Harbour|Landings|Price\nNorth|12|3.5\nWest|7|2.9\n"],
  ])("is divided at %s", async (_, text) => {
    const document = await read(text);
    expect(document.text).toMatch(/^\| Harbour \| Landings \| Price \|\n\| --- \| --- \| --- \|\n\| North/);
  });

  it("keeps delimiters, quotes and line ends inside quotation marks", async () => {
    const document = await read('Name,Remark\n"Harrow, Ada","said ""no""\nand left"\nLin,none\n');
    expect(document.text).toContain('| Harrow, Ada | said "no" and left |');
  });

  it("forgives ragged rows and stray quotes", async () => {
    const document = await read('a,b,c\n1,2\n3,4,5,6\n7,8 "x",9\n');
    expect(document.text).toContain("| 1 | 2 |");
    expect(document.text).toContain("| 3 | 4 | 5 | 6 |");
    expect(document.text).toContain('8 "x"');
  });

  it("repeats the header in every passage of a long table", async () => {
    const rows = Array.from({ length: 400 }, (_, at) => `Quay number ${at},${at * 3}`);
    const document = await read(`Quay,Landings\n${rows.join("\n")}\n`);
    expect(document.passages.length).toBeGreaterThan(3);
    for (const passage of document.passages) expect(passage.text).toMatch(/^\| Quay \| Landings \|/);
  });

  it("takes years over numbers for names, and other numbers for values", async () => {
    expect((await read("Quay,2019,2020\nNorth,12,14\nWest,7,9\n")).text).toMatch(
      /^\| Quay \| 2019 \| 2020 \|/,
    );
    expect((await read("1,12,14\n2,7,9\n3,5,1\n")).text).toMatch(/^\| {2}\| {2}\| {2}\|\n/);
  });

  it("reads rows of prose as sections under their titles", async () => {
    const prose = "The council met to consider the repair of the northern breakwater before winter. "
      .repeat(12)
      .trim();
    const document = await read(`title,year,text\nBreakwater,2021,"${prose}"\nBeacon,2022,"${prose}"\n`);
    expect(document.text).toMatch(/# Breakwater\n\nThe council met[^#]*\n\n- year: 2021\n\n# Beacon/);
    expect(document.passages[0]?.headingPath).toEqual(["Breakwater"]);
  });

  it("keeps a title above the table", async () => {
    const document = await read("Landings by harbour,,\n,,\nHarbour,Landings,Price\nNorth,12,3.5\n");
    expect(document.text).toBe(
      "Landings by harbour\n\n| Harbour | Landings | Price |\n| --- | --- | --- |\n| North | 12 | 3.5 |",
    );
  });

  it("reads Chinese in GB 18030", async () => {
    const encoded = new Uint8Array([
      0xb8, 0xdb, 0xbf, 0xda, 0x2c, 0xbc, 0xdb, 0xb8, 0xf1, 0x0a, 0xb1, 0xb1, 0xb8, 0xdb, 0x2c, 0x33, 0x0a,
      0xce, 0xf7, 0xb8, 0xdb, 0x2c, 0x34, 0x0a,
    ]);
    const outcome = await parseCsv(encoded, { contentType: "text/csv; charset=gb18030" });
    expect(outcome.type === "document" && outcome.document.text).toContain("| 港口 | 价格 |");
  });

  it("says that a file is empty", async () => {
    expect(await parseCsv(new TextEncoder().encode(" \n\n"), {})).toMatchObject({ code: "EMPTY" });
  });

  it("keeps every cell of any table", async () => {
    const cell = fc.stringMatching(/^[a-z]{1,8}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 20 }),
        async (rows) => {
          const { text } = await read(rows.map((row) => row.join(",")).join("\n"));
          for (const row of rows) expect(text).toContain(`| ${row.join(" | ")} |`);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("ends as a document or a failure for any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect(["document", "failure"]).toContain((await parseCsv(bytes, {})).type);
      }),
    );
  });
});
