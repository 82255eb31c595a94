import type { Passage, Source } from "../core/source.ts";
import { analyse } from "./analysis/analyse.ts";
import type { IndexablePassage } from "./passage-index.ts";

type Fields = IndexablePassage["fields"];

/** What the index gets of a passage: its own words, those of its headings and of its document's title. */
export function indexableFields(source: Source, passage: Passage): Fields {
  return withTitle(analyse(source.title), passage);
}

/** The same for all passages of a document, in order. */
export function* allIndexableFields(source: Source, passages: readonly Passage[]): Generator<Fields> {
  const title = analyse(source.title);
  for (const passage of passages) yield withTitle(title, passage);
}

function withTitle(title: Fields["title"], passage: Passage): Fields {
  return { title, heading: analyse(passage.headingPath.join("\n")), body: analyse(passage.text) };
}
