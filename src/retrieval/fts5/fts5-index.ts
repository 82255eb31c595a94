import type { DatabaseSync } from "node:sqlite";
import { inverseDocumentFrequency, saturatedFrequency } from "../bm25f.ts";
import { termsOf } from "../field-terms.ts";
import {
  type FieldTerms,
  type IndexablePassage,
  type IndexHit,
  type IndexQuery,
  type IndexView,
  type IndexWriter,
  type PassageField,
  type PassageIndex,
  passageFields,
  type QueryPhrase,
  type QueryTerm,
} from "../passage-index.ts";

const schema = `
CREATE VIRTUAL TABLE IF NOT EXISTS passage_terms USING fts5(
  terms, content='', contentless_delete=1, detail=none, tokenize="ascii"
);
CREATE TABLE IF NOT EXISTS passage_form (number INTEGER PRIMARY KEY, fields TEXT NOT NULL);
`;

interface StoredToken {
  readonly term: string;
  readonly position: number;
}

type StoredFields = Readonly<Record<PassageField, readonly StoredToken[]>>;

/**
 * The index on SQLite's own full-text engine: the reference the fast one is held to. FTS5 finds the passages, the
 * scores are computed from the stored terms; slow, and short enough to be seen to be right.
 */
export function openFts5Index(database: DatabaseSync): PassageIndex {
  database.exec(schema);
  return {
    writer: () => new Fts5Writer(database),
    read: (work) => work(new Fts5View(database)),
    close() {},
  };
}

class Fts5Writer implements IndexWriter {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  add({ number, fields }: IndexablePassage): void {
    const terms = new Set(passageFields.flatMap((field) => termsOf(fields[field])));
    const plain = passageFields.map((field) => [field, tokensOf(fields[field])]);
    this.#database
      .prepare("INSERT INTO passage_terms(rowid, terms) VALUES (?, ?)")
      .run(number, [...terms].map(asWord).join(" "));
    this.#database
      .prepare("INSERT INTO passage_form(number, fields) VALUES (?, ?)")
      .run(number, JSON.stringify(Object.fromEntries(plain)));
  }

  remove({ first, count }: { readonly first: number; readonly count: number }): void {
    for (const table of ["passage_terms WHERE rowid", "passage_form WHERE number"]) {
      this.#database.prepare(`DELETE FROM ${table} BETWEEN ? AND ?`).run(first, first + count - 1);
    }
  }

  finish(): void {}
}

class Fts5View implements IndexView {
  readonly #database: DatabaseSync;
  readonly #mean: Readonly<Record<PassageField, number>>;
  readonly size: number;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const means = passageFields.map(
      (field) => `coalesce(avg(json_array_length(fields, '$.${field}')), 0) AS ${field}`,
    );
    const row = database.prepare(`SELECT count(*) AS size, ${means.join()} FROM passage_form`).get();
    this.size = Number(row?.["size"]);
    this.#mean = {
      title: Number(row?.["title"]),
      heading: Number(row?.["heading"]),
      body: Number(row?.["body"]),
    };
  }

  search({ terms, phrases = [], limit, filter }: IndexQuery): readonly IndexHit[] {
    const hits: IndexHit[] = [];
    for (const number of this.#matching(terms.map(({ term }) => term))) {
      const fields = this.#fields(number);
      if (fields === undefined || filter?.admits(number) === false) continue;
      if (!phrases.every((phrase) => hasPhrase(fields, phrase))) continue;
      const length = passageFields.reduce((total, field) => total + fields[field].length, 0);
      hits.push({ number, score: this.#score(fields, terms), length });
    }
    return hits.sort((one, other) => other.score - one.score || one.number - other.number).slice(0, limit);
  }

  score(terms: readonly QueryTerm[], numbers: readonly number[]): readonly number[] {
    return numbers.map((number) => {
      const fields = this.#fields(number);
      return fields === undefined ? 0 : this.#score(fields, terms);
    });
  }

  contributions(fields: IndexablePassage["fields"]): ReadonlyMap<string, number> {
    const terms = new Set(passageFields.flatMap((field) => termsOf(fields[field])));
    const stored = {
      title: tokensOf(fields.title),
      heading: tokensOf(fields.heading),
      body: tokensOf(fields.body),
    };
    return new Map([...terms].map((term) => [term, this.#score(stored, [{ term, weight: 1 }])]));
  }

  idf(term: string): number {
    return inverseDocumentFrequency(this.size, this.#matching([term]).length);
  }

  #matching(terms: readonly string[]): readonly number[] {
    if (terms.length === 0) return [];
    return this.#database
      .prepare("SELECT rowid FROM passage_terms WHERE passage_terms MATCH ?")
      .all(terms.map(asWord).join(" OR "))
      .map((row) => Number(row["rowid"]));
  }

  #fields(number: number): StoredFields | undefined {
    const row = this.#database.prepare("SELECT fields FROM passage_form WHERE number = ?").get(number);
    // Only the writer above fills this column.
    return row && (JSON.parse(String(row["fields"])) as StoredFields);
  }

  #score(fields: StoredFields, terms: readonly QueryTerm[]): number {
    const length = countOf(fields, () => true);
    return terms.reduce((total, { term, weight }) => {
      const frequency = countOf(fields, (token) => token.term === term);
      return total + weight * this.idf(term) * saturatedFrequency(frequency, length, this.#mean);
    }, 0);
  }
}

function tokensOf(field: FieldTerms): readonly StoredToken[] {
  return termsOf(field).map((term, at) => ({ term, position: field.positions[at] ?? 0 }));
}

function countOf(fields: StoredFields, isCounted: (token: StoredToken) => boolean) {
  return {
    title: fields.title.filter(isCounted).length,
    heading: fields.heading.filter(isCounted).length,
    body: fields.body.filter(isCounted).length,
  };
}

function hasPhrase(fields: StoredFields, phrase: QueryPhrase): boolean {
  return passageFields.some((field) =>
    fields[field].some(({ position }) =>
      phrase.every(({ term, offset }) =>
        fields[field].some((token) => token.term === term && token.position === position + offset),
      ),
    ),
  );
}

/** Letters and digits only, so that no tokeniser can change a term. */
function asWord(term: string): string {
  return `t${Buffer.from(term).toString("hex")}`;
}
