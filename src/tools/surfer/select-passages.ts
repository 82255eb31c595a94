import type { Passage } from "../../core/source.ts";
import { openLibrary } from "../../retrieval/library.ts";
import type { OpenOutcome } from "../../web/page-provider.ts";
import type { SearchProvider } from "../../web/search-provider.ts";

/** About 4,000 tokens of English: a page that fits is shown whole. */
const maxCharacters = 16_000;

export interface SelectOptions {
  /** What matters in the document. */
  readonly query: string;
  /** Shown in any case: the passage by which the document was asked for. */
  readonly required: Passage | undefined;
  readonly search: readonly SearchProvider[];
  readonly signal: AbortSignal;
}

/**
 * The passages of a document to show, in document order: all when they fit, else the beginning and
 * those that a search inside the document ranks best.
 */
export async function selectPassages(
  page: Extract<OpenOutcome, { type: "page" }>,
  options: SelectOptions,
): Promise<readonly Passage[]> {
  const total = page.passages.reduce((sum, passage) => sum + passage.text.length, 0);
  if (total <= maxCharacters) return page.passages;
  const wanted = [options.required, page.passages[0], ...(await rank(page, options)), ...page.passages];
  const chosen = new Map<number, Passage>();
  let used = 0;
  for (const passage of wanted) {
    if (passage === undefined || chosen.has(passage.index)) continue;
    if (used + passage.text.length > maxCharacters && chosen.size > 0) continue;
    chosen.set(passage.index, passage);
    used += passage.text.length;
  }
  return [...chosen.values()].sort((a, b) => a.index - b.index);
}

async function rank(
  page: Extract<OpenOutcome, { type: "page" }>,
  { query, search, signal }: SelectOptions,
): Promise<readonly Passage[]> {
  const request = { text: query, limit: 40, filters: { sourceIds: [page.source.id] } };
  const outcomes = await Promise.all(search.map((provider) => provider.search(request, signal)));
  const hits = outcomes.flatMap((outcome) => (outcome.type === "hits" ? outcome.hits : []));
  const inside = hits.filter((hit) => hit.source.id === page.source.id).map((hit) => hit.passage);
  return inside.length > 0 ? inside : rankAlone(page, query, signal);
}

/** Ranks the passages of a page that no search provider knows, such as one of the web. */
async function rankAlone(
  { source, text, passages }: Extract<OpenOutcome, { type: "page" }>,
  query: string,
  signal: AbortSignal,
): Promise<readonly Passage[]> {
  const library = openLibrary(":memory:");
  try {
    await library.add([{ source, text, passages }]);
    const outcome = await library.search({ text: query, limit: 40 }, signal);
    return outcome.type === "hits" ? outcome.hits.map((hit) => hit.passage) : [];
  } finally {
    library.close();
  }
}
