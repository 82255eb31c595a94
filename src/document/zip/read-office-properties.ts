import type { Block } from "../block.ts";
import type { DocumentMetadata } from "../document.ts";
import { entryText } from "./read-zip.ts";
import { readXml } from "./read-xml.ts";

export interface OfficeProperties {
  readonly metadata: DocumentMetadata;
  readonly warnings: readonly string[];
}

const placeholder = /^(?:untitled|document\d*|title|book\d*|presentation\d*|.*\.(?:docx?|xlsx?|dotx?))$/i;

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** The title property, where it is one: programs leave template names and those of other documents there. */
function chooseTitle(property: string | undefined, blocks: readonly Block[]): string | undefined {
  const heading = blocks.slice(0, 5).find((block) => block.type === "heading");
  if (property === undefined || placeholder.test(property)) return undefined;
  const beginning = blocks
    .slice(0, 20)
    .map((block) => ("text" in block ? block.text : ""))
    .join(" ");
  const isShown = bare(property) !== "" && bare(beginning).includes(bare(property));
  return isShown || heading === undefined ? property : undefined;
}

/**
 * The core properties of an OOXML package (ECMA-376 part 2, 11). The date on which the file was made stands
 * in for the date of publication, and a warning says so.
 */
export function readOfficeProperties(
  entries: ReadonlyMap<string, Uint8Array>,
  blocks: readonly Block[],
): OfficeProperties {
  const properties = new Map(
    readXml(entryText(entries, "docProps/core.xml") ?? "").map(({ name, text }) => [
      name.replace(/^.*:/, ""),
      text.trim(),
    ]),
  );
  const value = (name: string): string | undefined => properties.get(name) || undefined;
  const date = (name: string): string | undefined => /^\d{4}-\d{2}-\d{2}/.exec(value(name) ?? "")?.[0];
  const title = chooseTitle(value("title"), blocks);
  const authors = (value("creator") ?? "")
    .split(/;|、/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const published = date("created");
  const modified = date("modified");
  const language = /^[a-z]{2,3}\b/i.exec(value("language") ?? "")?.[0]?.toLowerCase();
  return {
    metadata: {
      ...(title === undefined ? {} : { title }),
      ...(authors.length === 0 ? {} : { authors }),
      ...(published === undefined ? {} : { published }),
      ...(modified === undefined ? {} : { modified }),
      ...(language === undefined ? {} : { language }),
    },
    warnings: published === undefined ? [] : ["The date is the one on which the file was made."],
  };
}
