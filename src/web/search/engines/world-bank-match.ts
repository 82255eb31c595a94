import type { Country } from "./world-bank-figures.ts";

export interface Indicator {
  readonly id: string;
  readonly name: string;
  readonly sourceNote?: string | null | undefined;
  readonly sourceOrganization?: string | null | undefined;
}

/** Countries whose names stand in a text, in the order of the text; a longer name hides the shorter ones inside it. */
export function countriesIn(text: string, countries: readonly Country[]): readonly Country[] {
  const found: { readonly country: Country; readonly at: number; readonly length: number }[] = [];
  for (const country of countries) {
    for (const name of namesOf(country)) {
      const at = placeOf(name, text);
      if (at !== undefined) found.push({ country, at, length: name.length });
    }
  }
  const outer = found.filter(
    (one) => !found.some((other) => other.length > one.length && contains(other, one)),
  );
  return [...new Set(outer.toSorted((a, b) => a.at - b.at).map(({ country }) => country))];
}

interface Span {
  readonly at: number;
  readonly length: number;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.at <= inner.at && outer.at + outer.length >= inner.at + inner.length;
}

/** `Egypt, Arab Rep.` is also known by what stands before the comma. */
function namesOf({ name }: Country): readonly string[] {
  const [short = name] = name.split(/[,，]/);
  return name === short ? [name] : [name, short];
}

function placeOf(name: string, text: string): number | undefined {
  if (name.length < 2) return undefined;
  const literal = escaped(name);
  const pattern = /\p{Script=Han}/u.test(name) ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
  return new RegExp(pattern, "iu").exec(text)?.index;
}

/**
 * Indicators that a query is about, the best first. Each word of the query that stands in a name counts by how rare it
 * is among the names, and short names win over long ones. The names of countries are no words of the query.
 */
export function matchIndicators(
  text: string,
  catalogue: { readonly indicators: readonly Indicator[]; readonly countries: readonly Country[] },
): readonly Indicator[] {
  const { indicators, countries } = catalogue;
  const left = countries
    .flatMap(namesOf)
    .reduce((rest, name) => rest.replaceAll(new RegExp(escaped(name), "giu"), " "), text);
  const wanted = [...new Set(termsOf(left))];
  const names = indicators.map(({ name }) => new Set(termsOf(name)));
  const weights = new Map(wanted.map((term) => [term, rarity(term, names)]));
  const scored = indicators.map((indicator, index) => {
    const terms = names[index] ?? new Set<string>();
    const sum = wanted.reduce((total, term) => total + (terms.has(term) ? (weights.get(term) ?? 0) : 0), 0);
    return { indicator, score: sum / Math.sqrt(Math.max(1, terms.size)) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ indicator }) => indicator);
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Inverse document frequency among the names; 0 for a term of no name. */
function rarity(term: string, names: readonly ReadonlySet<string>[]): number {
  const holding = names.filter((name) => name.has(term)).length;
  return holding === 0 ? 0 : Math.log(1 + names.length / holding);
}

/** Words without their plural, and pairs of Chinese characters, which has no spaces. */
function termsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((word) => {
    const characters = Array.from(word);
    if (!/\p{Script=Han}/u.test(word) || characters.length < 2)
      return word.length > 3 ? [word.replace(/(?<!s)s$/, "")] : [word];
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
}
