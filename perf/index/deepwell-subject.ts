import path from "node:path";
import { analyseInto, TermList } from "../../src/retrieval/analysis/index.ts";
import { openLibrary } from "../../src/retrieval/library.ts";
import { openPostingsIndex } from "../../src/retrieval/postings/postings-index.ts";
import { parseQuery } from "../../src/retrieval/ranking/query-text.ts";
import { inTransaction, openDatabase } from "../../src/retrieval/store/database.ts";
import type { GeneratedPassage } from "./generate-passages.ts";
import { type IndexSubject, topHits } from "./subject.ts";
import { documentPassages, toDocument } from "./workload.ts";

/** The passage index alone, which is what the peers are: analysis and posting lists, no texts, no ranking above. */
export async function openDeepwellIndex(folder: string): Promise<IndexSubject> {
  const file = path.join(folder, "index.sqlite");
  const database = openDatabase(file);
  const index = openPostingsIndex(database, file);
  let next = 0;
  const none = new TermList();
  const body = new TermList();
  return {
    async add(batch) {
      inTransaction(database, () => {
        const writer = index.writer();
        for (const { text } of batch) {
          analyseInto(text, body);
          writer.add({ number: next++, fields: { title: none, heading: none, body } });
        }
        writer.finish();
      });
    },
    finish: async () => {},
    async search(text) {
      const { terms } = parseQuery(text);
      return index.read((view) => view.search({ terms, limit: topHits })).map((hit) => hit.number);
    },
    async close() {
      index.close();
      database.close();
    },
  };
}

/** The library as the product uses it: analysis, storing of texts, ranking and snippets included. */
export async function openDeepwellLibrary(folder: string): Promise<IndexSubject> {
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
