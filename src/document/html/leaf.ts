import type { Link } from "../document.ts";
import type { HtmlElement } from "./tree.ts";

/** Where a piece of text stands in a list. */
export interface ItemPlace {
  /** The outermost list. */
  readonly list: HtmlElement;
  readonly element: HtmlElement;
  /** Nesting, from 0. */
  readonly depth: number;
  /** For ordered lists. */
  readonly marker?: string;
}

interface LeafPlace {
  /** Nearest block element. */
  readonly owner: HtmlElement;
  readonly item?: ItemPlace;
  /** Nearest enclosing `blockquote`. */
  readonly quote?: HtmlElement;
  readonly isCaption: boolean;
}

/** The smallest unit that extraction keeps or drops: a run of text between two block boundaries, or a whole data table or listing. */
export type Leaf = LeafPlace & {
  readonly text: string;
  /** How many characters of `text` stand in links. */
  readonly linkLength: number;
  readonly links: readonly Link[];
} & (
    | { readonly type: "text" }
    | { readonly type: "heading"; readonly level: number }
    | { readonly type: "code"; readonly language?: string }
    | {
        readonly type: "table";
        readonly rows: readonly (readonly string[])[];
        readonly header: boolean;
        readonly caption?: string;
      }
  );
