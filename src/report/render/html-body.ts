import type { Block, Inline, Span } from "../body/body.ts";
import type { Claim, Report } from "../report.ts";
import { escapeHtml, hrefOf } from "./html-text.ts";
import { flagText, paragraphFlags } from "./flags.ts";
import type { Labels } from "./labels.ts";
import { hostOf } from "./source-place.ts";

/** The body of a report as HTML. Only text, and the elements written here: nothing of the body is markup. */
export function htmlBody(report: Report, labels: Labels): string {
  return new HtmlWriter(report, labels).blocks(report.body);
}

class HtmlWriter {
  readonly #labels: Labels;
  readonly #citations: ReadonlyMap<string, { readonly label: string; readonly title: string }>;
  readonly #claims: ReadonlyMap<string, Claim>;

  constructor(report: Report, labels: Labels) {
    const titles = new Map(report.sources.map(({ id, title }) => [id, title]));
    this.#labels = labels;
    this.#citations = new Map(
      report.citations.map(({ id, label, sourceId }) => [id, { label, title: titles.get(sourceId) ?? "" }]),
    );
    this.#claims = new Map(report.claims.map((claim) => [claim.id, claim]));
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join("\n");
  }

  #block(block: Block): string {
    switch (block.type) {
      case "heading": {
        const level = Math.min(6, Math.max(2, block.level));
        return `<h${level}>${this.#spans(block.content)}</h${level}>`;
      }
      case "paragraph":
        return `<p>${this.#spans(block.content)}</p>`;
      case "list": {
        const tag = block.ordered ? "ol" : "ul";
        const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : "";
        const items = block.items.map((item) => `<li>${this.#item(item)}</li>`);
        return `<${tag}${start}>\n${items.join("\n")}\n</${tag}>`;
      }
      case "quote": {
        const inner = this.blocks(block.children);
        const claim = block.claimId === undefined ? undefined : this.#claims.get(block.claimId);
        if (claim === undefined) return `<blockquote>${inner}</blockquote>`;
        return `<blockquote class="claim ${claim.verdict}" id="${claim.id}" data-claim="${claim.id}">${inner}${this.#flag(claim)}</blockquote>`;
      }
      case "table":
        return this.#table(block);
      case "code":
        return `<pre tabindex="0"><code>${escapeHtml(block.text)}</code></pre>`;
      case "rule":
        return "<hr>";
      default:
        return block satisfies never;
    }
  }

  /** A list item of one paragraph needs no paragraph. */
  #item(blocks: readonly Block[]): string {
    const [first, ...rest] = blocks;
    if (first?.type !== "paragraph") return this.blocks(blocks);
    return this.#spans(first.content) + (rest.length === 0 ? "" : `\n${this.blocks(rest)}`);
  }

  #table(table: Extract<Block, { type: "table" }>): string {
    const cell = (tag: "td" | "th", inlines: readonly Inline[], index: number): string => {
      const side = table.alignments[index] ?? "none";
      const scope = tag === "th" ? ' scope="col"' : "";
      return `<${tag}${scope}${side === "none" ? "" : ` class="${side}"`}>${this.#inlines(inlines, undefined)}`;
    };
    const header = table.header.map((inlines, index) => `${cell("th", inlines, index)}</th>`).join("");
    const rows = table.rows.map((row) => {
      const claim = row.claimId === undefined ? undefined : this.#claims.get(row.claimId);
      const last = row.cells.length - 1;
      const cells = row.cells.map((inlines, index) => {
        const flag = index === last && claim !== undefined ? this.#flag(claim) : "";
        return `${cell("td", inlines, index)}${flag}</td>`;
      });
      const attributes =
        claim === undefined
          ? ""
          : ` class="claim ${claim.verdict}" id="${claim.id}" data-claim="${claim.id}"`;
      return `<tr${attributes}>${cells.join("")}</tr>`;
    });
    const label = escapeHtml(this.#labels.table);
    return `<div class="table" role="region" aria-label="${label}" tabindex="0"><table>\n<thead><tr>${header}</tr></thead>\n<tbody>\n${rows.join("\n")}\n</tbody>\n</table></div>`;
  }

  #spans(spans: readonly Span[]): string {
    const flags = paragraphFlags(spans, this.#claims, this.#labels);
    return spans
      .map(({ claimId, children }) => {
        const claim = claimId === undefined ? undefined : this.#claims.get(claimId);
        const inner = this.#inlines(children, claimId);
        if (claim === undefined) return inner;
        const end = inner.trimEnd().length;
        return `<span class="claim ${claim.verdict}" id="${claim.id}" data-claim="${claim.id}"><span class="said">${inner.slice(0, end)}</span>${this.#flag(claim, flags.get(claim.id) ?? "")}</span>${inner.slice(end)}`;
      })
      .join("");
  }

  #flag(claim: Claim, words = flagText(claim, this.#labels)): string {
    return words === ""
      ? ""
      : ` <span class="flag"><span aria-hidden="true">⚠ </span>${escapeHtml(words)}</span>`;
  }

  #inlines(inlines: readonly Inline[], claimId: string | undefined): string {
    return inlines.map((inline) => this.#inline(inline, claimId)).join("");
  }

  #inline(inline: Inline, claimId: string | undefined): string {
    switch (inline.type) {
      case "text":
        return escapeHtml(inline.text);
      case "code":
        return `<code>${escapeHtml(inline.text)}</code>`;
      case "strong":
        return `<strong>${this.#inlines(inline.children, claimId)}</strong>`;
      case "emphasis":
        return `<em>${this.#inlines(inline.children, claimId)}</em>`;
      case "strike":
        return `<s>${this.#inlines(inline.children, claimId)}</s>`;
      case "link":
        return `<a href="${hrefOf(inline.url)}" rel="noopener noreferrer nofollow">${this.#inlines(inline.children, claimId)}</a><span class="host"> ${escapeHtml(hostOf(inline.url))}</span>`;
      case "break":
        return "<br>";
      case "citation":
        return this.#citation(inline.ids);
      default:
        return inline satisfies never;
    }
  }

  #citation(ids: readonly string[]): string {
    const links = ids.flatMap((id) => {
      const citation = this.#citations.get(id);
      if (citation === undefined) return [];
      const name = escapeHtml(this.#labels.source(citation.label, citation.title));
      return [`<a class="cite" href="#e-${citation.label}" aria-label="${name}">${citation.label}</a>`];
    });
    return links.length === 0 ? "" : `<span class="cites">[${links.join(", ")}]</span>`;
  }
}
