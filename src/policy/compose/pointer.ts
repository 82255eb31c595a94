import type { Labels } from "./labels.ts";
import { publisherOf } from "./publisher.ts";
import { cite, escapeMarkdown, renderList, type RenderOptions, renderSentence } from "./render-unit.ts";
import { type Unit, unitText } from "./unit.ts";

/** What a pointer must have to do with the question, and name of it in itself or its headings. */
const least = { relevance: 0.3, covered: 0.34, named: 0.2 } as const;

/**
 * What sends the reader on, where nothing that was found answers: “Learn about your rights as an air traveler”.
 * Undefined where no page on the matter does.
 */
export function findPointer(units: readonly Unit[]): Unit | undefined {
  return units
    .filter(
      (unit) =>
        unit.reading.statute === undefined &&
        unit.away > 0 &&
        unit.relevance >= least.relevance &&
        unit.covered >= least.covered &&
        unit.named >= least.named,
    )
    .toSorted((a, b) => b.relevance + b.named - (a.relevance + a.named))[0];
}

const link = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((https?:[^\s()]*)\)/g;

/** The links of a passage that stand in the words of a unit. */
function linksOf(unit: Unit): readonly string[] {
  const words = unitText(unit);
  return [...unit.reading.passage.text.matchAll(link)].flatMap(([, text = "", url = ""]) =>
    words.includes(text) ? [`- [${escapeMarkdown(text)}](${url})${cite(unit.reading.citationId)}`] : [],
  );
}

/** That a page does not answer itself, what it sends the reader to, and the links that it gives. */
export function renderPointer(unit: Unit, labels: Labels, options: RenderOptions): string {
  const { source } = unit.reading;
  const title = escapeMarkdown(source.title);
  const page = /^https?:/.test(source.url) ? `[${title}](${source.url})` : labels.quote(title);
  const words = unit.isList
    ? renderList(unit, { ...options, listHeadings: false })
    : unit.statements.map((statement) => renderSentence(statement, options)).join(labels.space);
  const links = linksOf(unit);
  return [
    `${labels.pointsOn(escapeMarkdown(publisherOf(source)), page)}\n\n${words}`,
    ...(links.length === 0 ? [] : [links.join("\n")]),
  ].join("\n\n");
}
