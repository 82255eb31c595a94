import type { LayerItem } from "./remove-hidden-text.ts";

/** A string that an annotation shows on the page, placed like one of the text layer. */
export interface AnnotationItem extends LayerItem {
  readonly fontName: string;
}

/** Bits of the annotation flags of ISO 32000-1, table 165, that keep one from being seen: hidden, no view. */
const unseenFlags = 2 | 32;
const longestValue = 20_000;

interface Shown {
  readonly lines: readonly string[];
  readonly rectangle: readonly number[];
}

/** What a filled form field or a text note on the page shows; undefined for any other annotation. */
function readShown(annotation: unknown): Shown | undefined {
  if (typeof annotation !== "object" || annotation === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(annotation));
  const rectangle: unknown = fields.get("rect");
  if (!Array.isArray(rectangle) || (Number(fields.get("annotationFlags") ?? 0) & unseenFlags) !== 0)
    return undefined;
  const isField = fields.get("subtype") === "Widget" && fields.get("fieldType") !== "Btn";
  const contents = fields.get("contentsObj");
  const note =
    typeof contents === "object" && contents !== null && "str" in contents ? contents.str : undefined;
  const value = isField ? fields.get("fieldValue") : fields.get("subtype") === "FreeText" ? note : undefined;
  const text = Array.isArray(value) ? value.join(", ") : value;
  if (typeof text !== "string" || text.trim() === "" || fields.get("password") === true) return undefined;
  return { lines: text.slice(0, longestValue).split(/\r\n?|\n/), rectangle: rectangle.map(Number) };
}

/**
 * The values of form fields and the notes written on a page, which are not in its text layer, placed so that
 * they are read next to their labels. Buttons, passwords, comments and what is not shown are left out.
 */
export function annotationItems(annotations: readonly unknown[]): readonly AnnotationItem[] {
  return annotations.flatMap((annotation) => {
    const shown = readShown(annotation);
    if (shown === undefined) return [];
    const [left = 0, bottom = 0, right = 0, top = 0] = shown.rectangle;
    const size = Math.max(4, Math.min(10, (0.75 * (top - bottom)) / shown.lines.length));
    const isOneLine = shown.lines.length === 1;
    const first = isOneLine ? (top + bottom) / 2 - 0.3 * size : top - size;
    return shown.lines.map(
      (str, at): AnnotationItem => ({
        str,
        width: Math.min(right - left, str.length * 0.5 * size),
        transform: [size, 0, 0, size, left + 2, first - at * 1.2 * size],
        fontName: "annotation",
      }),
    );
  });
}
