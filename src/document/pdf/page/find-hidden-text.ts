import type { PDFOperatorList } from "pdfjs-dist/types/src/display/api.js";
import { apply, identity, type Matrix, multiply, type Point, toMatrix } from "./matrix.ts";

/** Text that a reader of the page does not see: white on white, transparent, or drawn in no colour at all. */
export interface HiddenText {
  /** Without white space. */
  readonly text: string;
  /** Where it begins, in the space of the page. */
  readonly start: Point;
}

type Operators = Readonly<Record<string, number>>;

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface GraphicsState {
  readonly matrix: Matrix;
  readonly fill: string;
  readonly alpha: number;
  readonly mode: number;
  readonly fontSize: number;
  readonly leading: number;
  readonly scale: number;
  readonly charSpacing: number;
}

type Visibility = "visible" | "white" | "transparent" | "unpainted";

interface DrawnText extends HiddenText {
  readonly visibility: Visibility;
}

const initial: GraphicsState = {
  matrix: identity,
  fill: "#000000",
  alpha: 1,
  mode: 0,
  fontSize: 0,
  leading: 0,
  scale: 1,
  charSpacing: 0,
};
/** Text rendering mode 3 of ISO 32000-1, table 106: neither fill nor stroke. */
const unpaintedMode = 3;

const numberAt = (args: readonly unknown[], at: number): number => {
  const value = args[at];
  return typeof value === "number" ? value : 0;
};

function isWhite(colour: string): boolean {
  const channels = /^#(..)(..)(..)$/.exec(colour);
  return channels?.slice(1).every((channel) => Number.parseInt(channel, 16) >= 0xf5) ?? false;
}

/** Follows the drawing of a page far enough to know the colour and place of its text and what lies under it. */
class PageTracer {
  readonly texts: DrawnText[] = [];
  readonly painted: Box[] = [];
  #state = initial;
  #stack: GraphicsState[] = [];
  #line = identity;
  #text = identity;
  readonly #names: ReadonlyMap<number, string>;

  constructor(operators: Operators) {
    this.#names = new Map(Object.entries(operators).map(([name, code]) => [code, name]));
  }

  trace(list: PDFOperatorList): void {
    let before = "";
    for (const [at, code] of list.fnArray.entries()) {
      const args: unknown = list.argsArray[at];
      const name = this.#names.get(code) ?? "";
      // pdf.js leaves out images larger than it was told to decode, and nothing but their frame remains.
      if (name === "restore" && before === "transform") this.#paint({ x0: 0, y0: 0, x1: 1, y1: 1 });
      this.#step(name, Array.isArray(args) ? args : []);
      if (name !== "dependency") before = name;
    }
  }

  #set(change: Partial<GraphicsState>): void {
    this.#state = { ...this.#state, ...change };
  }

  #step(name: string, args: readonly unknown[]): void {
    if (/^(?:save|restore|transform|paintFormXObject|paint.*Image|shadingFill|constructPath)/.test(name)) {
      this.#stepGraphics(name, args);
    } else this.#stepText(name, args);
  }

  #stepGraphics(name: string, args: readonly unknown[]): void {
    switch (name) {
      case "save":
        this.#stack.push(this.#state);
        break;
      case "paintFormXObjectBegin":
        this.#stack.push(this.#state);
        if (Array.isArray(args[0])) this.#set({ matrix: multiply(this.#state.matrix, toMatrix(args[0])) });
        break;
      case "restore":
      case "paintFormXObjectEnd":
        this.#state = this.#stack.pop() ?? this.#state;
        break;
      case "transform":
        this.#set({ matrix: multiply(this.#state.matrix, toMatrix(args)) });
        break;
      case "shadingFill":
        this.painted.push({ x0: -Infinity, y0: -Infinity, x1: Infinity, y1: Infinity });
        break;
      case "constructPath":
        this.#fillPath(args);
        break;
      default:
        this.#paint({ x0: 0, y0: 0, x1: 1, y1: 1 });
    }
  }

  #fillPath(args: readonly unknown[]): void {
    const painting = this.#names.get(numberAt(args, 0)) ?? "";
    if (!/fill/i.test(painting) || isWhite(this.#state.fill) || this.#state.alpha < 0.1) return;
    const [x0, y0, x1, y1] = toMatrix(args[2]);
    this.#paint({ x0, y0, x1, y1 });
  }

  #paint(box: Box): void {
    const corners = [
      { x: box.x0, y: box.y0 },
      { x: box.x1, y: box.y0 },
      { x: box.x0, y: box.y1 },
      { x: box.x1, y: box.y1 },
    ].map((corner) => apply(this.#state.matrix, corner));
    const xs = corners.map(({ x }) => x);
    const ys = corners.map(({ y }) => y);
    this.painted.push({ x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) });
  }

  #stepText(name: string, args: readonly unknown[]): void {
    switch (name) {
      case "beginText":
        this.#moveTo(identity);
        break;
      case "setTextMatrix":
        this.#moveTo(toMatrix(args[0]));
        break;
      case "setLeadingMoveText":
      case "moveText":
        if (name === "setLeadingMoveText") this.#set({ leading: -numberAt(args, 1) });
        this.#moveTo(multiply(this.#line, [1, 0, 0, 1, numberAt(args, 0), numberAt(args, 1)]));
        break;
      case "nextLine":
        this.#moveTo(multiply(this.#line, [1, 0, 0, 1, 0, -this.#state.leading]));
        break;
      case "showText":
        this.#show(args[0]);
        break;
      default:
        this.#stepState(name, args);
    }
  }

  #stepState(name: string, args: readonly unknown[]): void {
    if (name === "setFont") this.#set({ fontSize: numberAt(args, 1) });
    else if (name === "setTextRenderingMode") this.#set({ mode: numberAt(args, 0) });
    else if (name === "setLeading") this.#set({ leading: -numberAt(args, 0) });
    else if (name === "setHScale") this.#set({ scale: numberAt(args, 0) });
    else if (name === "setCharSpacing") this.#set({ charSpacing: numberAt(args, 0) });
    else if (name === "setFillColorN" || name === "setFillTransparent") this.#set({ fill: "pattern" });
    else if (name.startsWith("setFill") && typeof args[0] === "string") this.#set({ fill: args[0] });
    else if (name === "setGState" && Array.isArray(args[0])) this.#setAlpha(args[0]);
  }

  #setAlpha(entries: readonly unknown[]): void {
    for (const entry of entries) {
      if (Array.isArray(entry) && entry[0] === "ca" && typeof entry[1] === "number")
        this.#set({ alpha: entry[1] });
    }
  }

  #moveTo(matrix: Matrix): void {
    this.#line = matrix;
    this.#text = matrix;
  }

  #visibility(): Visibility {
    if (this.#state.mode === unpaintedMode) return "unpainted";
    if (this.#state.alpha < 0.05) return "transparent";
    return isWhite(this.#state.fill) && this.#state.mode % 4 !== 1 ? "white" : "visible";
  }

  #show(glyphs: unknown): void {
    if (!Array.isArray(glyphs)) return;
    const { fontSize, scale, charSpacing } = this.#state;
    let text = "";
    let advance = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === "number") advance -= (glyph * fontSize) / 1000;
      else if (typeof glyph === "object" && glyph !== null && "unicode" in glyph && "width" in glyph) {
        text += String(glyph.unicode);
        advance += (Number(glyph.width) * fontSize) / 1000 + charSpacing;
      }
    }
    const start = apply(multiply(this.#state.matrix, this.#text), { x: 0, y: 0 });
    this.texts.push({ text: text.replace(/\s/g, ""), start, visibility: this.#visibility() });
    this.#text = multiply(this.#text, [1, 0, 0, 1, advance * scale, 0]);
  }
}

/**
 * The text of a page that is drawn so that nobody sees it. Text without colour is not hidden where a
 * picture lies under it or where a page has no other text: that is how scans carry their text.
 */
export function findHiddenText(list: PDFOperatorList, operators: Operators): readonly HiddenText[] {
  const tracer = new PageTracer(operators);
  tracer.trace(list);
  const isOnPaint = ({ start }: DrawnText): boolean =>
    tracer.painted.some(
      (box) => start.x > box.x0 - 1 && start.x < box.x1 + 1 && start.y > box.y0 - 1 && start.y < box.y1 + 1,
    );
  const hasVisible = tracer.texts.some((drawn) => drawn.visibility === "visible" && drawn.text !== "");
  return tracer.texts.filter((drawn) => {
    if (drawn.text === "" || drawn.visibility === "visible") return false;
    if (drawn.visibility === "transparent") return true;
    return !isOnPaint(drawn) && (drawn.visibility === "white" || hasVisible);
  });
}
