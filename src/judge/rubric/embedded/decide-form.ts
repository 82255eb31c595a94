import { foldText } from "../../../report/check/fold-text.ts";
import { containsQuote } from "../../../report/check/find-quote.ts";
import type { QuoteTarget } from "../../../report/check/quote-target.ts";
import type { ReportShape } from "../../inspect/read-shape.ts";
import type { VerdictWord } from "../verdict.ts";
import type { CountedThing, Demand } from "./read-criterion.ts";
import type { Reasons } from "./reasons.ts";

export interface FormVerdict {
  readonly verdict: VerdictWord;
  /** What was counted or looked up. */
  readonly reason: string;
  /** Words of the report that it was found by. */
  readonly quotes: readonly string[];
}

/** A report made ready for counting. */
export interface ReadForm {
  readonly shape: ReportShape;
  /** Where quoted terms are looked for. */
  readonly target: QuoteTarget;
  readonly reasons: Reasons;
}

type FormDemand = Exclude<Demand, { type: "says" | "treats" | "other" }>;

/** Decides a demand on the form of a report by counting. Exact, but for what Markdown leaves open. */
export function decideForm(demand: FormDemand, { shape, target, reasons }: ReadForm): FormVerdict {
  switch (demand.type) {
    case "language":
      return told(shape.language === demand.language, reasons.language(shape.language));
    case "length": {
      const { least = 0, most = Number.POSITIVE_INFINITY } = demand;
      return told(shape.words >= least && shape.words <= most, reasons.words(shape.words));
    }
    case "count": {
      const count = countOf(demand.of, shape);
      return told(count >= demand.least, reasons.counted(demand.of, count));
    }
    case "heading": {
      const titles = shape.headings.map(({ text }) => text);
      const find = (wanted: string) => titles.find((title) => fold(title).includes(fold(wanted)));
      return found(demand.titles, find, reasons);
    }
    case "term":
      return found(demand.terms, (term) => (containsQuote(term, target) ? term : undefined), reasons);
    default:
      return demand satisfies never;
  }
}

function told(isMet: boolean, reason: string): FormVerdict {
  return { verdict: isMet ? "full" : "none", reason, quotes: [] };
}

function found(
  wanted: readonly string[],
  find: (text: string) => string | undefined,
  reasons: Reasons,
): FormVerdict {
  const quotes = wanted.flatMap((text) => find(text) ?? []);
  const verdict = quotes.length === wanted.length ? "full" : quotes.length > 0 ? "partial" : "none";
  return { verdict, reason: reasons.found(quotes.length, wanted.length), quotes };
}

function countOf(thing: CountedThing, { tables, listItems, marks, urls, headings }: ReportShape): number {
  switch (thing) {
    case "table":
      return tables.length;
    case "list":
      return listItems > 0 ? 1 : 0;
    case "source":
      return Math.max(new Set(marks.map((mark) => mark.replace(/[a-z]$/, ""))).size, urls.length);
    case "link":
      return urls.length;
    case "heading":
      return headings.length;
    default:
      return thing satisfies never;
  }
}

function fold(text: string): string {
  return foldText(text).text.toLowerCase();
}
