import { seededRandom } from "../../src/core/seeded-random.ts";
import { sha256 } from "../../src/core/hash.ts";
import type { Passage } from "../../src/core/source.ts";
import type { StoredDocument } from "../../src/retrieval/stored-document.ts";
import { type GeneratedPassage, generatePassages } from "./generate-passages.ts";

/** Passages in one generated document. */
export const documentPassages = 20;

export type QueryKind = "sentence" | "keywords" | "chinese";

export interface PerfQuery {
  readonly kind: QueryKind;
  readonly text: string;
  /** Number of the passage it was taken from. */
  readonly passage: number;
}

/** The first `count` passages of the seed. */
export function* passages(seed: number, count: number): Generator<GeneratedPassage> {
  let left = count;
  for (const passage of generatePassages(seed)) {
    if (left-- === 0) return;
    yield passage;
  }
}

/** Passages as one document for the library, each passage as it was generated. */
export function toDocument(group: readonly GeneratedPassage[], name: string): StoredDocument {
  let start = 0;
  const placed = group.map(({ text }, index): Passage => {
    const end = start + Buffer.byteLength(text);
    const passage: Passage = { index, kind: "paragraph", headingPath: [], text, start, end };
    start = end + 2;
    return passage;
  });
  const text = group.map((passage) => passage.text).join("\n\n");
  const url = `https://example.org/${name}`;
  const { title = name, language = "en" } = group[0] ?? {};
  const source = {
    id: sha256(text),
    url,
    title,
    language,
    authors: [],
    mediaType: "text/plain",
    collection: "perf",
  };
  return { source, text, passages: placed };
}

/** Queries of three kinds, taken from passages all over the corpus: spans of sentences, scattered words, Chinese spans. */
export function makeQueries(seed: number, count: number, perKind: number): readonly PerfQuery[] {
  const random = seededRandom(seed + 7);
  const step = Math.max(1, Math.floor(count / (perKind * 6)));
  const queries: PerfQuery[] = [];
  const wanted = (kind: QueryKind): boolean =>
    queries.filter((query) => query.kind === kind).length < perKind;
  let number = -1;
  for (const passage of passages(seed, count)) {
    number += 1;
    if (number % step !== 0) continue;
    if (passage.language === "zh" && wanted("chinese")) {
      queries.push({
        kind: "chinese",
        text: span(passage.text.split(""), 7 + Math.floor(random() * 7), random).join(""),
        passage: number,
      });
    } else if (passage.language === "en") {
      const words = passage.text.split(" ");
      if (wanted("sentence")) {
        queries.push({
          kind: "sentence",
          text: span(words, 8 + Math.floor(random() * 6), random).join(" "),
          passage: number,
        });
      } else if (wanted("keywords")) {
        const picked = Array.from(
          { length: 2 + Math.floor(random() * 2) },
          () => words[Math.floor(random() * words.length)] ?? "",
        );
        queries.push({ kind: "keywords", text: picked.join(" "), passage: number });
      }
    }
  }
  return queries;
}

function span(symbols: readonly string[], length: number, random: () => number): readonly string[] {
  const start = Math.floor(random() * Math.max(1, symbols.length - length));
  return symbols.slice(start, start + length);
}
