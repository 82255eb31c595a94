import type { Labels } from "./labels.ts";
import { publisherOf } from "./publisher.ts";
import type { Reading } from "./reading.ts";
import { cite, escapeMarkdown } from "./render-unit.ts";
import { yearOfLaw } from "./standing.ts";
import type { Versioned } from "./versions.ts";

export interface CaveatInput {
  /** The passages that the report cites. */
  readonly cited: readonly Reading[];
  readonly superseded: readonly Versioned[];
  readonly outdated: readonly Versioned[];
  readonly language: string;
}

/** The one publisher of all that is cited; undefined where there are several. */
function onlyPublisher(cited: readonly Reading[]): string | undefined {
  const names = new Set(cited.map(({ source }) => publisherOf(source)));
  const [name] = names;
  return names.size === 1 ? name : undefined;
}

function onceEach(cited: readonly Reading[]): readonly Reading[] {
  return [...new Map(cited.map((reading) => [reading.source.id, reading])).values()];
}

function titled({ statute, source }: Reading): string {
  return escapeMarkdown(statute?.name ?? source.title);
}

function repealNotes(cited: readonly Reading[], labels: Labels): readonly string[] {
  return onceEach(cited).flatMap((reading) => {
    if (reading.repeal === undefined) return [];
    const { by, on } = reading.repeal;
    return [`- ${labels.repealed(titled(reading), escapeMarkdown(by), on ?? "")}${cite(reading.citationId)}`];
  });
}

/** A law that is so many years older than the newest that is quoted may say what no longer holds. */
const muchOlder = 25;

function ageNotes(cited: readonly Reading[], labels: Labels): readonly string[] {
  const newest = Math.max(0, ...cited.map((reading) => yearOfLaw(reading) ?? 0));
  return onceEach(cited).flatMap((reading) => {
    const year = yearOfLaw(reading);
    if (reading.repeal !== undefined || year === undefined || newest - year < muchOlder) return [];
    return [`- ${labels.old(titled(reading), String(year))}${cite(reading.citationId)}`];
  });
}

/** What a reader should know of the sources; undefined where there is nothing to say. */
export function renderCaveats(
  { cited, superseded, outdated, language }: CaveatInput,
  labels: Labels,
): string | undefined {
  const publisher = onlyPublisher(cited);
  const areLaws = cited.every(({ statute }) => statute !== undefined);
  const primary = language.toLowerCase().split("-")[0];
  const isForeign = cited.some(({ source }) => source.language !== undefined && source.language !== primary);
  const ids = new Set(cited.map(({ citationId }) => citationId));
  const note = ({ name, citationId }: Versioned, say: (name: string) => string): readonly string[] =>
    ids.has(citationId) ? [`- ${say(escapeMarkdown(name))}${cite(citationId)}`] : [];
  const lines = [
    ...superseded.flatMap((version) => note(version, labels.newerVersion)),
    ...outdated.flatMap((version) => note(version, labels.olderVersion)),
    ...repealNotes(cited, labels),
    ...ageNotes(cited, labels),
    ...(publisher === undefined || areLaws ? [] : [`- ${labels.singleSource(escapeMarkdown(publisher))}`]),
    ...(isForeign ? [`- ${labels.otherLanguage}`] : []),
  ];
  return lines.length === 0 ? undefined : [`## ${labels.notes}`, lines.join("\n")].join("\n\n");
}
