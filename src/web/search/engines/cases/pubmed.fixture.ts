import type { EngineCase } from "../engine-case.fixture.ts";
import { pubmed } from "../pubmed.ts";

export const pubmedCase: EngineCase = {
  make: pubmed,
  key: "ncbi-k3y",
  contactUrl: "mailto:ada@example.org",
  answers: { "/esearch.fcgi": "pubmed-search.json", "/efetch.fcgi": "pubmed-articles.xml" },
  empty: `{"header":{"type":"esearch"},"esearchresult":{"count":"0","retmax":"0","retstart":"0","idlist":[]}}`,
  results: [
    {
      url: "https://pubmed.ncbi.nlm.nih.gov/39000001/",
      title: "Implanted cells and their cycle life",
      snippet: "BACKGROUND: Batteries of implants are <10 mm. RESULTS: They kept 91%.",
      published: "2024-04-11",
      authors: ["Ada Example", "Sample Group"],
      language: "en",
      text: [
        "# Implanted cells and their cycle life",
        "",
        "- Authors: Ada Example, Sample Group",
        "- Published in: Invented Medicine",
        "- Date: 2024-04-11",
        "- DOI: 10.5555/med.2024.9",
        "- Free to read: https://pmc.ncbi.nlm.nih.gov/articles/PMC11000001/",
        "",
        "## Abstract",
        "",
        "BACKGROUND: Batteries of implants are <10 mm.",
        "",
        "RESULTS: They kept 91%.",
      ].join("\n"),
    },
    {
      url: "https://pubmed.ncbi.nlm.nih.gov/39000002/",
      title: "A letter on separators",
      snippet: "",
      published: "2024",
      language: "zh",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/esearch.fcgi",
      query: {
        db: "pubmed",
        term: "(solid-state battery & cycle life) AND eng[la]",
        retmax: "7",
        retmode: "json",
        sort: "relevance",
        datetype: "pdat",
        mindate: "2024/03/01",
        maxdate: "2024/06/30",
        tool: "deepwell",
        email: "ada@example.org",
        api_key: "ncbi-k3y",
      },
    },
    {
      method: "GET",
      path: "/efetch.fcgi",
      query: {
        db: "pubmed",
        id: "39000001,39000002",
        retmode: "xml",
        tool: "deepwell",
        email: "ada@example.org",
        api_key: "ncbi-k3y",
      },
    },
  ],
  unmapped: ["domains", "excludeDomains"],
};
