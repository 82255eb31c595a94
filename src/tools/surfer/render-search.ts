import type { HitObservation, QueryObservation } from "../../agent/observation.ts";
import { attribute, cut, quoted } from "./render-text.ts";

const maxPassageCharacters = 1_200;

/** What a language model reads of a search: one list in fused order, each passage under its citation id. */
export function renderSearch(
  queries: readonly QueryObservation[],
  fused: ReadonlyMap<string, number>,
): string {
  const rows = queries.flatMap((query, index) => query.hits.map((hit) => ({ hit, query: index + 1 })));
  rows.sort((a, b) => (fused.get(b.hit.citationId) ?? 0) - (fused.get(a.hit.citationId) ?? 0));
  const lines = queries.map((query, index) => {
    const state = query.error === undefined ? `hits="${query.hits.length}"` : attribute("error", query.error);
    return `<query n="${index + 1}" ${attribute("text", query.query)} ${state}/>`;
  });
  const hits = rows.map(({ hit, query }) => renderHit(hit, query));
  return ["<search_results>", ...lines, ...hits, "</search_results>"].join("\n");
}

function renderHit(hit: HitObservation, query: number): string {
  const { source, passage } = hit;
  const section = passage.headingPath.join(" > ");
  const attributes = [
    attribute("id", hit.citationId),
    `query="${query}"`,
    attribute("title", source.title),
    attribute("url", source.url),
    attribute("published", source.published),
    attribute("publisher", source.publisher),
    attribute("section", section),
    passage.page === undefined ? "" : `page="${passage.page}"`,
    hit.duplicates > 0 ? `copies="${hit.duplicates}"` : "",
  ].filter((text) => text !== "");
  return `<hit ${attributes.join(" ")}>\n${quoted(cut(passage.text, maxPassageCharacters))}\n</hit>`;
}
