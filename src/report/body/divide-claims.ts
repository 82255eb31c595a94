import { splitSentences } from "../../core/sentences.ts";
import { asserts, isLeadIn, isShortLeadIn } from "./asserts.ts";
import type { Block, Inline, Span, TableRow } from "./body.ts";
import { citedIds, inlinesOf, markedText, plainText, sliceInlines, spanInlines } from "./inline-text.ts";

/** A stretch of a claim and the ids cited for it. */
export interface Segment {
  readonly text: string;
  readonly ids: readonly string[];
}

/** A sentence that asserts something, before it is checked. */
export interface ClaimDraft {
  readonly id: string;
  readonly kind: "sentence" | "quotation" | "table-row";
  /** Without citations; the segments' texts joined. */
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Characters of a bold label that opens it: `**Fee:** $130`. */
  readonly labelLength: number;
  readonly ids: readonly string[];
  /** Where the ids come from: the claim itself, the sentence that introduces it, or the next cited sentence. */
  readonly from: "itself" | "lead-in" | "next";
}

export interface DividedBody {
  readonly body: readonly Block[];
  readonly claims: readonly ClaimDraft[];
}

/** Divides a body into sentences and finds those that assert something, each with what is cited for it. */
export function divideClaims(blocks: readonly Block[]): DividedBody {
  const divider = new Divider();
  const body = divider.blocks(blocks, []);
  return { body, claims: divider.claims };
}

class Divider {
  readonly claims: ClaimDraft[] = [];

  /** `leadIn` are the ids of the sentence that introduces these blocks. */
  blocks(blocks: readonly Block[], leadIn: readonly string[]): readonly Block[] {
    let introduced = leadIn;
    return blocks.map((block) => {
      const divided = this.#block(block, introduced);
      if (block.type !== "heading" && block.type !== "rule") introduced = leadInIds(block) ?? leadIn;
      return divided;
    });
  }

  #block(block: Block, leadIn: readonly string[]): Block {
    switch (block.type) {
      case "heading":
        return { ...block, content: [{ children: withoutCitations(spanInlines(block.content)) }] };
      case "paragraph":
        return { ...block, content: this.#sentences(spanInlines(block.content), leadIn) };
      case "list":
        return { ...block, items: block.items.map((item) => this.blocks(item, leadIn)) };
      case "quote":
        return isCallout(block.children)
          ? { ...block, children: this.blocks(block.children, leadIn) }
          : this.#quotation(block, leadIn);
      case "table":
        return { ...block, header: block.header.map(withoutCitations), rows: this.#rows(block, leadIn) };
      case "code":
      case "rule":
        return block;
      default:
        return block satisfies never;
    }
  }

  #sentences(inlines: readonly Inline[], leadIn: readonly string[]): readonly Span[] {
    const spans: Span[] = [];
    const first = this.claims.length;
    for (const { start, end } of splitSentences(markedText(inlines))) {
      const children = sliceInlines(inlines, start, end);
      const text = plainText(children).trim();
      const ids = citedIds(children);
      const assertsNothing = !/[\p{L}\p{N}]/u.test(text) || attributionLine.test(text);
      if (assertsNothing && ids.length > 0) {
        this.#addIds(ids);
        spans.push({ children });
      } else if (asserts(text) || (ids.length > 0 && text !== "" && !isShortLeadIn(text))) {
        spans.push({ children, claimId: this.#add("sentence", children, leadIn) });
      } else spans.push({ children });
    }
    this.#borrowFromNext(first);
    return spans;
  }

  #quotation(block: Extract<Block, { type: "quote" }>, leadIn: readonly string[]): Block {
    const inlines = block.children.flatMap((child) => [...inlinesOf(child), [space]]).flat();
    if (!/[\p{L}\p{N}]/u.test(plainText(inlines))) return block;
    return { ...block, claimId: this.#add("quotation", withoutAttribution(inlines), leadIn) };
  }

  #rows(table: Extract<Block, { type: "table" }>, leadIn: readonly string[]): readonly TableRow[] {
    const inHeader = citedIds(table.header.flat());
    const inherited = inHeader.length > 0 ? inHeader : leadIn;
    return table.rows.map((row) => {
      const inlines = row.cells.flatMap((cell, index) => (index === 0 ? cell : [separator, ...cell]));
      const text = plainText(inlines);
      const isClaim = citedIds(inlines).length > 0 || asserts(text) || /\p{N}/u.test(text);
      return isClaim && /[\p{L}\p{N}]/u.test(text)
        ? { ...row, claimId: this.#add("table-row", inlines, inherited) }
        : row;
    });
  }

  #add(kind: ClaimDraft["kind"], inlines: readonly Inline[], leadIn: readonly string[]): string {
    const id = `c${this.claims.length + 1}`;
    const own = citedIds(inlines);
    const ids = own.length > 0 ? own : leadIn;
    const segments = own.length > 0 ? segmentsOf(inlines) : [{ text: plainText(inlines).trim(), ids }];
    const text = segments.map((segment) => segment.text).join("");
    const labelLength = labelLengthOf(inlines);
    this.claims.push({
      id,
      kind,
      text,
      segments,
      labelLength,
      ids,
      from: own.length > 0 ? "itself" : "lead-in",
    });
    return id;
  }

  /** The citations of a line that says nothing, or only whose the quotation above it is, belong to that. */
  #addIds(ids: readonly string[]): void {
    const last = this.claims.pop();
    if (last === undefined) return;
    const isOwn = last.from === "itself";
    const all = [...new Set([...(isOwn ? last.ids : []), ...ids])];
    const segments = isOwn
      ? last.segments.map((segment) => ({ ...segment, ids: [...new Set([...segment.ids, ...ids])] }))
      : [{ text: last.text, ids: all }];
    this.claims.push({ ...last, ids: all, segments, from: "itself" });
  }

  /** Sentences of one paragraph without a citation lean on the next cited sentence of that paragraph. */
  #borrowFromNext(first: number): void {
    let next: readonly string[] = [];
    for (let index = this.claims.length - 1; index >= first; index -= 1) {
      const claim = this.claims[index];
      if (claim === undefined) continue;
      if (claim.ids.length > 0) next = claim.ids;
      else if (next.length > 0) {
        const segments = [{ text: claim.text, ids: next }];
        this.claims[index] = { ...claim, ids: next, segments, from: "next" };
      }
    }
  }
}

function labelLengthOf(inlines: readonly Inline[]): number {
  const [first, second] = inlines;
  if (first?.type !== "strong") return 0;
  const label = plainText([first]);
  return isLeadIn(label) || /^\s*[:：]/.test(plainText(second === undefined ? [] : [second]))
    ? label.length
    : 0;
}

const space: Inline = { type: "text", text: " " };
const separator: Inline = { type: "text", text: " · " };

/** Ids of a paragraph that introduces what follows; undefined when it introduces nothing. */
function leadInIds(block: Block): readonly string[] | undefined {
  if (block.type !== "paragraph") return undefined;
  const inlines = spanInlines(block.content);
  const last = splitSentences(markedText(inlines)).at(-1);
  if (last === undefined) return undefined;
  const sentence = sliceInlines(inlines, last.start, last.end);
  return isLeadIn(plainText(sentence)) ? citedIds(sentence) : undefined;
}

const calloutLabel =
  /^\s*(?:\[!\w+\]|(?:note|tip|warning|important|caution|注意|提示|说明|重要|警告)\s*[:：])/i;

/** A block quote that opens with a label is a remark of the writer, not a quotation. */
function isCallout(children: readonly Block[]): boolean {
  const [first] = children.flatMap(inlinesOf).flat();
  return first?.type === "strong" || calloutLabel.test(plainText(first === undefined ? [] : [first]));
}

const attribution = /(?<=[.!?。！？…”’"」』])\s*(?:—{1,2}|–|--)\s*[^—–]{1,160}$/u;
const attributionLine = /^(?:—|–|--)/;

/** A quotation without the closing line that says whose it is; citations in that line are kept. */
function withoutAttribution(inlines: readonly Inline[]): readonly Inline[] {
  const found = attribution.exec(plainText(inlines).trimEnd());
  if (found === null) return inlines;
  const cut = markedOffset(inlines, found.index);
  const tail = citedIds(sliceInlines(inlines, cut, Infinity));
  const kept = sliceInlines(inlines, 0, cut);
  return tail.length === 0 ? kept : [...kept, { type: "citation", ids: tail }];
}

/** The offset in `markedText` at which the first `length` characters of `plainText` end. */
function markedOffset(inlines: readonly Inline[], length: number): number {
  let [low, high] = [0, markedText(inlines).length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (plainText(sliceInlines(inlines, 0, middle)).length < length) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withoutCitations(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.type === "citation") return [];
    return "children" in inline ? [{ ...inline, children: withoutCitations(inline.children) }] : [inline];
  });
}

/** What each group of citations of a sentence stands for: the text since the group before it. */
function segmentsOf(inlines: readonly Inline[]): readonly Segment[] {
  const segments: { text: string; ids: string[] }[] = [];
  let open = "";
  for (const leaf of leaves(inlines)) {
    if (leaf.type !== "citation") open += plainText([leaf]);
    else if (/[\p{L}\p{N}]/u.test(open) || segments.length === 0) {
      segments.push({ text: open.trimEnd(), ids: [...leaf.ids] });
      open = "";
    } else segments.at(-1)?.ids.push(...leaf.ids);
  }
  const all = [...new Set(segments.flatMap((segment) => segment.ids))];
  if (/[\p{L}\p{N}]/u.test(open)) segments.push({ text: open, ids: all });
  else if (segments.length > 0) segments[segments.length - 1] = joinText(segments.at(-1), open);
  return trimEnds(segments);
}

function joinText(
  segment: { readonly text: string; readonly ids: string[] } | undefined,
  text: string,
): { text: string; ids: string[] } {
  return { text: (segment?.text ?? "") + text, ids: segment?.ids ?? [] };
}

function trimEnds(segments: readonly Segment[]): readonly Segment[] {
  return segments.map((segment, index) => {
    const start = index === 0 ? segment.text.trimStart() : segment.text;
    return { ...segment, text: index === segments.length - 1 ? start.trimEnd() : start };
  });
}

function leaves(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline) => ("children" in inline ? leaves(inline.children) : [inline]));
}
