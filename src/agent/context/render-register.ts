import type { Evidence } from "../../core/source.ts";
import { nameOf, short } from "./fold-result.ts";

/** Every passage that the run has seen, under its source, with its citation id: nothing that was found is out of reach. */
export function renderRegister(evidence: ReadonlyMap<string, Evidence>): string {
  const bySource = Map.groupBy(evidence.values(), ({ source }) => source.id);
  const blocks = [...bySource.values()].map((passages) => {
    const [first] = passages;
    const lines = passages.map(({ citationId, passage }) => `${citationId}: ${short(passage.text)}`);
    return first === undefined ? "" : [nameOf(first.source), ...lines].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}
