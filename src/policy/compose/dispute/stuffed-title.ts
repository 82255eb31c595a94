import { analyse } from "../../../retrieval/analysis/index.ts";

/** So many different words of a title stand in it twice; Chinese counts by pairs of characters, three to two words. */
const repeated = { latin: 2, chinese: 3 } as const;
const functionWord =
  /^(?:the|an?|of|in|on|at|to|for|and|or|is|are|do|doe|how|what|your|you|it|by|with|from)$/;

/** Whether a title says its words twice, as titles do that are made to be found: “How much is a permit? permit cost”. */
export function isStuffed(title: string): boolean {
  const terms = analyse(title)
    .map(({ term }) => term)
    .filter((term) => !functionWord.test(term) && !/\d/.test(term));
  const twice = new Set(terms.filter((term, at) => terms.indexOf(term) < at));
  return twice.size >= (/\p{Script=Han}/u.test(title) ? repeated.chinese : repeated.latin);
}
