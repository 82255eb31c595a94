import type { Labels } from "./labels.ts";
import type { Reading } from "./reading.ts";
import { cite, escapeMarkdown } from "./render-unit.ts";
import type { CurrentReadings } from "./versions.ts";

export interface CaveatInput {
  /** The passages that the report cites. */
  readonly cited: readonly Reading[];
  readonly superseded: CurrentReadings["superseded"];
  readonly language: string;
}

/** The one publisher of all that is cited; undefined where there are several, or none is known. */
function onlyPublisher(cited: readonly Reading[]): string | undefined {
  const names = new Set(cited.map(({ source }) => source.publisher ?? URL.parse(source.url)?.hostname ?? ""));
  const [name] = names;
  return names.size === 1 && name !== "" ? name : undefined;
}

/** What a reader should know of the sources; undefined where there is nothing to say. */
export function renderCaveats(
  { cited, superseded, language }: CaveatInput,
  labels: Labels,
): string | undefined {
  const publisher = onlyPublisher(cited);
  const areLaws = cited.every(({ statute }) => statute !== undefined);
  const primary = language.toLowerCase().split("-")[0];
  const isForeign = cited.some(({ source }) => source.language !== undefined && source.language !== primary);
  const lines = [
    ...superseded.map(
      ({ name, citationId }) => `- ${labels.newerVersion(escapeMarkdown(name))}${cite(citationId)}`,
    ),
    ...(publisher === undefined || areLaws ? [] : [`- ${labels.singleSource(escapeMarkdown(publisher))}`]),
    ...(isForeign ? [`- ${labels.otherLanguage}`] : []),
  ];
  return lines.length === 0 ? undefined : [`## ${labels.notes}`, lines.join("\n")].join("\n\n");
}
