import type { EngineCase } from "../engine-case.fixture.ts";
import { semanticScholar } from "../semantic-scholar.ts";

export const semanticScholarCase: EngineCase = {
  make: semanticScholar,
  key: "s2-k3y",
  answers: "semantic-scholar.json",
  empty: `{"total":0,"offset":0}`,
  results: [
    {
      url: "https://doi.org/10.5555/cells.2024.17",
      title: "Cycle life of sulphide solid-state cells",
      snippet: "We cycled cells a thousand times; the cells kept 91%.",
      published: "2024-04-11",
      authors: ["Ada Example"],
      text: [
        "# Cycle life of sulphide solid-state cells",
        "",
        "- Authors: Ada Example",
        "- Published in: Journal of Invented Cells",
        "- Date: 2024-04-11",
        "- DOI: 10.5555/cells.2024.17",
        "- Free to read: https://repository.example.org/17.pdf",
        "- Cited by: 12",
        "",
        "## Abstract",
        "",
        "We cycled cells a thousand times; the cells kept 91%.",
      ].join("\n"),
    },
    {
      url: "https://arxiv.org/abs/2405.00001",
      title: "Separators",
      snippet: "Separators made of glass.",
      published: "2024",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/paper/search",
      query: {
        query: "solid state battery & cycle life",
        limit: "7",
        fields:
          "url,title,abstract,venue,year,publicationDate,citationCount,authors,externalIds,openAccessPdf,tldr",
        publicationDateOrYear: "2024-03-01:2024-06-30",
      },
      headers: { "x-api-key": "s2-k3y" },
    },
  ],
  unmapped: ["language", "domains", "excludeDomains"],
};
