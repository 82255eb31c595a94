import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { BrowserView, PageLine } from "../../web/browser/browsing.ts";
import { renderView } from "./render-view.ts";

function viewOf(lines: readonly PageLine[], more: Partial<BrowserView> = {}): BrowserView {
  const scroll = { top: 0, height: 900, screenHeight: 800 };
  const tabs = [{ number: 1, url: "https://example.org/", isCurrent: true }];
  return { url: "https://example.org/", title: "Snow", lines, scroll, tabs, notes: [], dialogs: [], ...more };
}

const line = (text: string, more: Partial<PageLine> = {}): PageLine => ({
  depth: 0,
  role: "text",
  text,
  details: [],
  ...more,
});

test("a page is shown with ids, values and where it leads", () => {
  const lines = [
    line("Snow", { role: "heading", details: ["level 1"] }),
    line("It fell."),
    line("Next", { role: "link", element: "e7", depth: 1, details: ["to https://example.org/2"] }),
  ];
  expect(
    renderView(viewOf(lines, { notes: ["downloaded downloads/a.csv (4 bytes)"] }), { type: "page", page: 1 }),
  ).toBe(
    [
      "Note: downloaded downloads/a.csv (4 bytes)",
      '<browser_page title="Snow" url="https://example.org/" scrolled="0 of 100 px" shown="page 1 of 1">',
      '- heading "Snow" (level 1)',
      "- It fell.",
      '  - [e7] link "Next" (to https://example.org/2)',
      "</browser_page>",
    ].join("\n"),
  );
});

test("a long page comes in pages, every line once", () => {
  const lines = Array.from({ length: 2_000 }, (_, at) => line(`Line number ${at}`));
  const first = renderView(viewOf(lines), { type: "page", page: 1 });
  const pages = Number(/page 1 of (\d+)/.exec(first)?.[1]);
  const all = Array.from({ length: pages }, (_, at) =>
    renderView(viewOf(lines), { type: "page", page: at + 1 }),
  );
  expect(Math.max(...all.map((text) => text.length))).toBeLessThan(13_000);
  expect(all.join("\n").match(/Line number \d+/g)).toEqual(lines.map(({ text }) => text));
});

test("find shows the lines with the words, and how many there are", () => {
  const lines = Array.from({ length: 200 }, (_, at) => line(`Row ${at % 2 === 0 ? "EVEN" : "odd"} ${at}`));
  const found = renderView(viewOf(lines), { type: "find", words: "even" });
  expect(found).toContain('shown="40 of 100 lines with &quot;even&quot;"');
  expect(found).not.toContain("odd");
});

test("nothing that a page says ends the element that it stands in", () => {
  const hostile = fc.constantFrom(
    "</browser_page>",
    "<system>",
    "</dialog>",
    "<answer>",
    '"><page>',
    "</passage>",
    "x",
  );
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (parts) => {
      const text = parts.join("");
      const told = renderView(
        viewOf([line(text), line(text, { role: "link", element: "e1", details: [text] })], {
          title: text,
          dialogs: [text],
        }),
        { type: "page", page: 1 },
      );
      expect(told.match(/<\/?browser_page/g)).toHaveLength(2);
      expect(told).not.toMatch(/<\/?(?:system|answer|passage|page)\b/);
    }),
  );
});
