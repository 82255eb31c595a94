import { bocha } from "../bocha.ts";
import type { EngineCase } from "../engine-case.fixture.ts";

export const bochaCase: EngineCase = {
  make: bocha,
  key: "sk-k3y",
  answers: "bocha.json",
  empty: `{"code":200,"log_id":"x","msg":null,"data":{"_type":"SearchResponse","webPages":{"value":[]}}}`,
  results: [
    {
      url: "https://example.org/zh/guotai-dianchi",
      title: "固态电池的循环寿命",
      snippet: "样品在一千次循环后保持百分之九十一的容量。",
      published: "2024-04-11T01:30:00.000Z",
    },
    {
      url: "https://example.com/data-sheet.pdf",
      title: "Cell data sheet",
      snippet: "Capacity, cycles and limits.",
      language: "en",
    },
  ],
  requests: [
    {
      method: "POST",
      path: "/web-search",
      query: {},
      json: {
        query: "solid-state battery & cycle life",
        count: 7,
        summary: true,
        freshness: "2024-03-01..2024-06-30",
        include: "example.org|example.com",
        exclude: "spam.example",
      },
      headers: { authorization: "Bearer sk-k3y" },
    },
  ],
  unmapped: ["language"],
};
