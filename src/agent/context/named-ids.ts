import { citationIdPattern } from "../../core/ids.ts";
import type { Evidence } from "../../core/source.ts";
import type { Turn } from "./turns.ts";

/**
 * The citation ids that the policy itself has named, in what it said, thought or wrote into tool calls: those that
 * the report is likeliest to need. Newest first; only ids of passages that the run has seen.
 */
export function namedIds(turns: readonly Turn[], evidence: ReadonlyMap<string, Evidence>): readonly string[] {
  const ids = turns.toReversed().flatMap(({ said }) => {
    const texts = said.parts.map((part) =>
      part.type === "tool-call" ? (part.rawInput ?? JSON.stringify(part.input)) : part.text,
    );
    return idsIn(texts.join("\n")).toReversed();
  });
  return [...new Set(ids)].filter((id) => evidence.has(id));
}

/** Everything in a text that looks like a citation id, each once. */
export function idsIn(text: string): readonly string[] {
  return [...new Set(text.match(new RegExp(citationIdPattern, "g")))];
}
