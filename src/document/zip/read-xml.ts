import { Parser } from "htmlparser2";

/** An element of a small XML file, such as a package or a property file has; names keep their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const mostElements = 200_000;

/**
 * Reads XML leniently into its elements, all of them, in document order; never throws. `text` is what stands
 * directly in an element. Only for files that are small: everything is held in memory.
 */
export function readXml(xml: string): readonly XmlElement[] {
  const all: XmlElement[] = [];
  const stack: XmlElement[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: XmlElement = { name, attributes, children: [], text: "" };
        stack.at(-1)?.children.push(element);
        stack.push(element);
        if (all.length < mostElements) all.push(element);
      },
      ontext(text) {
        const open = stack.at(-1);
        if (open !== undefined) open.text += text;
      },
      onclosetag() {
        stack.pop();
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return all;
}
