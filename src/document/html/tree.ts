import { Parser } from "htmlparser2";

/** An element of the light tree that extraction works on; text nodes are plain strings, comments are gone. */
export interface HtmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: HtmlElement | undefined;
  readonly depth: number;
  children: HtmlNode[];
}

export type HtmlNode = HtmlElement | string;

export interface HtmlTree {
  readonly root: HtmlElement;
  /** Characters in comments. */
  readonly commentCharacters: number;
  /** What stands in `style` elements. */
  readonly styleSheets: readonly string[];
  /** Markup behind the point where a limit was reached; empty where all of it was read. */
  readonly unread: string;
}

/** Elements deeper than this are hung on their ancestor at this depth; no page written by people comes near. */
const deepest = 400;
/** Open elements at which reading stops: the parser's own stack gets slow. */
const mostOpen = 12_000;
const mostElements = 200_000;
const chunkLength = 1 << 15;

/** Elements without text for a reader. `head` and `title` stay, for metadata. */
const skipped = new Set(
  "script style template noscript iframe object embed applet canvas audio video map area svg select datalist textarea input progress meter frameset noframes".split(
    " ",
  ),
);

/** Structured data, and templates that a browser shows at once as the inside of their element. */
function isReadAllTheSame(tag: string, attributes: Readonly<Record<string, string>>): boolean {
  if (tag === "template") return attributes["shadowrootmode"] !== undefined;
  return tag === "script" && /^application\/ld\+json/i.test(attributes["type"] ?? "");
}

class TreeBuilder {
  readonly root: HtmlElement = { tag: "#root", attributes: {}, parent: undefined, depth: 0, children: [] };
  readonly styleSheets: string[] = [];
  commentCharacters = 0;
  elements = 0;
  /** Elements the parser holds open. */
  open = 0;
  #current: HtmlElement = this.root;
  /** For each open element, whether it moved `current`. */
  readonly #moves: boolean[] = [];
  #skipping = 0;
  #inStyle = false;

  onopentag(tag: string, attributes: Record<string, string>): void {
    this.open += 1;
    this.elements += 1;
    this.#inStyle = tag === "style";
    if (this.#skipping > 0 || (skipped.has(tag) && !isReadAllTheSame(tag, attributes))) {
      this.#skipping += 1;
      return;
    }
    const parent = this.#current;
    const element: HtmlElement = { tag, attributes, parent, depth: parent.depth + 1, children: [] };
    parent.children.push(element);
    const moves = element.depth < deepest;
    this.#moves.push(moves);
    if (moves) this.#current = element;
  }

  ontext(text: string): void {
    if (this.#inStyle) this.styleSheets.push(text);
    if (this.#skipping > 0) return;
    const { children } = this.#current;
    const last = children.at(-1);
    if (typeof last === "string") children[children.length - 1] = last + text;
    else children.push(text);
  }

  onclosetag(): void {
    this.open -= 1;
    this.#inStyle = false;
    if (this.#skipping > 0) {
      this.#skipping -= 1;
      return;
    }
    if (this.#moves.pop() === true && this.#current.parent !== undefined)
      this.#current = this.#current.parent;
  }

  oncomment(text: string): void {
    this.commentCharacters += text.trim().length;
  }
}

/**
 * Reads HTML of any kind into a light tree with the tolerant htmlparser2; never throws. Time and memory are
 * linear: nesting is capped, and reading stops at 200,000 elements or 12,000 open ones.
 */
export function parseTree(html: string): HtmlTree {
  const builder = new TreeBuilder();
  const parser = new Parser(builder, { recognizeSelfClosing: false });
  let position = 0;
  while (position < html.length && builder.open < mostOpen && builder.elements < mostElements) {
    parser.write(html.slice(position, position + chunkLength));
    position += chunkLength;
  }
  parser.end();
  return {
    root: builder.root,
    commentCharacters: builder.commentCharacters,
    styleSheets: builder.styleSheets,
    unread: html.slice(position),
  };
}

/** All elements below `root` in document order, `root` first; does not recurse. */
export function* elementsOf(root: HtmlElement): Generator<HtmlElement> {
  const stack: HtmlElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    yield element;
    for (let index = element.children.length - 1; index >= 0; index -= 1) {
      const child = element.children[index];
      if (child !== undefined && typeof child !== "string") stack.push(child);
    }
  }
}

/** The text below an element as it stands in the source, white space and all. */
export function textContent(root: HtmlElement): string {
  const parts: string[] = [];
  const stack: HtmlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === "string") parts.push(node);
    else
      for (let index = node.children.length - 1; index >= 0; index -= 1)
        stack.push(node.children[index] ?? "");
  }
  return parts.join("");
}
