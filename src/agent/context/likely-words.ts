import type { Terms } from "./context-window.ts";

export interface Wanted {
  /** Terms of the query. */
  readonly wanted: ReadonlySet<string>;
  readonly terms: Terms;
}

/** Query words in spellings that change their first letters: aeroplane, oesophagus. */
const respelled = ["ae", "oe"];

/**
 * Leaves out of a text what cannot be a term of a query: words of plain letters that begin with two other letters than all
 * of its words and terms, and numbers where it has none. What else there is stays: other scripts, compounds, codes, symbols.
 * Words that were never met take a hundred times as long to analyse as others, and most of a page is such words.
 */
export function likelyWords(query: string, { wanted, terms }: Wanted): (text: string) => string {
  const spoken = [...new Set(query.match(/[a-z]+/gi))];
  const asked = spoken.filter((word) => terms(word, "index").some((term) => wanted.has(term)));
  const beginnings = [...asked, ...wanted].flatMap((word) => /^[a-z]{1,2}/.exec(word.toLowerCase()) ?? []);
  const any = [...new Set([...beginnings, ...respelled])].join("|");
  const plain = /\p{N}/u.test(query) ? "a-zA-Z" : "a-zA-Z0-9";
  const marks = "\"'()[\\].,;:!?";
  // A word may begin behind a mark: a lack of space does not make one word of two.
  const odd = `(?:[^\\s${plain}${marks}]|[${marks}][a-zA-Z])`;
  const likely = new RegExp(`(?<!\\S)(?:(?:${any})\\S*|\\S*${odd}\\S*)`, "gi");
  return (text) => (text.match(likely) ?? []).join(" ");
}
