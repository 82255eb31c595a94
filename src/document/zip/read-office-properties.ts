import { present } from "../../core/present.ts";
import type { DocumentMetadata } from "../document.ts";
import { entryText } from "./read-zip.ts";
import { readXml } from "./read-xml.ts";

export interface OfficeProperties {
  readonly metadata: DocumentMetadata;
  readonly warnings: readonly string[];
}

const placeholder =
  /^(?:untitled|document\d*|title|book\d*|presentation\d*|.*\.(?:docx?|xlsx?|pptx?|dotx?|potx?))$/i;

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** The title property, unless the document shows another: templates and copies keep the title of what they came from. */
function chooseTitle(property: string | undefined, shown: string | undefined): string | undefined {
  if (property === undefined || placeholder.test(property)) return undefined;
  return shown === undefined || bare(shown) === bare(property) ? property : undefined;
}

/**
 * The core properties of an OOXML package (ECMA-376 part 2, 11). The date on which the file was made stands
 * in for the date of publication, and a warning says so. `shownTitle` is what the document itself shows as its title.
 */
export function readOfficeProperties(
  entries: ReadonlyMap<string, Uint8Array>,
  shownTitle?: string,
): OfficeProperties {
  const properties = new Map(
    readXml(entryText(entries, "docProps/core.xml") ?? "").map(({ name, text }) => [
      name.replace(/^.*:/, ""),
      text.trim(),
    ]),
  );
  const value = (name: string): string | undefined => properties.get(name) || undefined;
  const date = (name: string): string | undefined => /^\d{4}-\d{2}-\d{2}/.exec(value(name) ?? "")?.[0];
  const title = chooseTitle(value("title"), shownTitle);
  const authors = (value("creator") ?? "")
    .split(/;|、/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const published = date("created");
  const modified = date("modified");
  const language = /^[a-z]{2,3}\b/i.exec(value("language") ?? "")?.[0]?.toLowerCase();
  return {
    metadata: {
      ...present({ title }),
      ...(authors.length === 0 ? {} : { authors }),
      ...present({ published, modified, language }),
    },
    warnings: published === undefined ? [] : ["The date is the one on which the file was made."],
  };
}
