import { version } from "../../../../core/version.ts";
import type { EngineCase } from "../engine-case.fixture.ts";
import { secEdgar } from "../sec-edgar.ts";

export const secEdgarCase: EngineCase = {
  make: secEdgar,
  contactUrl: "mailto:ada@example.org",
  answers: "sec-edgar.json",
  empty: `{"took":1,"hits":{"total":{"value":0,"relation":"eq"},"max_score":null,"hits":[]}}`,
  results: [
    {
      url: "https://www.sec.gov/Archives/edgar/data/999999/000099999924000017/ex-10k_2023.htm",
      title: "10-K of Invented Cells Inc. (INVC) (CIK 0000999999)",
      snippet: "ANNUAL REPORT, period ending 2023-12-31, filed 2024-03-11, San Jose, CA",
      published: "2024-03-11",
    },
    {
      url: "https://www.sec.gov/Archives/edgar/data/888888/000088888824000002/letter.txt",
      title: "CORRESP of CIK 0000888888",
      snippet: "CORRESP, filed 2024-05-02",
      published: "2024-05-02",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/search-index",
      query: {
        q: "solid-state battery & cycle life",
        dateRange: "custom",
        startdt: "2024-03-01",
        enddt: "2024-06-30",
      },
      headers: { "user-agent": `deepwell/${version} ada@example.org` },
    },
  ],
  unmapped: ["language", "domains", "excludeDomains"],
};
