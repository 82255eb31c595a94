import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeXlsx } from "../../../test/documents/make-xlsx.ts";
import { mutations } from "../../../test/documents/mutate.ts";
import { parseXlsx } from "./parse-xlsx.ts";

describe("a workbook", () => {
  it("gives each sheet as a section, dates as dates and numbers without noise", async () => {
    const bytes = makeXlsx([
      {
        name: "Landings",
        rows: [
          ["Harbour", "Date", "Price"],
          ["North", { date: "2021-03-05" }, 0.1 + 0.2],
          ["West", { date: "2021-03-06" }, 1204],
        ],
      },
      { name: "Remarks", rows: [["The council met."]] },
    ]);
    const outcome = await parseXlsx(bytes, {});
    if (outcome.type === "failure") throw new Error(outcome.message);
    expect(outcome.document.text).toBe(
      "# Landings\n\n| Harbour | Date | Price |\n| --- | --- | --- |\n| North | 2021-03-05 | 0.3 |\n| West | 2021-03-06 | 1204 |\n\n# Remarks\n\nThe council met.",
    );
  });

  it("leaves out empty rows and columns, and parts tables at them", async () => {
    const bytes = makeXlsx([
      {
        name: "Sheet1",
        rows: [["A", undefined, "B"], ["x", undefined, 1], [], ["C", undefined, "D"], ["y", undefined, 2]],
      },
    ]);
    const outcome = await parseXlsx(bytes, {});
    expect(outcome.type === "document" && outcome.document.text).toBe(
      "| A | B |\n| --- | --- |\n| x | 1 |\n\n| C | D |\n| --- | --- |\n| y | 2 |",
    );
  });

  it("says what is wrong with a file that is none", async () => {
    expect(await parseXlsx(new Uint8Array(), {})).toMatchObject({ code: "EMPTY" });
    expect(await parseXlsx(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), {})).toMatchObject({
      code: "ENCRYPTED",
    });
    expect(await parseXlsx(new TextEncoder().encode("PK"), {})).toMatchObject({ code: "CORRUPT" });
    expect(await parseXlsx(makeXlsx([{ name: "Sheet1", rows: [] }]), {})).toMatchObject({ code: "EMPTY" });
  });

  it("ends as a document or a failure, however the file is damaged", async () => {
    const original = makeXlsx([
      {
        name: "Landings",
        rows: [
          ["Harbour", "Price"],
          ["North", 3],
          ["West", 4],
        ],
      },
    ]);
    await fc.assert(
      fc.asyncProperty(mutations(original), async (damaged) => {
        expect(["document", "failure"]).toContain((await parseXlsx(damaged, {})).type);
      }),
      { numRuns: 100 },
    );
  });
});
