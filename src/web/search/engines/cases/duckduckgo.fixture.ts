import { duckduckgo } from "../duckduckgo.ts";
import type { EngineCase } from "../engine-case.fixture.ts";

export const duckduckgoCase: EngineCase = {
  make: duckduckgo,
  answers: "duckduckgo.html",
  empty: `<html><body><div class="results"><div class="no-results">No  results.</div></div></body></html>`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles?a=1&b=2",
      title: "A thousand cycles in a solid-state cell",
      snippet: "The cell kept 91% of its capacity & more.",
    },
    { url: "https://example.com/data-sheet.pdf", title: "Cell data sheet", snippet: "" },
  ],
  requests: [
    {
      method: "GET",
      path: "/html",
      query: {
        q: "solid-state battery & cycle life (site:example.org OR site:example.com) -site:spam.example",
        kl: "us-en",
        df: "2024-03-01..2024-06-30",
      },
    },
  ],
  unmapped: ["language"],
};
