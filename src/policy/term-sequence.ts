import { analyse } from "../retrieval/analysis/index.ts";

/** A text's terms in order, one for each word, so that one text's words can be looked for in another's. */
export function termSequence(text: string): string {
  const terms: string[] = [];
  let last = -1;
  for (const token of analyse(text)) {
    if (token.position === last) continue;
    last = token.position;
    terms.push(token.term);
  }
  return terms.length === 0 ? "" : ` ${terms.join(" ")} `;
}
