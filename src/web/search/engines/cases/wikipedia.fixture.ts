import type { EngineCase } from "../engine-case.fixture.ts";
import { wikipedia } from "../wikipedia.ts";

export const wikipediaCase: EngineCase = {
  make: wikipedia,
  answers: "wikipedia.json",
  empty: `{"batchcomplete":true}`,
  results: [
    {
      url: "https://en.wikipedia.org/wiki/Solid-state_battery",
      title: "Solid-state battery",
      snippet: "A solid-state battery (SSB) is an electrical battery that uses a solid electrolyte.",
      language: "en",
    },
    {
      url: "https://en.wikipedia.org/wiki/Lithium-ion_battery",
      title: "Lithium-ion battery",
      snippet: "A lithium-ion battery is a type of rechargeable battery. It stores energy by intercalation.",
      language: "en",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/w/api.php",
      query: {
        action: "query",
        format: "json",
        formatversion: "2",
        generator: "search",
        gsrsearch: "solid-state battery & cycle life",
        gsrlimit: "7",
        prop: "info|extracts",
        inprop: "url",
        exintro: "1",
        explaintext: "1",
        exlimit: "7",
      },
    },
  ],
  unmapped: ["since", "until", "domains", "excludeDomains"],
};
