import type { Passage } from "../core/source.ts";

/** What was found out about a document from its bytes alone. */
export interface DocumentMetadata {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly publisher?: string;
  /** ISO 8601 calendar dates; may be reduced to `YYYY` or `YYYY-MM`. */
  readonly published?: string;
  readonly modified?: string;
  /** BCP 47 primary tag. */
  readonly language?: string;
  readonly canonicalUrl?: string;
}

export interface Link {
  readonly text: string;
  /** Absolute where the base was known, else as written. */
  readonly url: string;
}

/** A parsed document: its text as Markdown, and the passages that divide it. */
export interface ParsedDocument extends DocumentMetadata {
  readonly mediaType: string;
  /** The Markdown that is stored, cited and verified against. */
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly links: readonly Link[];
  readonly pageCount?: number;
  /** Characters that a reader of the page would not have seen, and that were dropped. */
  readonly hiddenCharacters: number;
  /** What was lost or guessed, in words for the user. */
  readonly warnings: readonly string[];
}

export interface ParseHints {
  /** File name or URL; only a hint, content decides. */
  readonly name?: string;
  /** Content-Type header, where there was one. */
  readonly contentType?: string;
  /** Base for relative links. */
  readonly baseUrl?: string;
}

export type ParseFailureCode =
  | "EMPTY"
  | "UNSUPPORTED"
  | "CORRUPT"
  | "ENCRYPTED"
  | "TOO_LARGE"
  | "TIMEOUT"
  | "OUT_OF_MEMORY";

export type ParseOutcome =
  | { readonly type: "document"; readonly document: ParsedDocument }
  | { readonly type: "failure"; readonly code: ParseFailureCode; readonly message: string };
