/**
 * A document that was fetched or ingested, without its text. Stored by content: `id` is the SHA-256
 * (hex) of the UTF-8 bytes of the stored Markdown text, so a changed document is another source.
 */
export interface Source {
  readonly id: string;
  /** Where it came from: an absolute `https:` URL, or an absolute `file:` URL for a local document. */
  readonly url: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly publisher?: string;
  /** ISO 8601 calendar date; may be reduced to `YYYY` or `YYYY-MM`. */
  readonly published?: string;
  readonly modified?: string;
  /** ISO 8601 instant at which it was fetched from the web; absent for local documents. */
  readonly fetched?: string;
  /** BCP 47 primary tag: `en`, `zh`, … */
  readonly language?: string;
  readonly mediaType: string;
  /** Which collection it belongs to: `usagov`, `china-laws`, `documents`, `web`. */
  readonly collection: string;
  /** Authority tier, e.g. `official`; absent when nothing is known about the publisher. */
  readonly tier?: string;
  readonly pageCount?: number;
  /** The API that gave this record of the page in place of the page itself: its address, or its name. */
  readonly via?: string;
}

export type PassageKind = "paragraph" | "list" | "table" | "code" | "quote";

/**
 * A paragraph-level piece of a source. `start` and `end` are byte offsets into the UTF-8 bytes of the
 * stored text, and `text` is exactly the string those bytes decode to.
 */
export interface Passage {
  /** Position in the source, from 0. */
  readonly index: number;
  readonly kind: PassageKind;
  /** Titles of the enclosing headings, outermost first; does not include the document title. */
  readonly headingPath: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** 1-based page, for paged formats. */
  readonly page?: number;
}

/** A passage that a run has seen, under the id by which a report may cite it. */
export interface Evidence {
  /** `web_` and 8 hex digits; see `citationId`. */
  readonly citationId: string;
  readonly source: Source;
  readonly passage: Passage;
}
