import type { EngineCase } from "../engine-case.fixture.ts";
import { gdelt } from "../gdelt.ts";

export const gdeltCase: EngineCase = {
  make: gdelt,
  answers: "gdelt.json",
  empty: "{}",
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell, says maker \\d",
      snippet: "News (example.org, United States, English)",
      published: "2024-04-11T09:30:00.000Z",
    },
    {
      url: "https://example.com/nachrichten/zellen",
      title: "Zellen halten länger",
      snippet: "News (example.com, Germany, German)",
      published: "2024-04-12T06:00:00.000Z",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/doc/doc",
      query: {
        query:
          "solid-state battery cycle life (domain:example.org OR domain:example.com) -domain:spam.example sourcelang:english",
        mode: "ArtList",
        format: "json",
        maxrecords: "7",
        sort: "HybridRel",
        startdatetime: "20240301000000",
        enddatetime: "20240630235959",
      },
    },
  ],
  unmapped: [],
};
