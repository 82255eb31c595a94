import { Parser } from "htmlparser2";

/** An element of an answer in XML or HTML. */
export interface MarkupElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MarkupElement[];
  /** All text inside, also that of its children, as it stands; in HTML without scripts, blocks on lines of their own. */
  readonly text: string;
}

interface OpenElement extends MarkupElement {
  readonly children: OpenElement[];
  text: string;
}

/** What lies deeper is not kept as elements; its text belongs to the element at this depth. */
const deepest = 48;
const mostElements = 100_000;
/** The parser's time grows with the square of what is open; no answer of an API is nested as deep as this. */
const mostOpen = 5_000;
const chunkLength = 16_384;

const scripts = /^(?:script|style|template|noscript)$/;
const blocks = /^(?:br|p|div|h[1-6]|li|dt|dd|tr|td|th|blockquote|pre|section|article)$/;

/**
 * Reads XML or HTML leniently; never throws, whatever the text is, and reads no further where it is nested beyond
 * reason. Gives an element without a name around all.
 */
export function readMarkup(markup: string, format: "xml" | "html"): MarkupElement {
  const root: OpenElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  let [depth, count, muted] = [0, 0, 0];
  const isHtml = format === "html";
  const say = (text: string): void => {
    for (const element of open) element.text += text;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        count += 1;
        if (isHtml && scripts.test(name)) muted += 1;
        if (isHtml && blocks.test(name)) say("\n");
        if (depth >= deepest || count > mostElements) return;
        const element: OpenElement = { name, attributes, children: [], text: "" };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        if (muted === 0) say(text);
      },
      onclosetag(name) {
        if (isHtml && scripts.test(name)) muted -= 1;
        if (depth < open.length) open.pop();
        depth -= 1;
      },
    },
    { xmlMode: !isHtml, decodeEntities: true },
  );
  for (let position = 0; position < markup.length && depth < mostOpen; position += chunkLength) {
    parser.write(markup.slice(position, position + chunkLength));
  }
  parser.end();
  return root;
}

/** Elements of a name inside another, at any depth, in document order. */
export function elementsNamed(element: MarkupElement, name: string): readonly MarkupElement[] {
  return elementsWhere(element, (inner) => inner.name === name);
}

/** HTML elements that carry a class, at any depth, in document order. */
export function elementsOfClass(element: MarkupElement, wanted: string): readonly MarkupElement[] {
  return elementsWhere(element, ({ attributes }) =>
    (attributes["class"] ?? "").split(/\s+/).includes(wanted),
  );
}

function elementsWhere(
  { children }: MarkupElement,
  holds: (element: MarkupElement) => boolean,
): readonly MarkupElement[] {
  return children.flatMap((child) => [...(holds(child) ? [child] : []), ...elementsWhere(child, holds)]);
}

/** The text of the first child of a name, in one line; empty where there is none. */
export function childText({ children }: MarkupElement, name: string): string {
  return oneLine(children.find((child) => child.name === name)?.text ?? "");
}

/** A text without line breaks and runs of white space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
