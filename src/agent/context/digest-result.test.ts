import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../core/tokens.ts";
import { type ContextWindow, windowLimits } from "./context-window.ts";
import { digestResult } from "./digest-result.ts";
import { fitResult } from "./fit-result.ts";
import { splitBlocks } from "./split-blocks.ts";

const words = (text: string): readonly string[] => [...new Set(text.toLowerCase().match(/\p{L}+/gu))];

function windowOf(contextTokens: number): { window: ContextWindow; kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const place = (name: string, text: string) => {
    kept.set(name, text);
    return `results/${name}`;
  };
  const store = {
    place,
    put: async (name: string, text: string) => place(name, text),
  };
  return { kept, window: { limits: windowLimits(contextTokens), terms: words, store } };
}

const page = [
  '<opened_pages>\n<page title="Harbours" url="https://example.org/h">',
  ...Array.from(
    { length: 60 },
    (_, at) =>
      `<passage id="web_${String(at).padStart(8, "0")}" section="Part ${at}">\nPart ${at} tells of ropes. ${"More of ropes and tar. ".repeat(20)}${at === 41 ? "Lighthouse keepers retire at sixty. " : ""}${"Much more of tar. ".repeat(20)}\n</passage>`,
  ),
  "</page>\n</opened_pages>",
].join("\n");

describe("blocks", () => {
  it("are the whole text in order, each at its byte", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "",
        "# A heading",
        '<hit id="web_0123abcd" title="T">',
        "</hit>",
        "护照遗失的。".repeat(400),
      ),
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme", minLength: 1500, maxLength: 3000 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join("\n");
        const blocks = splitBlocks(text);
        expect(blocks.map((block) => block.text).join("")).toBe(text);
        const bytes = Buffer.from(text);
        for (const block of blocks) {
          const size = Buffer.byteLength(block.text);
          if (text.isWellFormed())
            expect(bytes.toString("utf8", block.offset, block.offset + size)).toBe(block.text);
        }
      }),
    );
  });
});

describe("a long result", () => {
  const query = "When do lighthouse keepers retire?";

  it("is kept whole; what answers the question stands in the extract with its id, at the offset it says", () => {
    const { window, kept } = windowOf(64_000);
    const digest = digestResult({ content: page, name: "a.md", query }, window);
    expect(digest).toMatchObject({ storedAs: "results/a.md", whole: page });
    expect(kept.get("a.md")).toBe(page);
    const content = digest?.content ?? "";
    expect(estimateTokens(content)).toBeLessThan(window.limits.result * 1.1);
    expect(content).toContain("results/a.md");
    expect(content).toContain("Lighthouse keepers retire at sixty.");
    expect(content).toContain("web_00000041");
    for (const [, offset = "", start = ""] of content.matchAll(/^\[offset (\d+)[^\]]*\]\n(.{10})/gm)) {
      expect(Buffer.from(page).toString("utf8", Number(offset)).trimStart().startsWith(start)).toBe(true);
    }
    const index = content.slice(content.indexOf("<index>"));
    expect(index).toMatch(/^0: Harbours \(web_00000000/m);
    expect(index.match(/^\d+: /gm)?.length).toBeGreaterThan(5);
  });

  it("stays as it is where it fits, or where there is nowhere to keep it", () => {
    const { window } = windowOf(32_000);
    expect(digestResult({ content: "short", name: "a.md", query }, window)).toBeUndefined();
    const { store: _, ...homeless } = window;
    expect(digestResult({ content: page, name: "a.md", query }, homeless)).toBeUndefined();
  });

  it("is kept under a name that leads nowhere else, and cut instead when it is a page that was asked for", () => {
    const { window, kept } = windowOf(8_000);
    const call = { type: "tool-call", callId: "../../x y", toolName: "file", input: { path: "a" } } as const;
    const output = { content: page, call, turn: 3, question: query };
    fitResult({ ...output, isPaged: false }, window);
    expect([...kept.keys()]).toEqual(["t3-_x_y-file.md"]);
    const cut = fitResult({ ...output, isPaged: true }, window);
    expect(cut.storedAs).toBeUndefined();
    expect(cut.content).toMatch(/^<opened_pages>[^]*Cut behind 2400 of \d+ bytes: ask for at most 2400/);
  });
});
