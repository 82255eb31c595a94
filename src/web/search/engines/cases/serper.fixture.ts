import type { EngineCase } from "../engine-case.fixture.ts";
import { serper } from "../serper.ts";

export const serperCase: EngineCase = {
  make: serper,
  key: "serper-k3y",
  answers: "serper.json",
  empty: `{"searchParameters":{"q":"x"},"organic":[],"credits":1}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet: "The cell kept 91% of its capacity ...",
      published: "2024-04-11",
    },
    {
      url: "https://example.com/data-sheet.pdf",
      title: "Cell data sheet",
      snippet: "Capacity, cycles and limits.",
    },
  ],
  requests: [
    {
      method: "POST",
      path: "/search",
      query: {},
      json: {
        q: "solid-state battery & cycle life (site:example.org OR site:example.com) -site:spam.example",
        num: 7,
        hl: "en",
        tbs: "cdr:1,cd_min:3/1/2024,cd_max:6/30/2024",
      },
      headers: { "x-api-key": "serper-k3y" },
    },
  ],
  unmapped: ["language"],
};
