import { present } from "../../core/present.ts";
import type { DocumentMetadata } from "../document.ts";
import { readXml, type XmlElement } from "../zip/read-xml.ts";

/** What the package document of an EPUB says (EPUB 3.3, 5): the metadata, and the files in reading order. */
export interface EpubPackage {
  readonly metadata: DocumentMetadata;
  /** Names inside the archive. */
  readonly spine: readonly string[];
}

const localName = ({ name }: XmlElement): string => name.replace(/^.*:/, "").toLowerCase();

/** A reference inside the archive, from the file it stands in. */
function resolveName(base: string, reference: string): string {
  const url = URL.parse(reference, `epub:///${base}`);
  const path = (url?.pathname ?? reference).replace(/^\/+/, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The name of the package document, as the container file has it. */
export function packageName(container: string): string | undefined {
  const rootfile = readXml(container).find((element) => localName(element) === "rootfile");
  const path = rootfile?.attributes["full-path"];
  return path === undefined || path === "" ? undefined : path;
}

function readMetadata(elements: readonly XmlElement[]): DocumentMetadata {
  const values = (name: string): readonly string[] =>
    elements
      .filter((element) => /^dc:/i.test(element.name) && localName(element) === name)
      .map(({ text }) => text.replace(/\s+/g, " ").trim())
      .filter((text) => text !== "");
  const date = (text: string | undefined): string | undefined =>
    /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(text ?? "")?.[0];
  const changed = elements
    .find(({ attributes }) => attributes["property"] === "dcterms:modified")
    ?.text.trim();
  const [title] = values("title");
  const [publisher] = values("publisher");
  const authors = values("creator");
  const published = date(values("date")[0]);
  const modified = date(changed);
  const language = /^[a-z]{2,3}/i.exec(values("language")[0] ?? "")?.[0]?.toLowerCase();
  return {
    ...present({ title, publisher }),
    ...(authors.length === 0 ? {} : { authors }),
    ...present({ published, modified, language }),
  };
}

/** Reads a package document; `name` is its own name in the archive. Navigation files are not in the spine. */
export function readPackage(xml: string, name: string): EpubPackage {
  const elements = readXml(xml);
  const items = new Map<string, string>();
  for (const element of elements) {
    const { id, href, properties, "media-type": mediaType } = element.attributes;
    if (localName(element) !== "item" || id === undefined || href === undefined) continue;
    const isText = /html/i.test(mediaType ?? "") || /\.x?html?$/i.test(href);
    if (isText && !/\bnav\b/.test(properties ?? "")) items.set(id, resolveName(name, href));
  }
  const spine = elements
    .filter((element) => localName(element) === "itemref")
    .map(({ attributes }) => items.get(attributes["idref"] ?? ""))
    .filter((file) => file !== undefined);
  return { metadata: readMetadata(elements), spine: [...new Set(spine)] };
}
