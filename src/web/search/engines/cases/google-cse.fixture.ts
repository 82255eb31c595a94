import type { EngineCase } from "../engine-case.fixture.ts";
import { googleCse } from "../google-cse.ts";

export const googleCseCase: EngineCase = {
  make: googleCse,
  key: "AIza-k3y",
  account: "0123456789:abc",
  answers: "google-cse.json",
  empty: `{"kind":"customsearch#search","searchInformation":{"totalResults":"0"}}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet: "Apr 11, 2024 ... The cell kept 91% of its capacity.",
      published: "2024-04-11T09:30:00.000Z",
    },
    {
      url: "https://example.com/data-sheet.pdf",
      title: "Cell data sheet",
      snippet: "Capacity, cycles and limits.",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/v1",
      query: {
        key: "AIza-k3y",
        cx: "0123456789:abc",
        q: "solid-state battery & cycle life (site:example.org OR site:example.com) -site:spam.example",
        num: "7",
        lr: "lang_en",
        sort: "date:r:20240301:20240630",
      },
    },
  ],
  unmapped: [],
};
