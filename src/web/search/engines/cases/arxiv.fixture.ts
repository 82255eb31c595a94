import { arxiv } from "../arxiv.ts";
import type { EngineCase } from "../engine-case.fixture.ts";

export const arxivCase: EngineCase = {
  make: arxiv,
  answers: "arxiv.xml",
  empty: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title></feed>`,
  results: [
    {
      url: "https://arxiv.org/abs/2404.00001",
      title: "Cycle life of sulphide solid-state cells",
      snippet: "We cycled cells at $T < 60$ degrees a thousand times.",
      published: "2024-04-11T09:30:00.000Z",
      authors: ["Ada Example", "Bo Sample"],
      text: [
        "# Cycle life of sulphide solid-state cells",
        "",
        "- Authors: Ada Example, Bo Sample",
        "- Published in: arXiv J. Inv. Cells 3 (2024) 17",
        "- Date: 2024-04-11",
        "- DOI: 10.5555/cells.2024.17",
        "- Free to read: https://arxiv.org/pdf/2404.00001v2",
        "",
        "## Abstract",
        "",
        "We cycled cells at $T < 60$ degrees a thousand times.",
      ].join("\n"),
    },
    {
      url: "https://arxiv.org/abs/cond-mat/0404001",
      title: "Separators",
      snippet: "Glass separators.",
      published: "2024-04-12T09:30:00.000Z",
      authors: ["Cy Instance"],
      text: [
        "# Separators",
        "",
        "- Authors: Cy Instance",
        "- Published in: arXiv",
        "- Date: 2024-04-12",
        "",
        "## Abstract",
        "",
        "Glass separators.",
      ].join("\n"),
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/query",
      query: {
        search_query:
          "(all:solid-state OR all:battery OR all:cycle OR all:life) AND submittedDate:[202403010000 TO 202406302359]",
        start: "0",
        max_results: "7",
        sortBy: "relevance",
        sortOrder: "descending",
      },
    },
  ],
  unmapped: ["language", "domains", "excludeDomains"],
};
