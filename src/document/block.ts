/**
 * The common form between a format's parser and the stored document: a flat list of blocks in reading
 * order. Parsers make blocks; `buildDocument` turns them into the stored Markdown and its passages.
 */
export type Block =
  | { readonly type: "heading"; readonly level: number; readonly text: string; readonly page?: number }
  | { readonly type: "paragraph"; readonly text: string; readonly page?: number }
  | { readonly type: "list"; readonly items: readonly ListItem[]; readonly page?: number }
  | {
      readonly type: "table";
      readonly caption?: string;
      /** First row is the header when `header` is true. Cells are single-line Markdown. */
      readonly rows: readonly (readonly string[])[];
      readonly header: boolean;
      readonly page?: number;
    }
  | { readonly type: "code"; readonly text: string; readonly language?: string; readonly page?: number }
  | { readonly type: "quote"; readonly text: string; readonly page?: number };

export interface ListItem {
  /** Inline Markdown. */
  readonly text: string;
  /** Nesting, from 0. */
  readonly depth: number;
  /** `1.`, `a)` … for ordered lists; absent for bullets. */
  readonly marker?: string;
}
