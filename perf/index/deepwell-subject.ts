import path from "node:path";
import { openLibrary } from "../../src/retrieval/library.ts";
import type { GeneratedPassage } from "./generate-passages.ts";
import { type IndexSubject, topHits } from "./subject.ts";
import { documentPassages, toDocument } from "./workload.ts";

/** The library as the product uses it: analysis, storing of texts, ranking and snippets included. */
export async function openDeepwell(folder: string): Promise<IndexSubject> {
  const library = openLibrary(path.join(folder, "library.sqlite"));
  let documents = 0;
  return {
    async add(batch) {
      const groups: GeneratedPassage[][] = [];
      for (let start = 0; start < batch.length; start += documentPassages) {
        groups.push(batch.slice(start, start + documentPassages));
      }
      await library.add(groups.map((group) => toDocument(group, String(documents++))));
    },
    finish: async () => {},
    async search(text) {
      const outcome = await library.search({ text, limit: topHits });
      if (outcome.type === "failure") throw new Error(outcome.message);
      return outcome.hits.map((hit) => {
        const document = Number(hit.source.url.slice(hit.source.url.lastIndexOf("/") + 1));
        return document * documentPassages + hit.passage.index;
      });
    },
    close: async () => library.close(),
  };
}
