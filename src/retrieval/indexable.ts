import type { Passage, Source } from "../core/source.ts";
import { analyseInto } from "./analysis/analyse.ts";
import { TermList } from "./analysis/term-list.ts";
import type { IndexablePassage } from "./passage-index.ts";

type Fields = IndexablePassage["fields"];

/** What the index gets of a passage: its own words, those of its headings and of its document's title. */
export function indexableFields(source: Source, passage: Passage): Fields {
  return {
    title: analysed(source.title),
    heading: analysed(headings(passage)),
    body: analysed(passage.text),
  };
}

/** The same for all passages of a document, in order; each is valid until the next one is taken. */
export function* allIndexableFields(source: Source, passages: readonly Passage[]): Generator<Fields> {
  const fields = { title: analysed(source.title), heading: new TermList(), body: new TermList() };
  let last = "";
  for (const passage of passages) {
    const heading = headings(passage);
    // Passages of one section follow each other.
    if (heading !== last) analyseInto(heading, fields.heading);
    last = heading;
    analyseInto(passage.text, fields.body);
    yield fields;
  }
}

function headings({ headingPath }: Passage): string {
  return headingPath.join("\n");
}

function analysed(text: string): TermList {
  const list = new TermList();
  analyseInto(text, list);
  return list;
}
