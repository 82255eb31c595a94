import type { Block, Inline, Span } from "../body/body.ts";
import type { Claim, Report } from "../report.ts";
import { flagText, paragraphFlags } from "./flags.ts";
import type { Labels } from "./labels.ts";
import { labelsFor } from "./labels-for.ts";

/** Keeps text from being read as Markdown, HTML or an entity. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]<>~]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/!$/, "\\!");
}

/** Text at the start of a line must not look like a marker. */
function escapeStart(text: string): string {
  return text
    .replace(/^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|\|)/, "$1\\$2")
    .replace(/^(\s*)([-+])(?=[-+\s]*$)/, "$1\\$2")
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

/** The body of a report as Markdown: numbered citations, a ⚠ with words behind every claim that is not supported. */
export function markdownBody(report: Report): string {
  return new BodyWriter(report).blocks(report.body);
}

class BodyWriter {
  readonly #labelOf: ReadonlyMap<string, string>;
  readonly #claims: ReadonlyMap<string, Claim>;
  readonly #labels: Labels;
  readonly #isChinese: boolean;

  constructor(report: Report) {
    this.#labels = labelsFor(report.language);
    this.#isChinese = report.language.startsWith("zh");
    this.#labelOf = new Map(report.citations.map(({ id, label }) => [id, label]));
    this.#claims = new Map(report.claims.map((claim) => [claim.id, claim]));
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block, index) => this.#block(block, blocks[index - 1])).join("\n\n");
  }

  #block(block: Block, before: Block | undefined): string {
    switch (block.type) {
      case "heading":
        return `${"#".repeat(block.level)} ${this.#spans(block.content).replace(/\s*\n/g, " ").replace(/#+$/, "\\$&")}`;
      case "paragraph":
        return this.#spans(block.content)
          .replace(/ {2}\n\s*/g, "  \n")
          .split("\n")
          .map(escapeStart)
          .join("\n");
      case "list":
        return this.#list(block, before);
      case "quote": {
        const flag = this.#flag(block.claimId);
        const text = this.blocks(block.children) + (flag === "" ? "" : `\n\n${flag.trim()}`);
        return text.replace(/^/gm, "> ").replace(/^> +$/gm, ">");
      }
      case "table":
        return this.#table(block);
      case "code": {
        const fence = "`".repeat(
          Math.max(3, ...[...block.text.matchAll(/`+/g)].map((run) => run[0].length + 1)),
        );
        return `${fence}${block.language ?? ""}\n${block.text}\n${fence}`;
      }
      case "rule":
        return "---";
      default:
        return block satisfies never;
    }
  }

  #list(list: Extract<Block, { type: "list" }>, before: Block | undefined): string {
    // Two lists in a row would be read as one; another marker keeps them apart.
    const isSecond = before?.type === "list" && before.ordered === list.ordered;
    const isTight = list.items.every((item) => item.length <= 1 || item[1]?.type === "list");
    const items = list.items.map((item, index) => {
      const marker = list.ordered ? `${list.start + index}${isSecond ? ")" : "."}` : isSecond ? "*" : "-";
      const text = isTight
        ? item.map((block) => this.#block(block, undefined)).join("\n")
        : this.blocks(item);
      return `${marker} ${text.replace(/\n(?=.)/g, `\n${" ".repeat(marker.length + 1)}`)}`;
    });
    return items.join(isTight ? "\n" : "\n\n");
  }

  #table(table: Extract<Block, { type: "table" }>): string {
    const cell = (inlines: readonly Inline[]): string =>
      this.#inlines(inlines)
        .replace(/\|/g, "\\|")
        .replace(/\s*\n\s*/g, " ")
        .trim();
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    const rule = { left: ":--", center: ":-:", right: "--:", none: "---" } as const;
    const rows = table.rows.map((row) => {
      const cells = row.cells.map(cell);
      const last = cells.length - 1;
      const flag = this.#flag(row.claimId).replace(/\|/g, "\\|");
      return line(cells.map((text, index) => (index === last ? text + flag : text)));
    });
    return [line(table.header.map(cell)), line(table.alignments.map((side) => rule[side])), ...rows].join(
      "\n",
    );
  }

  #spans(spans: readonly Span[]): string {
    const flags = paragraphFlags(spans, this.#claims, this.#labels);
    return spans
      .map(({ claimId, children }) => {
        const text = this.#inlines(children);
        const end = text.trimEnd().length;
        return text.slice(0, end) + this.#flagged(flags.get(claimId ?? "") ?? "") + text.slice(end);
      })
      .join("")
      .trim();
  }

  #flag(claimId: string | undefined): string {
    const claim = this.#claims.get(claimId ?? "");
    return claim === undefined ? "" : this.#flagged(flagText(claim, this.#labels));
  }

  #flagged(words: string): string {
    if (words === "") return "";
    const text = escapeMarkdown(words.replace(/\s+/g, " "));
    // Half of a pair in a quoted scrap would hide where the flag ends.
    return this.#isChinese ? `⚠（${text.replaceAll("（", "(").replaceAll("）", ")")}）` : ` ⚠ *(${text})*`;
  }

  #inlines(inlines: readonly Inline[]): string {
    const parts = inlines.map((inline) => ({ inline, text: this.#inline(inline) }));
    let text = "";
    for (const [index, { inline, text: own }] of parts.entries()) {
      // Two runs of marks that touch are read as one run; the second gives way.
      const mark = emphasisMarks[inline.type];
      const around = { before: text.slice(-1), after: parts[index + 1]?.text.charAt(0) ?? "" };
      const written = mark === undefined || /[*~]/.test(around.before) ? own : emphasise(own, mark, around);
      text +=
        (inline.type === "citation" ? this.#spaceBefore(text) : separatorBetween(text, written)) + written;
    }
    return text;
  }

  #spaceBefore(text: string): string {
    return this.#isChinese || text === "" || /[\s(（\p{Script=Han}]$/u.test(text) ? "" : " ";
  }

  #inline(inline: Inline): string {
    switch (inline.type) {
      case "text":
        return escapeMarkdown(inline.text);
      case "code": {
        const fence = "`".repeat(
          Math.max(1, ...[...inline.text.matchAll(/`+/g)].map((run) => run[0].length + 1)),
        );
        return inline.text.trim() === ""
          ? inline.text
          : `${fence} ${inline.text} ${fence}`.replace(/^(`) ([^`].*[^`]) (`)$/s, "$1$2$3");
      }
      case "strong":
      case "emphasis":
      case "strike":
        return this.#inlines(inline.children);
      case "link":
        return `[${this.#inlines(inline.children)}](<${inline.url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
      case "break":
        return "  \n";
      case "citation":
        return `[${inline.ids.map((id) => this.#labelOf.get(id) ?? "").join(", ")}]`;
      default:
        return inline satisfies never;
    }
  }
}

/** Keeps a citation from becoming a link, and two runs of marks from becoming one. */
function separatorBetween(before: string, after: string): string {
  if (/(?<!\\)\]$/.test(before) && /^[([:]/.test(after)) return " ";
  return /(?<!\\)[*~`]$/.test(before) && before.endsWith(after.charAt(0)) ? "&#8203;" : "";
}

const emphasisMarks: Readonly<Partial<Record<Inline["type"], string>>> = {
  strong: "**",
  emphasis: "*",
  strike: "~~",
};
/** Punctuation and symbols, as the flanking rules of CommonMark see them. */
const punctuation = /[\p{P}\p{S}]/u;
const open = /^[\s\p{P}\p{S}]/u;
/** What may stand outside the marks without changing what is read; never Markdown's own marks. */
const leading = /^(?:\s|(?![`[\]<>*_~\\])[\p{P}\p{S}])+/u;
const trailing = /(?:\s|(?![`[\]<>*_~\\])[\p{P}\p{S}])+$/u;

/**
 * Puts marks of emphasis around text so that every reader of Markdown sees them: between punctuation inside and a
 * letter outside they would be none, so the punctuation steps outside, or the emphasis is dropped.
 */
function emphasise(
  text: string,
  mark: string,
  around: { readonly before: string; readonly after: string },
): string {
  const mustOpen = around.before !== "" && !open.test(around.before);
  const mustClose = around.after !== "" && !open.test(around.after);
  const before = (mustOpen ? leading : /^\s+/).exec(text)?.[0] ?? "";
  const rest = text.slice(before.length);
  const after = (mustClose ? trailing : /\s+$/).exec(rest)?.[0] ?? "";
  const inner = rest.slice(0, rest.length - after.length);
  const isSeen =
    inner !== "" &&
    !/^[*~]|[*~]$/.test(inner) &&
    !(mustOpen && punctuation.test(inner.charAt(0))) &&
    !(mustClose && punctuation.test(inner.charAt(inner.length - 1)));
  return isSeen ? `${before}${mark}${inner}${mark}${after}` : text;
}
