import type { Terms } from "./context-window.ts";

/** Query words in spellings that change their first letters: aeroplane, oesophagus. */
const respelled = ["ae", "oe"];

/**
 * Tells which terms of a query a text has. Analyses only what can have one, each stretch between spaces once: left out are
 * words of plain letters that begin with two other letters than all words and terms of the query, and numbers where it has
 * none. Words that were never met take a hundred times as long to analyse as others, and most of a page is such words.
 */
export function termsInCommon(query: string, terms: Terms): (text: string) => readonly string[] {
  const wanted = new Set(terms(query, "query"));
  const common = (text: string): readonly string[] => terms(text, "index").filter((term) => wanted.has(term));
  const likely = likelyWords(query, [...asked(query, common), ...wanted]);
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const found = new Set<string>();
    for (const word of text.match(likely) ?? []) {
      const its = known.get(word) ?? common(word);
      known.set(word, its);
      for (const term of its) found.add(term);
    }
    return [...found];
  };
}

/** The words of the query that are not left out of it as words a question is asked with. */
function asked(query: string, common: (text: string) => readonly string[]): readonly string[] {
  return [...new Set(query.match(/[a-z]+/gi))].filter((word) => common(word).length > 0);
}

/** Matches what begins like one of these words, and all that is no plain word: other scripts, compounds, symbols. */
function likelyWords(query: string, words: readonly string[]): RegExp {
  const beginnings = words.flatMap((word) => /^[a-z]{1,2}/.exec(word.toLowerCase()) ?? []);
  const any = [...new Set([...beginnings, ...respelled])].join("|");
  const plain = /\p{N}/u.test(query) ? "a-zA-Z" : "a-zA-Z0-9";
  const marks = "\"'()[\\].,;:!?";
  // A word may begin behind a mark: a lack of space does not make one word of two.
  const odd = `(?:[^\\s${plain}${marks}]|[${marks}][a-zA-Z])`;
  return new RegExp(`(?<!\\S)(?:(?:${any})\\S*|\\S*${odd}\\S*)`, "gi");
}
