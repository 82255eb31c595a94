import { present } from "../../core/present.ts";
import type { StoredPassage } from "../check/stored-passage.ts";
import type { Citation } from "../report.ts";

/**
 * Numbers the cited sources by first use; where more than one passage of a source is cited, each gets a letter, also by
 * first use. In the order of the labels.
 */
export function labelCitations(
  ids: readonly string[],
  passages: ReadonlyMap<string, StoredPassage>,
  claimIdsOf: (citationId: string) => readonly string[],
): readonly Citation[] {
  const bySource = new Map<string, { readonly id: string; readonly passage: StoredPassage }[]>();
  for (const id of ids) {
    const passage = passages.get(id);
    if (passage === undefined) throw new Error(`citation ${id} is printed without a stored passage`);
    const sourceId = passage.evidence.source.id;
    bySource.set(sourceId, [...(bySource.get(sourceId) ?? []), { id, passage }]);
  }
  return [...bySource.values()].flatMap((cited, index) =>
    cited.map(({ id, passage }, place): Citation => {
      const { source, passage: at } = passage.evidence;
      return {
        id,
        sourceId: source.id,
        number: index + 1,
        label: cited.length > 1 ? `${index + 1}${letters(place)}` : String(index + 1),
        start: at.start,
        end: at.end,
        ...present({ page: at.page }),
        headingPath: at.headingPath,
        text: passage.text,
        claimIds: claimIdsOf(id),
      };
    }),
  );
}

/** a … z, aa, ab … */
function letters(place: number): string {
  const last = String.fromCharCode(97 + (place % 26));
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last;
}
