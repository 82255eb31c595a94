import type { Part } from "../plan-report.ts";
import type { Reading, Statement } from "../reading.ts";

interface Known {
  readonly readings: readonly Reading[];
  readonly witnesses: (statement: Statement) => readonly string[];
}

/** Whether it is a page of the web of whose publisher nothing good is known. A user's own files are known to him. */
function isStrange({ source, backing }: Reading): boolean {
  return /^https?:/.test(source.url) && source.collection === "web" && backing.tier !== "high";
}

/** Whether an answer stands on one origin alone, of whose publisher nothing good is known. */
export function isLone(part: Part, { readings, witnesses }: Known): boolean {
  if (part.status !== "answered" || part.answer.length === 0) return false;
  const ids = part.answer.flatMap(({ statements }) =>
    statements.flatMap((statement) => [statement.citationId, ...witnesses(statement)]),
  );
  const cited = readings.filter(({ citationId }) => ids.includes(citationId));
  if (!cited.every(isStrange)) return false;
  const origins = new Set([
    ...cited.map(({ backing }) => backing.origin),
    ...part.believed.map(({ unit }) => unit.reading.backing.origin),
  ]);
  return origins.size === 1;
}
