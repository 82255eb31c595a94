import { present } from "../../core/present.ts";
import { labelsFor } from "../../report/render/labels-for.ts";

/** A passage that a printed report cites: what its label stands for. */
export interface PrintedCitation {
  readonly label: string;
  /** SHA-256 of the source's stored text, as printed; absent where the list of references has no such number. */
  readonly sourceId?: string;
  readonly start: number;
  readonly end: number;
  /** The words of the passage as they stand in the list of evidence, Markdown and all; empty where nothing does. */
  readonly excerpt: string;
}

/** A report as it stands in its Markdown file. */
export interface PrintedReport {
  /** The body alone, each `[1a]` turned back by `idOf`. */
  readonly body: string;
  readonly citations: readonly PrintedCitation[];
}

const reference = /^(\d+)\. \*\*.*`([0-9a-f]{64})`[^`]*$/gm;
const evidence = /^\*\*\[(\d+[a-z]*)\]\*\*(.*)$/gm;
const citation = /(?<!\\)\[(\d+[a-z]*(?:, \d+[a-z]*)*)\](?!\()/g;
/** The words behind ⚠ are the program's, not the report's. */
const flag = / ?⚠ ?(?:\*\((?:\\.|[^*\\\n])*\)\*|（(?:[^（）\n]|（[^（）\n]*）)*）)/gu;

/** A printed report without the flags that the program set behind its sentences. */
export function withoutFlags(text: string): string {
  return text.replace(flag, "");
}

/** Reads what `renderMarkdown` wrote, also after people have changed it. `idOf` gives the id that a label is cited by. */
export function readPrintedReport(
  markdown: string,
  language: string,
  idOf: (citation: PrintedCitation | undefined, label: string) => string,
): PrintedReport {
  const labels = labelsFor(language);
  const text = markdown.replace(/\r\n/g, "\n").replace(/^---\n[\s\S]*?\n---\n/, "");
  const { body, rest } = splitAtHeading(text, [labels.references, labels.evidence, labels.checks]);
  const sources = new Map([...rest.matchAll(reference)].map(([, number, id]) => [number, id]));
  const citations = [...rest.matchAll(evidence)].map((match): PrintedCitation => {
    const [heading, label = "", place = ""] = match;
    const sourceId = sources.get(/^\d+/.exec(label)?.[0]);
    const [start = Number.NaN, end = Number.NaN] = (/(\d+)\D{1,3}(\d+)\s*$/.exec(place) ?? [])
      .slice(1)
      .map(Number);
    const excerpt = excerptAt(rest.slice(match.index + heading.length));
    return { label, start, end, excerpt, ...present({ sourceId }) };
  });
  const byLabel = new Map(citations.map((one) => [one.label, one]));
  const notes = new Set([labels.briefNote, labels.partialRun]);
  const own = withoutFlags(body)
    .replace(/^\s*# .*\n/, "")
    .split("\n")
    .filter((line) => !notes.has(line.replace(/^> ?/, "").trim()) && line.trim() !== ">")
    .join("\n")
    .replace(citation, (_, list: string) => {
      const ids = list.split(", ").map((label) => idOf(byLabel.get(label), label));
      return `\\cite{${ids.join(",")}}`;
    });
  return { body: own.trim(), citations };
}

/** The block quotation that stands next. */
function excerptAt(text: string): string {
  return /^\s*((?:>.*(?:\n|$))*)/.exec(text)?.[1] ?? "";
}

/** The first of the closing headings that is there parts the body from what the program lists behind it. */
export function splitAtHeading(
  text: string,
  headings: readonly string[],
): { readonly body: string; readonly rest: string } {
  for (const heading of headings) {
    const at = text.lastIndexOf(`\n## ${heading}\n`);
    if (at >= 0) return { body: text.slice(0, at), rest: text.slice(at) };
  }
  return { body: text, rest: "" };
}
