import type { EngineCase } from "../engine-case.fixture.ts";
import { worldBank } from "../world-bank.ts";

export const worldBankCase: EngineCase = {
  make: worldBank,
  answers: {
    "/en/source/2/indicator": "world-bank-indicators.json",
    "/en/country": "world-bank-countries.json",
    "/en/country/WLD/indicator/SP.DYN.LE00.IN": "world-bank-figures.json",
  },
  empty: `[{"page":0,"pages":0,"per_page":0,"total":0},null]`,
  results: [
    {
      url: "https://data.worldbank.org/indicator/SP.DYN.LE00.IN",
      title: "Life expectancy at birth, total (years): World",
      snippet: "World 2023: 73.3. The number of years a newborn infant would live.",
      language: "en",
      text: [
        "# Life expectancy at birth, total (years): World",
        "",
        "| Year | World |",
        "| --- | ---: |",
        "| 2023 | 73.3 |",
        "| 2022 | 72.5 |",
        "",
        "The number of years a newborn infant would live.",
        "",
        "World Bank, World Development Indicators, SP.DYN.LE00.IN. Invented Statistics Office",
      ].join("\n"),
    },
  ],
  requests: [
    { method: "GET", path: "/en/source/2/indicator", query: { format: "json", per_page: "3000" } },
    { method: "GET", path: "/en/country", query: { format: "json", per_page: "400" } },
    {
      method: "GET",
      path: "/en/country/WLD/indicator/SP.DYN.LE00.IN",
      query: { format: "json", date: "2024:2024", per_page: "1000" },
    },
  ],
  unmapped: ["language", "domains", "excludeDomains"],
};
