/** Inline content of a report. There is no node for raw HTML or images: what has no node cannot be printed. */
export type Inline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "strong" | "emphasis" | "strike"; readonly children: readonly Inline[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "link"; readonly url: string; readonly children: readonly Inline[] }
  | { readonly type: "break" }
  /** Ids of passages; after resolving only ids of stored, unchanged passages of this run. */
  | { readonly type: "citation"; readonly ids: readonly string[] };

/** A stretch of inline content; with `claimId` it is the sentence of that claim. */
export interface Span {
  readonly claimId?: string;
  readonly children: readonly Inline[];
}

export interface TableRow {
  readonly claimId?: string;
  readonly cells: readonly (readonly Inline[])[];
}

export type Alignment = "left" | "center" | "right" | "none";

/** A block of a report's body, in reading order. */
export type Block =
  | { readonly type: "heading"; readonly level: number; readonly content: readonly Span[] }
  | { readonly type: "paragraph"; readonly content: readonly Span[] }
  | {
      readonly type: "list";
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  /** With `claimId` the whole block is one quotation. */
  | { readonly type: "quote"; readonly claimId?: string; readonly children: readonly Block[] }
  | {
      readonly type: "table";
      readonly alignments: readonly Alignment[];
      readonly header: readonly (readonly Inline[])[];
      readonly rows: readonly TableRow[];
    }
  | { readonly type: "code"; readonly text: string; readonly language?: string }
  | { readonly type: "rule" };
