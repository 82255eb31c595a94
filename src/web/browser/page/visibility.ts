import type { CDPSession } from "playwright-core";

/** Which texts of a page nobody sees, and which elements react to a click; by backend ids of nodes. */
export interface Visibility {
  readonly hidden: ReadonlySet<number>;
  readonly clickable: ReadonlySet<number>;
}

/** `Node.TEXT_NODE` of the DOM. */
const textNode = 3;
/** Smaller letters are not meant to be read. */
const leastFontPixels = 3;
/** Fainter than this nobody sees it. */
const leastOpacity = 0.05;
/** Colours that differ by no more than this in every channel look the same. */
const sameColour = 8;

const computedStyles = ["opacity", "font-size", "color", "background-image", "overflow-x"];

function capture(session: CDPSession) {
  return session.send("DOMSnapshot.captureSnapshot", {
    computedStyles,
    includeBlendedBackgroundColors: true,
    includeTextColorOpacities: true,
  });
}

type Snapshot = Awaited<ReturnType<typeof capture>>;
type DocumentSnapshot = Snapshot["documents"][number];

/** Asks the browser how it has laid out a page and the frames of its process. */
export async function readVisibility(session: CDPSession): Promise<Visibility> {
  const { documents, strings } = await capture(session);
  const hidden = new Set<number>();
  const clickable = new Set<number>();
  for (const document of documents) {
    const ids = document.nodes.backendNodeId ?? [];
    const boxes = boxesOf(document, strings);
    for (const [node, box] of boxes) {
      if (
        document.nodes.nodeType?.[node] !== textNode ||
        !isHiddenText(box, ancestors(document, boxes, node))
      )
        continue;
      hidden.add(ids[node] ?? -1);
    }
    for (const node of document.nodes.isClickable?.index ?? []) clickable.add(ids[node] ?? -1);
  }
  return { hidden, clickable };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly opacity: number;
  readonly fontPixels: number;
  readonly colour: string;
  readonly background: string;
  readonly hasPicture: boolean;
  readonly isClipping: boolean;
}

/** What is laid out, by index of its node. */
function boxesOf({ layout, nodes }: DocumentSnapshot, strings: readonly string[]): ReadonlyMap<number, Box> {
  // A colour is inherited, and may be another one again further in.
  const isText = (node: number): boolean => nodes.nodeType?.[node] === textNode;
  const string = (index: number | undefined): string => strings[index ?? -1] ?? "";
  return new Map(
    layout.nodeIndex.map((node, at) => {
      const [x = 0, y = 0, width = 0, height = 0] = layout.bounds[at] ?? [];
      const [opacity, fontSize, colour, image, overflow] = (layout.styles[at] ?? []).map(string);
      const box: Box = {
        x,
        y,
        width,
        height,
        opacity: Math.min(
          Number(opacity || 1),
          layout.textColorOpacities?.[at] ?? 1,
          isText(node) ? alphaOf(colour) : 1,
        ),
        fontPixels: Number.parseFloat(fontSize || "16"),
        colour: colour ?? "",
        background: string(layout.blendedBackgroundColors?.[at]),
        hasPicture: (image || "none") !== "none",
        isClipping: (overflow || "visible") !== "visible",
      };
      return [node, box];
    }),
  );
}

function ancestors(
  { nodes }: DocumentSnapshot,
  boxes: ReadonlyMap<number, Box>,
  node: number,
): readonly Box[] {
  const found: Box[] = [];
  for (let at = nodes.parentIndex?.[node] ?? -1; at >= 0; at = nodes.parentIndex?.[at] ?? -1) {
    const box = boxes.get(at);
    if (box !== undefined) found.push(box);
  }
  return found;
}

function isHiddenText(text: Box, around: readonly Box[]): boolean {
  const isTiny = text.width < 1 || text.height < 1 || text.fontPixels < leastFontPixels;
  const isOutside = text.x + text.width <= 0 || text.y + text.height <= 0;
  const isFaint = [text, ...around].some(({ opacity }) => opacity < leastOpacity);
  const isClipped = around.some((box) => box.isClipping && (box.width <= 1 || box.height <= 1));
  if (isTiny || isOutside || isFaint || isClipped) return true;
  // On a picture the colour behind the text is not known.
  if (around.some(({ hasPicture }) => hasPicture)) return false;
  const behind = around.find(({ background }) => background !== "")?.background ?? "";
  return looksSame(text.colour, behind);
}

function looksSame(one: string, other: string): boolean {
  const [first, second] = [channels(one), channels(other)];
  if (first === undefined || second === undefined) return false;
  return first.every((value, at) => Math.abs(value - (second[at] ?? 0)) <= sameColour);
}

/** The fourth number of a colour, where it has one. */
function alphaOf(colour: string | undefined): number {
  const [, alpha = "1"] = /^rgba\([^)]*[,/]\s*([\d.]+)\)$/.exec(colour ?? "") ?? [];
  return Number(alpha);
}

/** Red, green and blue of a colour as computed styles or the snapshot write it; undefined for other forms. */
function channels(colour: string): readonly number[] | undefined {
  const hex = /^#([0-9a-f]{6})/i.exec(colour)?.[1];
  if (hex !== undefined) return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const numbers = /^rgba?\(([^)]+)\)/
    .exec(colour)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  return numbers !== undefined && numbers.length >= 3 ? numbers.slice(0, 3) : undefined;
}
