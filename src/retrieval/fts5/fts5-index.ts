import type { DatabaseSync } from "node:sqlite";
import type { Token } from "../analysis/token.ts";
import type { IndexHit, IndexQuery, IndexablePassage, PassageIndex, PassageRange } from "../passage-index.ts";

const schema = `
CREATE VIRTUAL TABLE IF NOT EXISTS passage_terms USING fts5(
  title, heading, body, content='', contentless_delete=1, detail=full,
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co P* S*'"
);
CREATE VIRTUAL TABLE IF NOT EXISTS passage_vocabulary USING fts5vocab(passage_terms, row);
`;

/** The index on SQLite's own full-text engine, fed with our terms: the reference the other one is held to. */
export function openFts5Index(database: DatabaseSync): PassageIndex {
  database.exec(schema);
  const insert = database.prepare(
    "INSERT INTO passage_terms(rowid, title, heading, body) VALUES (?, ?, ?, ?)",
  );
  const remove = database.prepare("DELETE FROM passage_terms WHERE rowid >= ? AND rowid < ?");
  const match = database.prepare(
    "SELECT rowid, -bm25(passage_terms, 3, 2, 1) AS score FROM passage_terms WHERE passage_terms MATCH ? ORDER BY score DESC, rowid",
  );
  const frequency = database.prepare("SELECT doc FROM passage_vocabulary WHERE term = ?");
  const total = database.prepare("SELECT count(*) AS n FROM passage_terms");
  return {
    add(passages: readonly IndexablePassage[]) {
      for (const { number, fields } of passages)
        insert.run(number, joined(fields.title), joined(fields.heading), joined(fields.body));
    },
    remove(ranges: readonly PassageRange[]) {
      for (const { first, count } of ranges) remove.run(first, first + count);
    },
    search(query: IndexQuery): readonly IndexHit[] {
      const expression = matchExpression(query);
      if (expression === undefined) return [];
      const hits: IndexHit[] = [];
      for (const row of match.iterate(expression)) {
        const number = Number(row["rowid"]);
        if (query.filter !== undefined && !query.filter.admits(number)) continue;
        hits.push({ number, score: Number(row["score"]) });
        if (hits.length >= query.limit) break;
      }
      return hits;
    },
    idf(term: string): number {
      const count = Number(frequency.get(term)?.["doc"] ?? 0);
      const size = Number(total.get()?.["n"] ?? 0);
      return count === 0 ? 0 : Math.log(1 + (size - count + 0.5) / (count + 0.5));
    },
    refresh() {},
    close() {},
  };
}

function joined(tokens: readonly Token[]): string {
  return tokens.map((token) => token.term).join(" ");
}

function matchExpression(query: IndexQuery): string | undefined {
  if (query.terms.length === 0) return undefined;
  const any = query.terms.map(({ term }) => quoted(term)).join(" OR ");
  const all = query.phrases.map(({ terms }) => quoted(terms.map(({ term }) => term).join(" ")));
  return [`(${any})`, ...all].join(" AND ");
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
