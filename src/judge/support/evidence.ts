import { splitSentences } from "../../core/sentences.ts";
import type { SentenceView } from "./alignment.ts";
import { wordsOf } from "./language/words.ts";

/** What a claim is held against: a passage with the title and headings it stands under. */
export interface SupportEvidence {
  readonly text: string;
  readonly title?: string;
  /** The text's sentences, where they are already divided. */
  readonly sentences?: readonly string[];
}

/** Evidence with its words read. */
export interface EvidenceView {
  readonly sentences: readonly SentenceView[];
  readonly title: SentenceView;
}

export function readEvidence({ text, title, sentences }: SupportEvidence): EvidenceView {
  const pieces = sentences ?? splitSentences(text).map((sentence) => sentence.text);
  const views = pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece)).map(sentenceView);
  return { sentences: views.length === 0 ? [sentenceView(text)] : views, title: sentenceView(title ?? "") };
}

export function sentenceView(text: string): SentenceView {
  const words = wordsOf(text);
  return {
    text,
    sequence: words.map((word) => word.key),
    keys: new Set(words.map((word) => word.key)),
    content: new Set(words.filter((word) => word.type !== "function").map((word) => word.key)),
    names: new Set(words.filter((word) => word.isName).map((word) => word.key)),
  };
}
