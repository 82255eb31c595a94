import type { EngineCase } from "../engine-case.fixture.ts";
import { wikidata } from "../wikidata.ts";

const usual = { format: "json", formatversion: "2" };

export const wikidataCase: EngineCase = {
  make: wikidata,
  answers: {
    "/w/api.php?action=wbsearchentities": "wikidata-names.json",
    "/w/api.php?action=wbgetentities&props=labels": "wikidata-labels.json",
    "/w/api.php?action=wbgetentities": "wikidata-entities.json",
  },
  empty: `{"search":[],"query":{"search":[]},"success":1}`,
  results: [
    {
      url: "https://www.wikidata.org/wiki/Q900001",
      title: "solid-state battery",
      snippet:
        "battery with a solid electrolyte; subclass of: electric battery; time of discovery: 1831; length: 11.5 millimetre (point in time 2024-04-11)",
      language: "en",
      text: [
        "# solid-state battery",
        "",
        "battery with a solid electrolyte",
        "",
        "- subclass of: electric battery",
        "- time of discovery: 1831",
        "- length: 11.5 millimetre (point in time 2024-04-11)",
      ].join("\n"),
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/w/api.php",
      query: {
        action: "wbsearchentities",
        search: "solid-state battery & cycle life",
        language: "en",
        uselang: "en",
        type: "item",
        limit: "3",
        ...usual,
      },
    },
    {
      method: "GET",
      path: "/w/api.php",
      query: {
        action: "wbgetentities",
        ids: "Q900001|Q900002",
        props: "labels|descriptions|claims",
        languages: "en",
        languagefallback: "1",
        ...usual,
      },
    },
    {
      method: "GET",
      path: "/w/api.php",
      query: {
        action: "wbgetentities",
        ids: "P279|P575|P2043|P585|Q900010|Q900011",
        props: "labels",
        languages: "en",
        languagefallback: "1",
        ...usual,
      },
    },
  ],
  unmapped: ["since", "until", "domains", "excludeDomains"],
};
