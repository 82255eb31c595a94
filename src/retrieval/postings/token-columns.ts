import type { FieldTerms, IndexablePassage } from "../passage-index.ts";

const initialTokens = 4_096;
const longest = 0xffff;
const fieldOrder = ["body", "title", "heading"] as const;

/** Passages in memory on their way into the index: their tokens in columns, in the order of arrival. */
export class TokenColumns {
  /** The terms by number, in the order in which they were met. */
  readonly terms: string[] = [];
  readonly passages: number[] = [];
  /** Terms per passage, by field. */
  readonly lengths = { body: [] as number[], title: [] as number[], heading: [] as number[] };
  /** Tokens; only that many entries of the columns count. */
  length = 0;
  term = new Uint32Array(initialTokens);
  /** Local passage × 4 + field: body 0, title 1, heading 2; rising. */
  place = new Uint32Array(initialTokens);
  position = new Uint32Array(initialTokens);
  #dictionary: readonly string[] = [];
  /** Own numbers of terms, plus 1, by their place in the dictionary of the passage added last. */
  #known = new Uint32Array(0);
  /** Numbers by term, from the second dictionary on. */
  #numbers: Map<string, number> | undefined;

  add({ number, fields }: IndexablePassage): void {
    const local = this.passages.push(number) - 1;
    for (let field = 0; field < fieldOrder.length; field++) {
      const name = fieldOrder[field] ?? "body";
      this.lengths[name].push(Math.min(fields[name].length, longest));
      this.#addField(fields[name], local * 4 + field);
    }
  }

  #addField({ length, numbers, positions, dictionary }: FieldTerms, place: number): void {
    if (length === 0) return;
    if (this.length + length > this.term.length) this.#grow(length);
    if (dictionary !== this.#dictionary || dictionary.length > this.#known.length)
      this.#changeDictionary(dictionary);
    const known = this.#known;
    let at = this.length;
    for (let index = 0; index < length; index++) {
      const number = numbers[index] ?? 0;
      let term = known[number] ?? 0;
      if (term === 0) known[number] = term = this.#learn(dictionary[number] ?? "") + 1;
      this.term[at] = term - 1;
      this.place[at] = place;
      this.position[at++] = positions[index] ?? 0;
    }
    this.length = at;
  }

  /** Within one dictionary a term that is not known yet is new; a second one may say the same terms again. */
  #learn(term: string): number {
    const known = this.#numbers?.get(term);
    if (known !== undefined) return known;
    const number = this.terms.push(term) - 1;
    this.#numbers?.set(term, number);
    return number;
  }

  #changeDictionary(dictionary: readonly string[]): void {
    const larger = new Uint32Array(dictionary.length + (dictionary.length >> 1));
    if (dictionary === this.#dictionary) larger.set(this.#known);
    else if (this.terms.length > 0)
      this.#numbers ??= new Map(this.terms.map((term, number) => [term, number]));
    this.#dictionary = dictionary;
    this.#known = larger;
  }

  #grow(extra: number): void {
    const capacity = Math.max(this.term.length * 2, this.length + extra);
    this.term = enlarged(this.term, capacity);
    this.place = enlarged(this.place, capacity);
    this.position = enlarged(this.position, capacity);
  }
}

function enlarged(column: Uint32Array<ArrayBuffer>, capacity: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(capacity);
  larger.set(column);
  return larger;
}
