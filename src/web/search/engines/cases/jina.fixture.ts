import type { EngineCase } from "../engine-case.fixture.ts";
import { jina } from "../jina.ts";

export const jinaCase: EngineCase = {
  make: jina,
  key: "jina-k3y",
  answers: "jina.json",
  empty: `{"code":200,"status":20000,"data":[]}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet: "The cell kept 91% of its capacity.",
      published: "2024-04-11",
    },
    { url: "https://example.com/data-sheet.pdf", title: "Cell data sheet", snippet: "" },
  ],
  requests: [
    {
      method: "GET",
      path: "/",
      query: {
        q: "solid-state battery & cycle life (site:example.org OR site:example.com) -site:spam.example",
        num: "7",
        hl: "en",
      },
      headers: { authorization: "Bearer jina-k3y", "x-respond-with": "no-content" },
    },
  ],
  unmapped: ["language", "since", "until"],
};
