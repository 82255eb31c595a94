import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedDocument } from "../document.ts";
import { parseJsonDocument } from "./parse-json-document.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(text: string): Promise<ParsedDocument> {
  const outcome = await parseJsonDocument(bytes(text), {});
  if (outcome.type === "failure") throw new Error(outcome.message);
  return outcome.document;
}

describe("JSON", () => {
  it("makes each line of documents a section", async () => {
    const lines = [
      { _id: "1", title: "Breakwater", text: "The council met.\n\nIt agreed." },
      { _id: "2", title: "Beacon", text: "It is moved." },
    ];
    const document = await read(lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(document.mediaType).toBe("application/jsonl");
    expect(document.text).toBe(
      "# Breakwater\n\nThe council met.\n\nIt agreed.\n\n- _id: 1\n\n# Beacon\n\nIt is moved.\n\n- _id: 2",
    );
    expect(document.passages.at(-1)?.headingPath).toEqual(["Beacon"]);
  });

  it("reads an object that is a document, with its metadata", async () => {
    const document = await read(
      JSON.stringify({
        title: "Beacon",
        url: "https://harbour.example/beacon",
        date: "2021-03-05T08:00:00Z",
        author: "Ada Harrow",
        content: "It is moved.",
      }),
    );
    expect(document).toMatchObject({
      title: "Beacon",
      published: "2021-03-05",
      authors: ["Ada Harrow"],
      canonicalUrl: "https://harbour.example/beacon",
    });
    expect(document.text).toContain("It is moved.");
  });

  it("writes other values readably", async () => {
    const document = await read(
      JSON.stringify({
        name: "North",
        depth: { high: 7, low: 3.5 },
        ships: ["a", "b"],
        open: true,
        owner: null,
      }),
    );
    expect(document.text).toBe("# North\n\n- ships: a, b\n- open: true\n\n## depth\n\n- high: 7\n- low: 3.5");
  });

  it("makes one table of short flat records, also inside a wrapper", async () => {
    const rows = [
      { city: "Bern", people: 134_794 },
      { city: "Basel", people: 173_863 },
    ];
    for (const value of [rows, { data: rows }]) {
      const document = await read(JSON.stringify(value));
      expect(document.text).toBe("| city | people |\n| --- | --- |\n| Bern | 134794 |\n| Basel | 173863 |");
    }
  });

  it("keeps all digits of long numbers", async () => {
    expect((await read('{"id": 12345678901234567890, "share": 0.10000000000000001}')).text).toBe(
      "- id: 12345678901234567890\n- share: 0.10000000000000001",
    );
  });

  it("leaves out a few bad lines and says so, and refuses a file of bad lines", async () => {
    const good = Array.from({ length: 9 }, (_, at) => JSON.stringify({ title: `T${at}`, text: "x" }));
    const document = await read([...good, "{broken"].join("\n"));
    expect(document.warnings).toEqual(["1 lines are not JSON and were left out."]);
    expect(await parseJsonDocument(bytes("{broken\n{again\n"), {})).toMatchObject({ code: "CORRUPT" });
    expect(await parseJsonDocument(bytes("  "), {})).toMatchObject({ code: "EMPTY" });
    expect(await parseJsonDocument(bytes("{}"), {})).toMatchObject({ code: "EMPTY" });
  });

  it("survives nesting that no reader would follow", async () => {
    const deep = `${"[".repeat(100_000)}1${"]".repeat(100_000)}`;
    expect(["document", "failure"]).toContain((await parseJsonDocument(bytes(deep), {})).type);
    const nested = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    expect(["document", "failure"]).toContain((await parseJsonDocument(bytes(nested), {})).type);
  });

  it("says every word of the JSON, and its passages are exact", async () => {
    const word = fc.stringMatching(/^[a-z]{3,12}$/);
    const leaf = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(word, tie("value"), { maxKeys: 4 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (json) => {
        const outcome = await parseJsonDocument(bytes(JSON.stringify(json)), {});
        if (outcome.type === "failure") return;
        const { text, passages } = outcome.document;
        const stored = Buffer.from(text);
        for (const { start, end, text: passage } of passages)
          expect(stored.subarray(start, end).toString()).toBe(passage);
        for (const said of wordsOf(json)) expect(text).toContain(said);
      }),
      { numRuns: 200 },
    );
  });

  it("ends as a document or a failure for any value and any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        expect(["document", "failure"]).toContain((await parseJsonDocument(bytes(text), {})).type);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (data) => {
        expect(["document", "failure"]).toContain((await parseJsonDocument(data, {})).type);
      }),
    );
  });
});

function wordsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(wordsOf) : [];
}
