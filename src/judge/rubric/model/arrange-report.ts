import { seededRandom } from "../../../core/seeded-random.ts";
import { type QuoteTarget, quoteTarget } from "../../../report/check/quote-target.ts";
import { divideReport, sectionsOf } from "./divide-report.ts";

/** A report made ready to be asked about. */
export interface ReadReport {
  readonly text: string;
  /** Where quotes are looked for. */
  readonly target: QuoteTarget;
  /** One where the report is short enough to be read whole. */
  readonly parts: readonly string[];
}

/** Reads a report in parts of at most `maxTokens`, by an estimate of the tokens. */
export function readReport(text: string, maxTokens: number): ReadReport {
  return { text, target: quoteTarget(text), parts: divideReport(text, maxTokens) };
}

/** Pieces of text from outside, each with the name of what it is. */
export type Material = readonly { readonly name: string; readonly text: string }[];

/** Sections, few of which could only be put in an order that says nothing. */
const fewestSections = 3;

/**
 * The whole report as a trial sees it: as it stands in the first; in the others its sections in an order of their own, each
 * marked with its place, so that a verdict that hangs on the position of its evidence shows as disagreement.
 */
export function arrangeReport({ text }: ReadReport, trial: number, seed: number): Material {
  const sections = sectionsOf(text);
  if (trial === 0 || sections.length < fewestSections) return [{ name: "report", text }];
  const named = sections.map((section, index) => ({
    name: `report-section-${index + 1}-of-${sections.length}`,
    text: section,
  }));
  return shuffled(named, seed + trial);
}

/** The items in an order that the seed gives. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const random = seededRandom(seed);
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}
