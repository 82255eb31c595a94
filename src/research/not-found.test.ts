import { expect, test } from "vitest";
import type { Source } from "../core/source.ts";
import type { RunSearch } from "../report/sources/collect-discovery.ts";
import { renderNotFound } from "./not-found.ts";

const searched: RunSearch = {
  queries: ["lost *passport*"],
  failures: ["dead: HTTP 500"],
  sourcesSeen: 3,
  discovery: new Map(),
};

const nearest: Source = {
  id: "0".repeat(64),
  url: "https://travel.example/fees",
  title: "Fees [2026]",
  authors: [],
  publisher: "Travel Office",
  mediaType: "text/html",
  collection: "web",
};

test("the page that came nearest is named with its publisher and its address", () => {
  const text = renderNotFound("What does it cost?", "en", { ...searched, nearest });
  expect(text).toContain(
    "## The nearest page that was found, which does not answer it\n\n" +
      "**Fees \\[2026\\]** — Travel Office — <https://travel.example/fees>\n",
  );
  expect(text).toContain("dead: HTTP 500");
});

test("the same is told in Chinese", () => {
  const text = renderNotFound("费用是多少？", "zh", { ...searched, nearest });
  expect(text).toContain(
    "## 找到的最接近的页面（并未回答该问题）\n\n**Fees \\[2026\\]** — Travel Office — <https://travel.example/fees>\n",
  );
});

test("no page is named where none was found", () => {
  for (const language of ["en", "zh"])
    expect(renderNotFound("What does it cost?", language, searched)).not.toMatch(/nearest|最接近|<http/);
});
