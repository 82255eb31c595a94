import { entryText } from "../zip/read-zip.ts";
import { readXml, type XmlElement } from "../zip/read-xml.ts";

/** One XML part of an OOXML package, with what it refers to (ECMA-376 part 2, 8.3). */
export interface Part {
  readonly root: XmlElement | undefined;
  /** Target and type of each relationship: names of entries, or addresses outside. */
  readonly relations: ReadonlyMap<string, { readonly target: string; readonly type: string }>;
}

/** Reads a part with its relationships; a part that is missing has no root. */
export function readPart(entries: ReadonlyMap<string, Uint8Array>, name: string): Part {
  const [root] = readXml(entryText(entries, name) ?? "");
  const at = name.lastIndexOf("/");
  const folder = name.slice(0, at);
  const relationNames = `${folder}/_rels/${name.slice(at + 1)}.rels`;
  const relations = readXml(entryText(entries, relationNames) ?? "").flatMap(({ name: tag, attributes }) => {
    const { Id: id, Target: target, Type: type = "", TargetMode: mode } = attributes;
    if (localName(tag) !== "Relationship" || id === undefined || target === undefined) return [];
    return [[id, { type, target: mode === "External" ? target : entryName(folder, target) }] as const];
  });
  return { root, relations: new Map(relations) };
}

/** The name of an entry that a part in a folder refers to. */
function entryName(folder: string, target: string): string {
  // A base of its own keeps the dots of a path from leading anywhere but into the archive.
  const url = URL.parse(target, `zip://package/${folder}/`);
  return decodeURIComponent(url?.pathname.slice(1) ?? "");
}

/** A tag without its prefix: which one a file uses for a namespace is its own business. */
export function localName(tag: string): string {
  return tag.replace(/^.*:/, "");
}

/** The direct children with a tag. */
export function childrenOf(element: XmlElement | undefined, tag: string): readonly XmlElement[] {
  return element?.children.filter(({ name }) => localName(name) === tag) ?? [];
}

/** The element at the end of a path of tags; undefined where there is none. */
export function descend(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, tag) => childrenOf(at, tag)[0], element);
}

/** An attribute under its name without prefix. */
export function attributeOf(element: XmlElement | undefined, wanted: string): string | undefined {
  return Object.entries(element?.attributes ?? {}).find(([name]) => localName(name) === wanted)?.[1];
}
