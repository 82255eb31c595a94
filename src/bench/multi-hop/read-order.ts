import { sha256 } from "../../core/hash.ts";
import { buildDocument } from "../../document/build-document.ts";
import type { Network } from "../../policy/network.ts";
import { type Library, openLibrary } from "../../retrieval/library.ts";
import { runEmbedded } from "../run-embedded.ts";
import type { CorpusEntry } from "./multi-hop-data.ts";

/** A corpus behind the real library, with the way back from its documents to the corpus's entries. */
export interface IndexedCorpus {
  readonly library: Library;
  /** Ids of the entries with this source's text and title. */
  entriesOf(sourceId: string): readonly string[];
}

/** Indexes a corpus in memory, one document per entry. */
export async function indexCorpus(corpus: readonly CorpusEntry[]): Promise<IndexedCorpus> {
  const library = openLibrary(":memory:");
  const entries = new Map<string, string[]>();
  const documents = corpus.map(({ id, title, text: written }) => {
    const { text, passages } = buildDocument(
      [
        { type: "heading", level: 1, text: title },
        { type: "paragraph", text: written },
      ],
      {
        mediaType: "text/plain",
        title,
      },
    );
    const sourceId = sha256(text);
    entries.set(sourceId, [...(entries.get(sourceId) ?? []), id]);
    const source = {
      id: sourceId,
      url: `https://corpus.invalid/${encodeURIComponent(id)}`,
      title,
      authors: [],
      mediaType: "text/plain",
      collection: "documents",
    };
    return { source, text, passages };
  });
  await library.add(documents);
  return { library, entriesOf: (sourceId) => entries.get(sourceId) ?? [] };
}

/** What a run read, in order, and what it cost. */
export interface ReadOrder {
  /** Entry ids in the order in which the policy took their passages as evidence. */
  readonly entries: readonly string[];
  readonly turns: number;
  readonly queries: number;
}

export interface ReadOptions {
  readonly network: Network;
  /** Passages the policy reads before it may stop. */
  readonly depth: number;
}

/** Runs the embedded policy on a question through the loop and the real tools. */
export async function readByPolicy(
  question: string,
  corpus: IndexedCorpus,
  { network, depth }: ReadOptions,
): Promise<ReadOrder> {
  const policy = { network, readingDepth: depth, compose: () => undefined };
  const { library } = corpus;
  const { state, turns } = await runEmbedded(question, { library, language: "en", policy });
  const entries = state.selections.flatMap(({ view }) => corpus.entriesOf(view.source.id));
  return { entries: [...new Set(entries)], turns, queries: state.queries.length };
}

/** One search with the question as it is: what there is without an agent. */
export async function readOneShot(
  question: string,
  corpus: IndexedCorpus,
  depth: number,
): Promise<ReadOrder> {
  const outcome = await corpus.library.search({ text: question, limit: 2 * depth });
  const hits = outcome.type === "hits" ? outcome.hits : [];
  const entries = [...new Set(hits.flatMap((hit) => corpus.entriesOf(hit.source.id)))];
  return { entries: entries.slice(0, depth), turns: 1, queries: 1 };
}
