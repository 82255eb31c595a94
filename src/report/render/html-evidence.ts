import type { Block, Inline } from "../body/body.ts";
import type { Citation, Claim, Report, SourceRecord } from "../report.ts";
import { escapeHtml, hrefOf } from "./html-text.ts";
import type { Labels } from "./labels.ts";
import {
  markClose,
  type MarkedRange,
  markedRanges,
  openedRange,
  passageBlocks,
  splitAtMarks,
} from "./passage-blocks.ts";
import { publisherOf } from "./publisher-text.ts";
import { aboutOf, passageAddress, webAddress } from "./source-place.ts";

/** The list of sources, each with its cited passages, what the claims use in them marked. */
export function htmlEvidence(report: Report, labels: Labels): string {
  const used = report.sources.filter((source) => source.number !== undefined);
  const items = used.map((source) => {
    const citations = report.citations.filter((citation) => citation.sourceId === source.id);
    const passages = citations.map((citation) => passageItem({ citation, source, report, labels }));
    return `<li class="source" id="ref-${source.number}">\n${sourceHead(source, labels)}\n<ol class="passages">\n${passages.join("\n")}\n</ol>\n</li>`;
  });
  return `<ol class="sources">\n${items.join("\n")}\n</ol>`;
}

function sourceHead(source: SourceRecord, labels: Labels): string {
  const address = webAddress(source);
  const title = escapeHtml(source.title);
  const named =
    address === undefined ? title : `<a href="${hrefOf(address)}" rel="noopener noreferrer">${title}</a>`;
  const about = [...source.authors, ...aboutOf(source)].map((part) => `<span>${escapeHtml(part)}</span>`);
  const badge = source.authority.official ? `<span class="badge">${escapeHtml(labels.official)}</span>` : "";
  const publisher = publisherOf(source, labels);
  const known = publisher === "" ? [] : [`<p class="source-about">${escapeHtml(publisher)}</p>`];
  return [
    `<div class="source-head"><span class="number" aria-hidden="true">${source.number}</span><div>`,
    `<p class="source-title">${named}</p>`,
    `<p class="source-about">${about.join("")}${badge}</p>`,
    ...known,
    `<p class="source-stored"><span>${escapeHtml(labels.accessed(source.accessed))}</span><a href="sources/${source.id}.md">${escapeHtml(labels.storedText)}</a><span class="hash" title="${escapeHtml(labels.hash)}">SHA-256 <code>${source.id}</code></span></p>`,
    "</div></div>",
  ].join("\n");
}

interface PassageItem {
  readonly citation: Citation;
  readonly source: SourceRecord;
  readonly report: Report;
  readonly labels: Labels;
}

function passageItem({ citation, source, report, labels }: PassageItem): string {
  const claims = report.claims.filter((claim) => citation.claimIds.includes(claim.id));
  const ranges = markedRanges(citation, claims);
  const address = passageAddress(source, citation);
  const where = [
    ...citation.headingPath,
    ...(citation.page === undefined ? [] : [labels.pages([citation.page])]),
  ].map((part) => `<span>${escapeHtml(part)}</span>`);
  const link =
    address === undefined
      ? `<a href="sources/${source.id}.md">${escapeHtml(labels.storedText)}</a>`
      : `<a href="${hrefOf(address)}" rel="noopener noreferrer">${escapeHtml(labels.openAtPassage)}</a>`;
  const uses = claims.map(
    (claim) =>
      `<li data-claim="${claim.id}"><a href="#${claim.id}">${escapeHtml(shortened(claim.text))}</a> <span class="state ${claim.verdict}"><strong>${escapeHtml(labels.verdicts[claim.verdict])}</strong> ${escapeHtml(stateOf(claim, citation, labels))}</span></li>`,
  );
  return [
    `<li class="passage" id="e-${citation.label}">`,
    `<p class="where"><span class="label">[${citation.label}]</span>${where.join("")}<span class="bytes">${escapeHtml(labels.bytes(citation.start, citation.end))}</span></p>`,
    `<blockquote class="stored" lang="${escapeHtml(source.language ?? report.language)}">${new PassageWriter(ranges).blocks(passageBlocks(citation.text, ranges))}</blockquote>`,
    `<p class="open">${link}</p>`,
    `<div class="uses"><p>${escapeHtml(labels.citedBy)}</p><ul>${uses.join("")}</ul></div>`,
    "</li>",
  ].join("\n");
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 140 ? `${line.slice(0, 138).trimEnd()}…` : line;
}

/** What the checks found for a claim in one passage, in words. */
function stateOf(claim: Claim, citation: Citation, labels: Labels): string {
  const own = claim.citations.find(({ citationId }) => citationId === citation.id);
  const numbers = numberStates(claim, labels);
  return [
    ...(own === undefined ? [] : [labels.match[own.match]]),
    ...numbers,
    ...(claim.quotes.length + numbers.length > 0 || claim.overlap === undefined
      ? []
      : [labels.wordsShared(claim.overlap)]),
    ...(claim.inherited ? [labels.inherited] : []),
  ].join(labels.separator);
}

const mostNumbersNamed = 4;

/** Each number with what became of it; many that were found are only counted. */
function numberStates({ numbers }: Claim, labels: Labels): readonly string[] {
  const found = numbers.filter(({ match }) => match === "found");
  const named = found.length > mostNumbersNamed ? numbers.filter(({ match }) => match !== "found") : numbers;
  const counted = found.length > mostNumbersNamed ? [labels.numbersFound(found.length)] : [];
  return [...counted, ...named.map(({ number, match }) => `${number} ${labels.numberMatch[match]}`)];
}

/** Writes a passage; links in it are text, and marks reach over the elements they cross. */
class PassageWriter {
  readonly #ranges: readonly MarkedRange[];
  #open: string | undefined;

  constructor(ranges: readonly MarkedRange[]) {
    this.#ranges = ranges;
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join("\n");
  }

  #block(block: Block): string {
    switch (block.type) {
      case "heading":
      case "paragraph":
        return `<p>${block.content.map((span) => this.#inlines(span.children)).join("")}</p>`;
      case "list": {
        const tag = block.ordered ? "ol" : "ul";
        const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : "";
        return `<${tag}${start}>${block.items.map((item) => `<li>${this.blocks(item)}</li>`).join("")}</${tag}>`;
      }
      case "quote":
        return this.blocks(block.children);
      case "table": {
        const row = (cells: readonly (readonly Inline[])[], tag: "td" | "th"): string =>
          `<tr>${cells.map((cell) => `<${tag}>${this.#inlines(cell)}</${tag}>`).join("")}</tr>`;
        return `<table>${row(block.header, "th")}${block.rows.map(({ cells }) => row(cells, "td")).join("")}</table>`;
      }
      case "code":
        return `<pre>${this.#text(block.text)}</pre>`;
      case "rule":
        return "";
      default:
        return block satisfies never;
    }
  }

  #inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => this.#inline(inline)).join("");
  }

  #inline(inline: Inline): string {
    switch (inline.type) {
      case "text":
      case "code":
        return this.#text(inline.text);
      case "strong":
        return `<strong>${this.#inlines(inline.children)}</strong>`;
      case "emphasis":
        return `<em>${this.#inlines(inline.children)}</em>`;
      case "strike":
      case "link":
        return this.#inlines(inline.children);
      case "break":
        return "<br>";
      case "citation":
        return "";
      default:
        return inline satisfies never;
    }
  }

  #text(text: string): string {
    let out = "";
    for (const piece of splitAtMarks(text)) {
      const index = openedRange(piece);
      if (index !== undefined) this.#open = this.#ranges[index]?.claimIds.join(" ");
      else if (piece === markClose) this.#open = undefined;
      else
        out +=
          this.#open === undefined
            ? escapeHtml(piece)
            : `<mark data-claims="${this.#open}">${escapeHtml(piece)}</mark>`;
    }
    return out;
  }
}
