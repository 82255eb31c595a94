import type { Labels } from "./labels.ts";
import { publisherOf } from "./publisher.ts";
import type { Reading } from "./reading.ts";
import { cite, escapeMarkdown } from "./render-unit.ts";
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
    ...(publisher === undefined || areLaws ? [] : [`- ${labels.singleSource(escapeMarkdown(publisher))}`]),
    ...(isForeign ? [`- ${labels.otherLanguage}`] : []),
  ];
  return lines.length === 0 ? undefined : [`## ${labels.notes}`, lines.join("\n")].join("\n\n");
}
