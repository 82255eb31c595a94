import { type FoldedText, foldText, relaxText } from "./fold-text.ts";

/** A passage made ready to look for many quotations in. */
export interface QuoteTarget {
  readonly text: string;
  readonly folded: FoldedText;
  readonly relaxed: FoldedText;
}

/** Folds a passage once. */
export function quoteTarget(text: string): QuoteTarget {
  const folded = foldText(text);
  return { text, folded, relaxed: relaxText(folded) };
}
