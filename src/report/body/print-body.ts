import type { Block, Inline, Span, TableRow } from "./body.ts";
import { isLeadIn } from "./asserts.ts";
import { inlinesOf, plainText, spanInlines } from "./inline-text.ts";
import { mapInlines } from "./map-inlines.ts";

export interface PrintRules {
  /** Whether a citation may be printed. */
  readonly isPrinted: (citationId: string) => boolean;
  /** Whether a claim is left out. */
  readonly isDropped: (claimId: string) => boolean;
}

/**
 * The body as it will be printed: dropped claims taken out together with the headings and introductions they leave empty,
 * citations reduced to those that stand, neighbouring ones merged.
 */
export function printBody(blocks: readonly Block[], rules: PrintRules): readonly Block[] {
  const kept = dropClaims(blocks, rules);
  return mapInlines(kept, (inlines) => mergeCitations(printCitations(inlines, rules)));
}

function dropClaims(blocks: readonly Block[], rules: PrintRules): readonly Block[] {
  const kept = blocks.flatMap((block): readonly Block[] => {
    const rest = dropFrom(block, rules);
    return rest === undefined ? [] : [rest];
  });
  if (kept.length === blocks.length && kept.every((block, index) => block === blocks[index])) return blocks;
  return withoutEmptySections(withoutDanglingLeadIns(kept, blocks));
}

function isGone(claimId: string | undefined, rules: PrintRules): boolean {
  return claimId !== undefined && rules.isDropped(claimId);
}

/** The block without its dropped claims; undefined when nothing is left of it; the same object when nothing is dropped. */
function dropFrom(block: Block, rules: PrintRules): Block | undefined {
  switch (block.type) {
    case "paragraph": {
      const content = block.content.filter((span) => !isGone(span.claimId, rules));
      if (content.length === block.content.length) return block;
      return saysSomething(content) ? { ...block, content } : undefined;
    }
    case "list": {
      const items = block.items.map((item) => dropClaims(item, rules));
      if (items.every((item, index) => item === block.items[index])) return block;
      const left = items.filter((item) => item.length > 0);
      return left.length > 0 ? { ...block, items: left } : undefined;
    }
    case "quote": {
      if (isGone(block.claimId, rules)) return undefined;
      const children = dropClaims(block.children, rules);
      if (children === block.children) return block;
      return children.length > 0 ? { ...block, children } : undefined;
    }
    case "table": {
      const rows = block.rows.filter((row: TableRow) => !isGone(row.claimId, rules));
      if (rows.length === block.rows.length) return block;
      return rows.length > 0 ? { ...block, rows } : undefined;
    }
    case "heading":
    case "code":
    case "rule":
      return block;
    default:
      return block satisfies never;
  }
}

function saysSomething(content: readonly Span[]): boolean {
  return /[\p{L}\p{N}]/u.test(plainText(spanInlines(content)));
}

/** Takes out a sentence that introduces a list or quotation which is no longer there. */
function withoutDanglingLeadIns(kept: readonly Block[], before: readonly Block[]): readonly Block[] {
  return kept.flatMap((block, index): readonly Block[] => {
    const next = kept[index + 1];
    const hadNext = isIntroduced(before[before.findIndex((other) => sameStart(other, block)) + 1]);
    if (block.type !== "paragraph" || !hadNext || isIntroduced(next)) return [block];
    const last = block.content.at(-1);
    if (last === undefined || !isLeadIn(plainText(last.children))) return [block];
    const content = block.content.slice(0, -1);
    return saysSomething(content) ? [{ ...block, content }] : [];
  });
}

function isIntroduced(block: Block | undefined): boolean {
  return (
    block?.type === "list" || block?.type === "quote" || block?.type === "table" || block?.type === "code"
  );
}

function sameStart(a: Block, b: Block): boolean {
  return (
    a === b || (a.type === "paragraph" && b.type === "paragraph" && a.content.at(-1) === b.content.at(-1))
  );
}

/** Takes out headings under which nothing is left, the title excepted. */
function withoutEmptySections(blocks: readonly Block[]): readonly Block[] {
  const kept: Block[] = [];
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index];
    if (block === undefined) continue;
    const next = kept[0];
    const isEmpty =
      block.type === "heading" &&
      block.level > 1 &&
      (next === undefined || (next.type === "heading" && next.level <= block.level));
    if (!isEmpty) kept.unshift(block);
  }
  return kept;
}

function printCitations(inlines: readonly Inline[], rules: PrintRules): readonly Inline[] {
  const printed: Inline[] = [];
  for (const inline of inlines) {
    if (inline.type !== "citation") {
      printed.push(
        "children" in inline ? { ...inline, children: printCitations(inline.children, rules) } : inline,
      );
      continue;
    }
    const last = printed.at(-1);
    if (last?.type === "text") printed[printed.length - 1] = { ...last, text: last.text.trimEnd() };
    const ids = inline.ids.filter(rules.isPrinted);
    if (ids.length > 0) printed.push({ type: "citation", ids });
  }
  return printed;
}

function mergeCitations(inlines: readonly Inline[]): readonly Inline[] {
  const merged: Inline[] = [];
  for (const inline of inlines) {
    const last = merged.at(-1);
    const beforeLast = merged.at(-2);
    if (inline.type === "citation" && last?.type === "citation") {
      merged[merged.length - 1] = join(last.ids, inline.ids);
    } else if (
      inline.type === "citation" &&
      last?.type === "text" &&
      /^[\s,;，、]*$/.test(last.text) &&
      beforeLast?.type === "citation"
    ) {
      merged.splice(-2, 2, join(beforeLast.ids, inline.ids));
    } else
      merged.push("children" in inline ? { ...inline, children: mergeCitations(inline.children) } : inline);
  }
  return merged;
}

function join(a: readonly string[], b: readonly string[]): Inline {
  return { type: "citation", ids: [...new Set([...a, ...b])] };
}

/** Ids cited in printed blocks, in reading order, each once. */
export function printedIds(blocks: readonly Block[]): readonly string[] {
  const collect = (inlines: readonly Inline[]): readonly string[] =>
    inlines.flatMap((inline) => {
      if (inline.type === "citation") return inline.ids;
      return "children" in inline ? collect(inline.children) : [];
    });
  return [...new Set(blocks.flatMap((block) => inlinesOf(block).flatMap(collect)))];
}
