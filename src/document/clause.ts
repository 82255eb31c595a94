import type { Block } from "./block.ts";

/** How legal and technical texts number their clauses; a document is taken to use at most one of these. */
const families: readonly RegExp[] = [
  /^(?:\*\*)?(第[〇零一二三四五六七八九十百千万两\d]{1,9}条(?:之[一二三四五六七八九十]{1,3})?)/,
  /^((?:Article|Art\.|Artikel|Artículo|Articolo)\s?\d{1,4}[a-z]?)\b/i,
  /^((?:Section|Sec\.|Clause|Rule)\s\d{1,4}[A-Za-z]?(?:[.-]\d{1,3})*)(?![\w-])/,
  /^(§+\s?\d{1,4}[a-z]?(?:[.-]\d{1,3})*)(?![\w-])/,
  /^(\d{1,3}(?:\.\d{1,3}){1,4})\.?\s+(?=\p{L})/u,
];

/** Fewer numbered paragraphs than this are a mention of a clause, not a clause-numbered text. */
const fewestClauses = 3;

/** The clause number with which a text begins, or undefined. */
export type ClauseReader = (text: string) => string | undefined;

/** The clause number with which a line begins, in any numbering that only clauses have; decimal numbers do not count. */
export function findClauseStart(line: string): string | undefined {
  const beginning = line.slice(0, 40);
  return families
    .slice(0, -1)
    .map((pattern) => pattern.exec(beginning)?.[1])
    .find((found) => found !== undefined);
}

/** Finds out whether paragraphs of a document begin with clause numbers, and reads them; undefined where they do not. */
export function findClauseNumbering(blocks: readonly Block[]): ClauseReader | undefined {
  const counts = families.map(() => 0);
  for (const block of blocks) {
    if (block.type !== "paragraph") continue;
    const beginning = block.text.slice(0, 40).trimStart();
    const family = families.findIndex((pattern) => pattern.test(beginning));
    if (family >= 0) counts[family] = (counts[family] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const pattern = most >= fewestClauses ? families[counts.indexOf(most)] : undefined;
  if (pattern === undefined) return undefined;
  return (text) => pattern.exec(text.slice(0, 40))?.[1];
}
