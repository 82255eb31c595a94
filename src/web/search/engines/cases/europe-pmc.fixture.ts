import type { EngineCase } from "../engine-case.fixture.ts";
import { europePmc } from "../europe-pmc.ts";

export const europePmcCase: EngineCase = {
  make: europePmc,
  answers: "europe-pmc.json",
  empty: `{"version":"6.9","hitCount":0,"resultList":{"result":[]}}`,
  results: [
    {
      url: "https://doi.org/10.5555/med.2024.9",
      title: "Implanted cells and their cycle life",
      snippet: "Background: Batteries of implants are <10 mm. Results: They kept 91%.",
      published: "2024-04-11",
      authors: ["Example A", "Sample B"],
      language: "en",
      text: [
        "# Implanted cells and their cycle life",
        "",
        "- Authors: Example A, Sample B",
        "- Published in: Invented Medicine",
        "- Date: 2024-04-11",
        "- DOI: 10.5555/med.2024.9",
        "- Free to read: https://pmc.ncbi.nlm.nih.gov/articles/PMC11000001/",
        "- Cited by: 3",
        "",
        "## Abstract",
        "",
        "Background: Batteries of implants are <10 mm.",
        "",
        "Results: They kept 91%.",
      ].join("\n"),
    },
    {
      url: "https://europepmc.org/article/PPR/PPR900001",
      title: "A preprint on separators",
      snippet: "",
      published: "2024-05-02",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/search",
      query: {
        query: "(solid-state battery cycle life) AND FIRST_PDATE:[2024-03-01 TO 2024-06-30] AND LANG:eng",
        resultType: "core",
        format: "json",
        pageSize: "7",
      },
    },
  ],
  unmapped: ["domains", "excludeDomains"],
};
