import type { EngineCase } from "../engine-case.fixture.ts";
import { retrieve } from "../retrieve.ts";

export const retrieveCase: EngineCase = {
  make: retrieve,
  answers: "retrieve.json",
  empty: `{"result":[[]]}`,
  results: [
    {
      url: "https://engine.example/passages/2366103",
      title: "Solid electrolyte",
      snippet: "A solid electrolyte conducts ions & blocks electrons. It separates the electrodes.",
      text: "A solid electrolyte conducts ions & blocks electrons.\nIt separates the electrodes.",
    },
    {
      url: "https://engine.example/passages/50fbfb8fe1d2cb81",
      title: "https://engine.example/passages/50fbfb8fe1d2cb81",
      snippet: "A passage without a title or an id.",
      text: "A passage without a title or an id.",
    },
    {
      url: "https://example.org/cycle-life",
      title: "Cycle life",
      snippet: "The cycle life is the number of cycles until 80% of the capacity is left.",
      text: "The cycle life is the number of cycles\nuntil 80% of the capacity is left.",
    },
  ],
  requests: [
    {
      method: "POST",
      path: "/retrieve",
      query: {},
      json: { queries: ["solid-state battery & cycle life"], topk: 7, return_scores: true },
    },
  ],
  unmapped: ["language", "since", "until", "domains", "excludeDomains"],
};
