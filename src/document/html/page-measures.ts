import { readingLength } from "../normalise.ts";
import type { Leaf } from "./leaf.ts";
import { elementsOf, type HtmlElement } from "./tree.ts";

/** Sums over everything below an element. */
export interface Measure {
  /** Reading length of all text, and of text in links. */
  length: number;
  linkLength: number;
  leaves: number;
  /** Leaves that read as prose, and their reading length outside links. */
  prose: number;
  proseLength: number;
  /** Leaves that are one link with something to say. */
  linkedLeaves: number;
  headings: number;
  linkedHeadings: number;
  images: number;
}

export interface PageMeasures {
  /** Elements in document order. */
  readonly order: readonly HtmlElement[];
  readonly of: (element: HtmlElement) => Measure;
}

const sentenceEnd = /[.!?…]["'”’»)\]]*(?:\s|$)|[。！？；]/;
const leastProse = 40;
/** Text without any sentence end must be this long to pass for prose. */
const unpunctuatedProse = 120;

/** How much of a leaf stands in links, 0 to 1. */
export function linkShare(leaf: Leaf): number {
  return leaf.text.length === 0 ? 0 : leaf.linkLength / leaf.text.length;
}

/** Reading length of a leaf if it reads as prose or is a table or listing, without its links; 0 otherwise. */
export function proseLength(leaf: Leaf): number {
  if (leaf.type === "heading" || leaf.isCaption) return 0;
  const length = readingLength(leaf.text);
  const share = linkShare(leaf);
  if (leaf.type !== "text") return length * (1 - share) * 0.7;
  if (share > 0.5 || length < leastProse) return 0;
  return sentenceEnd.test(leaf.text) || length > unpunctuatedProse ? length * (1 - share) : 0;
}

const imageTags = new Set(["img", "picture", "amp-img"]);

function emptyMeasure(): Measure {
  return {
    length: 0,
    linkLength: 0,
    leaves: 0,
    prose: 0,
    proseLength: 0,
    linkedLeaves: 0,
    headings: 0,
    linkedHeadings: 0,
    images: 0,
  };
}

function addTo(sum: Measure, part: Measure): void {
  sum.length += part.length;
  sum.linkLength += part.linkLength;
  sum.leaves += part.leaves;
  sum.prose += part.prose;
  sum.proseLength += part.proseLength;
  sum.linkedLeaves += part.linkedLeaves;
  sum.headings += part.headings;
  sum.linkedHeadings += part.linkedHeadings;
  sum.images += part.images;
}

/** Sums up every element of a page in one pass up the tree. */
export function measurePage(root: HtmlElement, leaves: readonly Leaf[]): PageMeasures {
  const order = [...elementsOf(root)];
  const empty = emptyMeasure();
  const measures = new Map<HtmlElement, Measure>();
  // Most elements of a page are inline and hold nothing of their own.
  const measureOf = (element: HtmlElement): Measure => {
    const measure = measures.get(element) ?? emptyMeasure();
    measures.set(element, measure);
    return measure;
  };
  for (const element of order) if (imageTags.has(element.tag)) measureOf(element).images += 1;
  for (const leaf of leaves) {
    const length = readingLength(leaf.text);
    const share = linkShare(leaf);
    const prose = proseLength(leaf);
    addTo(measureOf(leaf.owner), {
      length,
      linkLength: length * share,
      leaves: 1,
      prose: prose > 0 ? 1 : 0,
      proseLength: prose,
      linkedLeaves: share > 0.85 && leaf.text.length >= 12 ? 1 : 0,
      headings: leaf.type === "heading" ? 1 : 0,
      linkedHeadings: leaf.type === "heading" && share > 0.85 ? 1 : 0,
      images: 0,
    });
  }
  for (let index = order.length - 1; index > 0; index -= 1) {
    const element = order[index];
    const measure = element === undefined ? undefined : measures.get(element);
    if (element?.parent !== undefined && measure !== undefined) addTo(measureOf(element.parent), measure);
  }
  return { order, of: (element) => measures.get(element) ?? empty };
}
