import type { HiddenText } from "./find-hidden-text.ts";
import { type Matrix, toMatrix } from "./matrix.ts";

/** A string of the text layer, in the space of the page. */
export interface LayerItem {
  readonly str: string;
  readonly width: number;
  readonly transform: readonly unknown[];
}

/** How far along an item, in its own direction, a point lies; undefined where the point is not on its baseline. */
function distanceAlong(matrix: Matrix, item: LayerItem, { start }: HiddenText): number | undefined {
  const length = Math.hypot(matrix[0], matrix[1]) || 1;
  const direction = { x: matrix[0] / length, y: matrix[1] / length };
  const offset = { x: start.x - matrix[4], y: start.y - matrix[5] };
  const along = offset.x * direction.x + offset.y * direction.y;
  const across = Math.abs(offset.x * direction.y - offset.y * direction.x);
  const slack = 0.3 * Math.hypot(matrix[2], matrix[3]);
  return across <= slack && along >= -slack && along <= item.width + slack ? along : undefined;
}

/** Takes `hidden` out of `text`, at the occurrence nearest to a share of its length; white space does not matter. */
function cut(text: string, hidden: string, share: number): string {
  const places: number[] = [];
  let bare = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (/\s/.test(character)) continue;
    bare += character;
    places.push(at);
  }
  let best = -1;
  for (let found = bare.indexOf(hidden); found >= 0; found = bare.indexOf(hidden, found + 1)) {
    const isNearer = Math.abs(found - share * bare.length) < Math.abs(best - share * bare.length);
    if (best < 0 || isNearer) best = found;
  }
  const from = places[best];
  const to = places[best + hidden.length - 1];
  return from === undefined || to === undefined ? text : `${text.slice(0, from)} ${text.slice(to + 1)}`;
}

/** The items of a text layer without the text that nobody sees, and how many characters that was. */
export function removeHiddenText<T extends LayerItem>(
  items: readonly T[],
  hidden: readonly HiddenText[],
): { readonly items: readonly T[]; readonly removed: number } {
  if (hidden.length === 0) return { items, removed: 0 };
  let removed = 0;
  const kept = items.map((item) => {
    const matrix = toMatrix(item.transform);
    let { str } = item;
    for (const stretch of hidden) {
      const along = distanceAlong(matrix, item, stretch);
      if (along === undefined) continue;
      const without = cut(str, stretch.text.normalize("NFKC"), item.width > 0 ? along / item.width : 0);
      if (without !== str) removed += stretch.text.length;
      str = without;
    }
    return str === item.str ? item : { ...item, str };
  });
  return { items: kept, removed };
}
