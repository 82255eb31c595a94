import type { HitObservation, QueryObservation } from "../../agent/observation.ts";
import type { AskedEngine, SearchLead } from "../../web/search-provider.ts";
import { attribute, cut, quoted } from "./render-text.ts";

const maxPassageCharacters = 1_200;

/**
 * What a language model reads of a search: one list in fused order, each passage under its citation id, then the pages
 * that were found and not read.
 */
export function renderSearch(
  queries: readonly QueryObservation[],
  fused: ReadonlyMap<string, number>,
): string {
  const rows = queries.flatMap((query, index) => query.hits.map((hit) => ({ hit, query: index + 1 })));
  rows.sort((a, b) => (fused.get(b.hit.citationId) ?? 0) - (fused.get(a.hit.citationId) ?? 0));
  const lines = queries.map((query, index) => {
    const state = query.error === undefined ? `hits="${query.hits.length}"` : attribute("error", query.error);
    const web = attribute("web", (query.engines ?? []).map(engineText).join("; "));
    return `<query n="${index + 1}" ${attribute("text", query.query)} ${state}${web === "" ? "" : ` ${web}`}/>`;
  });
  const hits = rows.map(({ hit, query }) => renderHit(hit, query));
  const leads = queries.flatMap((query, index) =>
    (query.leads ?? []).map((lead) => renderLead(lead, index + 1)),
  );
  return ["<search_results>", ...lines, ...hits, ...leads, "</search_results>"].join("\n");
}

function engineText({ engine, state, found = 0, unmapped = [], why = "" }: AskedEngine): string {
  if (state !== "answered") return `${engine} ${state}: ${why}`;
  const cannot = unmapped.length === 0 ? "" : `, cannot be asked for ${unmapped.join(", ")}`;
  return `${engine} ${found} results${cannot}`;
}

const maxSnippetCharacters = 300;

function renderLead(lead: SearchLead, query: number): string {
  const attributes = [
    `query="${query}"`,
    attribute("title", lead.title),
    attribute("url", lead.url),
    attribute("published", lead.published?.slice(0, 10)),
    attribute("found_by", lead.engines.join(", ")),
    attribute("not_read", lead.why),
  ].filter((text) => text !== "");
  return `<lead ${attributes.join(" ")}>\n${quoted(cut(lead.snippet, maxSnippetCharacters))}\n</lead>`;
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
    attribute("authority", hit.authority),
    attribute("section", section),
    passage.page === undefined ? "" : `page="${passage.page}"`,
    hit.duplicates > 0 ? `copies="${hit.duplicates}"` : "",
    attribute("found_by", hit.engines?.join(", ")),
  ].filter((text) => text !== "");
  return `<hit ${attributes.join(" ")}>\n${quoted(cut(passage.text, maxPassageCharacters))}\n</hit>`;
}
