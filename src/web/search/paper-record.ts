import { plainText } from "./plain-text.ts";

/** What a catalogue knows of a scholarly work. */
export interface Paper {
  readonly title: string;
  readonly authors: readonly string[];
  readonly venue?: string | null | undefined;
  readonly published?: string | null | undefined;
  readonly doi?: string | null | undefined;
  /** Where it can be read without paying. */
  readonly openAccess?: string | null | undefined;
  readonly citations?: number | null | undefined;
  /** Plain text; paragraphs are apart by an empty line. */
  readonly abstract: string;
}

const mostAuthors = 10;

/** The record as Markdown; undefined without an abstract, for then the work itself is what has to be read. */
export function paperRecord(paper: Paper): string | undefined {
  if (paper.abstract.trim() === "") return undefined;
  const { authors, citations } = paper;
  const rest = authors.length > mostAuthors ? ` and ${authors.length - mostAuthors} more` : "";
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ["Authors", authors.length === 0 ? undefined : `${authors.slice(0, mostAuthors).join(", ")}${rest}`],
    ["Published in", paper.venue],
    ["Date", paper.published],
    ["DOI", paper.doi === null || paper.doi === undefined ? undefined : bareDoi(paper.doi)],
    ["Free to read", paper.openAccess],
    ["Cited by", typeof citations === "number" ? String(citations) : undefined],
  ];
  const lines = facts.flatMap(([name, value]) => (value ? [`- ${name}: ${plainText(value)}`] : []));
  return [`# ${plainText(paper.title)}`, lines.join("\n"), "## Abstract", paper.abstract.trim()]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A DOI without the address of its resolver. */
export function bareDoi(doi: string): string {
  return doi.trim().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, "");
}

/** The address by which a DOI is resolved; undefined for what is no DOI. */
export function doiUrl(doi: string | null | undefined): string | undefined {
  const bare = bareDoi(doi ?? "");
  return /^10\.\d{4,9}\/\S+$/.test(bare) ? `https://doi.org/${bare}` : undefined;
}
