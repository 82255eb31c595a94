import type { HtmlElement } from "./tree.ts";

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function roman(value: number): string {
  let rest = value;
  let text = "";
  for (const [amount, digits] of romanDigits) {
    while (rest >= amount) {
      text += digits;
      rest -= amount;
    }
  }
  return text;
}

function letters(value: number): string {
  let rest = value;
  let text = "";
  while (rest > 0) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
    rest = Math.floor((rest - 1) / 26);
  }
  return text;
}

function format(value: number, type: string): string {
  if (value < 1 || value > 3999) return `${value}.`;
  switch (type) {
    case "a":
      return `${letters(value)}.`;
    case "A":
      return `${letters(value).toUpperCase()}.`;
    case "i":
      return `${roman(value)}.`;
    case "I":
      return `${roman(value).toUpperCase()}.`;
    default:
      return `${value}.`;
  }
}

const numbers = new WeakMap<HtmlElement, Map<HtmlElement, number>>();

/** Numbers of a list's items, by the rules of HTML for `start` and `value`; read once a list. */
function numbersOf(list: HtmlElement): Map<HtmlElement, number> {
  const known = numbers.get(list);
  if (known !== undefined) return known;
  const made = new Map<HtmlElement, number>();
  let next = Number.parseInt(list.attributes["start"] ?? "1", 10);
  if (!Number.isFinite(next)) next = 1;
  for (const child of list.children) {
    if (typeof child === "string" || child.tag !== "li") continue;
    const given = Number.parseInt(child.attributes["value"] ?? "", 10);
    if (Number.isFinite(given)) next = given;
    made.set(child, next);
    next += 1;
  }
  numbers.set(list, made);
  return made;
}

/** The marker a browser would show before a list item, such as `3.` or `c.`; undefined in unordered lists. */
export function itemMarker(item: HtmlElement): string | undefined {
  const list = item.parent;
  if (list?.tag !== "ol" || item.tag !== "li") return undefined;
  const value = numbersOf(list).get(item);
  return value === undefined ? undefined : format(value, list.attributes["type"] ?? "1");
}
