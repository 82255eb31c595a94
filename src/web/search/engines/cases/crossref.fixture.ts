import { crossref } from "../crossref.ts";
import type { EngineCase } from "../engine-case.fixture.ts";

export const crossrefCase: EngineCase = {
  make: crossref,
  contactUrl: "mailto:ada@example.org",
  answers: "crossref.json",
  empty: `{"status":"ok","message-type":"work-list","message":{"total-results":0,"items":[]}}`,
  results: [
    {
      url: "https://doi.org/10.5555/cells.2024.17",
      title: "Cycle life of sulphide solid-state cells",
      snippet: "Aim We cycled cells at 25 < T < 60 °C. Li6PS5Cl kept 91%.",
      published: "2024-04-11",
      authors: ["Ada Example", "The Sample Consortium"],
      text: [
        "# Cycle life of sulphide solid-state cells",
        "",
        "- Authors: Ada Example, The Sample Consortium",
        "- Published in: Journal of Invented Cells",
        "- Date: 2024-04-11",
        "- DOI: 10.5555/cells.2024.17",
        "- Cited by: 12",
        "",
        "## Abstract",
        "",
        "Aim",
        "",
        "We cycled cells at 25 < T < 60 °C.",
        "",
        "Li6PS5Cl kept 91%.",
      ].join("\n"),
    },
    {
      url: "https://doi.org/10.5555/separators",
      title: "A thesis on separators",
      snippet: "",
      published: "2024",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/works",
      query: {
        "query.bibliographic": "solid-state battery & cycle life",
        rows: "7",
        filter: "from-pub-date:2024-03-01,until-pub-date:2024-06-30",
        select: "DOI,title,abstract,author,container-title,published,is-referenced-by-count",
        mailto: "ada@example.org",
      },
    },
  ],
  unmapped: ["language", "domains", "excludeDomains"],
};
