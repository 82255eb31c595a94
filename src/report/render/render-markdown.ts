import type { Block } from "../body/body.ts";
import { plainText, spanInlines } from "../body/inline-text.ts";
import type { Citation, Report, SourceRecord } from "../report.ts";
import { frontMatter } from "./front-matter.ts";
import type { Labels } from "./labels.ts";
import { labelsFor } from "./labels-for.ts";
import { escapeMarkdown, markdownBody } from "./markdown-body.ts";
import { markClose, markedRanges, openedRange, passageBlocks, splitAtMarks } from "./passage-blocks.ts";
import { publisherOf } from "./publisher-text.ts";
import { placeOf, webAddress } from "./source-place.ts";

/** A report as one Markdown file that can be checked with no tool but the stored sources. */
export function renderMarkdown(report: Report): string {
  const labels = labelsFor(report.language);
  const body = markdownBody(report);
  const notes = [
    ...(report.usesLanguageModel ? [] : [labels.briefNote]),
    ...(report.status === "partial" ? [labels.partialRun] : []),
  ];
  const used = report.sources.filter((source) => source.number !== undefined);
  return `${[
    frontMatter(report),
    `# ${escapeMarkdown(report.title)}`,
    ...(notes.length === 0 ? [] : [notes.map((note) => `> ${note}`).join("\n>\n")]),
    body === "" ? labels.emptyBody : body,
    ...(used.length === 0
      ? []
      : [`## ${labels.references}`, used.map((source) => reference(source, report, labels)).join("\n")]),
    ...(report.citations.length === 0
      ? []
      : [`## ${labels.evidence}`, ...report.citations.map((citation) => passage(citation, report, labels))]),
    `## ${labels.checks}`,
    labels
      .checkLines(report.statistics)
      .map((line) => `- ${line}`)
      .join("\n"),
    labels.meaning,
    `## ${labels.searched}`,
    searched(report, labels),
  ].join("\n\n")}\n`;
}

function reference(source: SourceRecord, report: Report, labels: Labels): string {
  const pages = report.citations
    .filter((citation) => citation.sourceId === source.id)
    .flatMap((citation) => citation.page ?? []);
  const place =
    webAddress(source) === undefined ? `\`${placeOf(source).replace(/`/g, "'")}\`` : `<${placeOf(source)}>`;
  const parts = [
    escapeMarkdown(source.authors.join(labels.comma)),
    escapeMarkdown(
      [source.publisher, source.published].filter((text) => text !== undefined).join(labels.comma),
    ),
    [place, ...(pages.length === 0 ? [] : [labels.pages([...new Set(pages)])])].join(labels.comma),
    escapeMarkdown(publisherOf(source, labels)),
    labels.accessed(source.accessed),
    `${labels.hash} \`${source.id}\``,
  ].filter((part) => part !== "");
  return `${source.number}. **${escapeMarkdown(source.title)}** — ${parts.join(labels.stop)}${labels.stop.trimEnd()}`;
}

function passage(citation: Citation, report: Report, labels: Labels): string {
  const claims = report.claims.filter((claim) => citation.claimIds.includes(claim.id));
  const lines = passageLines(passageBlocks(citation.text, markedRanges(citation, claims)));
  const where = [
    citation.headingPath.map(escapeMarkdown).join(" › "),
    citation.page === undefined ? "" : labels.pages([citation.page]),
    labels.bytes(citation.start, citation.end),
  ].filter((part) => part !== "");
  const quoted = cutLines(lines).map(boldMarks).join("  \n");
  return `**[${citation.label}]** ${where.join(" · ")}\n\n${quoted.replace(/^/gm, "> ")}`;
}

/** The lines of a passage: paragraphs, list items with a dot, table rows with bars. */
function passageLines(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block): readonly string[] => {
    switch (block.type) {
      case "heading":
      case "paragraph":
        return plainText(spanInlines(block.content)).split("\n");
      case "list":
        return block.items.flatMap((item, index) =>
          passageLines(item).map((line, place) => {
            const marker = block.ordered ? `${block.start + index})` : "•";
            return place === 0 ? `${marker} ${line}` : `\u2003${line}`;
          }),
        );
      case "quote":
        return passageLines(block.children);
      case "table":
        return [block.header, ...block.rows.map((row) => row.cells)].map((cells) =>
          cells.map((cell) => plainText(cell).replace(/\n/g, " ")).join(" | "),
        );
      case "code":
        return block.text.split("\n");
      case "rule":
        return [];
      default:
        return block satisfies never;
    }
  });
}

const longestExcerpt = 1000;

/** Whole lines up to about a thousand characters, around the first that is marked. */
function cutLines(lines: readonly string[]): readonly string[] {
  const total = lines.reduce((sum, line) => sum + line.length, 0);
  if (total <= longestExcerpt) return lines;
  const marked = Math.max(0, lines.findIndex((line) => firstMark(line) >= 0) - 1);
  const kept: string[] = [];
  let length = 0;
  for (const line of lines.slice(marked)) {
    if (length > 0 && length + line.length > longestExcerpt) break;
    kept.push(line.length > 2 * longestExcerpt ? cutLine(line) : line);
    length += line.length;
  }
  return [...(marked > 0 ? ["…"] : []), ...kept, ...(marked + kept.length < lines.length ? ["…"] : [])];
}

function firstMark(line: string): number {
  return Array.from(line).findIndex((character) => openedRange(character) !== undefined);
}

function cutLine(line: string): string {
  const start = Math.max(0, firstMark(line) - 200);
  return `${start > 0 ? "…" : ""}${line.slice(start, start + longestExcerpt)}…`;
}

/** Marked text in bold; marks that touch become one. */
function boldMarks(line: string): string {
  let out = "";
  let isOpen = false;
  for (const piece of splitAtMarks(line)) {
    if (openedRange(piece) !== undefined) isOpen = true;
    else if (piece === markClose) isOpen = false;
    else if (!isOpen || piece.trim() === "") out += escapeMarkdown(piece);
    else out += piece.replace(piece.trim(), (inner) => `**${escapeMarkdown(inner)}**`);
  }
  return out
    .replaceAll("****", "")
    .replace(/^([#+=-])/, "\\$1")
    .replace(/^(\d{1,9})([.)])(?=\s)/, "$1\\$2");
}

function searched({ searched: record, statistics }: Report, labels: Labels): string {
  const { queries, failures, engines = [], leads = 0 } = record;
  const list = (items: readonly string[]): string =>
    items.map((item) => `- ${escapeMarkdown(item.replace(/\s+/g, " "))}`).join("\n");
  return [
    queries.length === 0
      ? labels.noQueries
      : `${labels.queries}${labels.colon.trimEnd()}\n\n${list(queries)}`,
    ...(engines.length === 0
      ? []
      : [`${labels.engines}${labels.colon.trimEnd()}\n\n${list(engines.map(labels.engineUse))}`]),
    [labels.seen(statistics), ...(leads === 0 ? [] : [labels.leads(leads)])].join(" "),
    failures.length === 0
      ? labels.noFailures
      : `${labels.failures}${labels.colon.trimEnd()}\n\n${list(failures)}`,
  ].join("\n\n");
}
