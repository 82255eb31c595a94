import type { EngineCase } from "../engine-case.fixture.ts";
import { openalex } from "../openalex.ts";

export const openalexCase: EngineCase = {
  make: openalex,
  key: "oa-k3y",
  contactUrl: "mailto:ada%40example.org?subject=robots",
  answers: "openalex.json",
  empty: `{"meta":{"count":0},"results":[],"group_by":[]}`,
  results: [
    {
      url: "https://doi.org/10.5555/cells.2024.17",
      title: "Cycle life of sulphide solid-state cells",
      snippet: "We cycled cells a thousand times; the cells kept 91%.",
      published: "2024-04-11",
      authors: ["Ada Example", "Bo Sample"],
      language: "en",
      text: [
        "# Cycle life of sulphide solid-state cells",
        "",
        "- Authors: Ada Example, Bo Sample",
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
      url: "https://theses.example.org/2",
      title: "A thesis on separators",
      snippet: "",
      published: "2024-05",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/works",
      query: {
        search: "solid-state battery & cycle life",
        filter: "from_publication_date:2024-03-01,to_publication_date:2024-06-30,language:en",
        per_page: "7",
        select:
          "id,display_name,doi,publication_date,language,cited_by_count,primary_location,best_oa_location,authorships,abstract_inverted_index",
        api_key: "oa-k3y",
        mailto: "ada@example.org",
      },
    },
  ],
  unmapped: ["domains", "excludeDomains"],
};
