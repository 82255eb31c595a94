import type { FieldTerms } from "./passage-index.ts";

/** The terms of a field, repeated as they stand in it. */
export function termsOf({ length, numbers, dictionary }: FieldTerms): string[] {
  return Array.from({ length }, (_, at) => dictionary[numbers[at] ?? -1] ?? "");
}

/** A field of the given terms, by default one after the other. */
export function fieldTerms(terms: readonly string[], positions?: readonly number[]): FieldTerms {
  const places = new Map<string, number>();
  for (const term of terms) if (!places.has(term)) places.set(term, places.size);
  return {
    length: terms.length,
    numbers: Uint32Array.from(terms, (term) => places.get(term) ?? 0),
    positions: Uint32Array.from(positions ?? terms.keys()),
    dictionary: [...places.keys()],
  };
}
