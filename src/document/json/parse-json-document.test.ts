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
      "# Breakwater\n\n- _id: 1\n\nThe council met.\n\nIt agreed.\n\n# Beacon\n\n- _id: 2\n\nIt is moved.",
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
    expect(document.text).toBe(
      "- name: North\n\n# depth\n\n- high: 7\n- low: 3.5\n\n# ships\n\n- a\n- b\n\n- open: true",
    );
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
