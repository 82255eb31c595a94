import type { BoundSide } from "./number-mention.ts";

const number = "(?:a )?(?:US|HK|C|A)?[$€£¥]? ?$";
const upwards = new RegExp(
  `(?:\\b(?:more than|over|above|exceed(?:s|ed|ing)?|(?:greater|higher|larger|older|longer) than)|>|超过|超出|逾|[多高大]于) ?${number}`,
  "i",
);
const downwards = new RegExp(
  `(?:\\b(?:less than|fewer than|under|below|(?:lower|smaller|younger|shorter) than)|<|[少低小]于|不足|不到|[不未]满) ?${number}`,
  "i",
);
const floor = new RegExp(`(?:\\b(?:at least|a minimum of)|≥|至少|最少) ?${number}`, "i");
const ceiling = new RegExp(`(?:\\b(?:at most|a maximum of|up to)|≤|至多|最多) ?${number}`, "i");
/** “No more than” is the most, “not less than” the least. */
const turned = /(?:\b(?:no|not|never) |n't |不[得应能可]?)$/i;
const floorBehind =
  /^ ?[个人名件家户次项]?(?:及?以上|(?:or|and) (?:more|over|above|older|longer|later|higher)\b)/i;
const ceilingBehind =
  /^ ?[个人名件家户次项]?(?:及?以下|以内|之内|(?:or|and) (?:less|fewer|under|below|younger|shorter|lower)\b)/i;

/** The words around a number that make it a bound, by how many characters they reach to either side. */
export function boundAround(
  textBefore: string,
  textAfter: string,
): { readonly side: BoundSide; readonly before: number; readonly after: number } | undefined {
  const [before, after] = [textBefore.slice(-28), textAfter.slice(0, 16)];
  for (const [side, pattern] of [
    ["least", floor],
    ["most", ceiling],
  ] as const) {
    const match = pattern.exec(before);
    if (match !== null) return { side, before: before.length - match.index, after: 0 };
  }
  for (const [side, other, pattern] of [
    ["least", "most", upwards],
    ["most", "least", downwards],
  ] as const) {
    const match = pattern.exec(before);
    if (match === null) continue;
    const not = turned.exec(before.slice(0, match.index))?.[0] ?? "";
    return { side: not === "" ? side : other, before: before.length - match.index + not.length, after: 0 };
  }
  for (const [side, pattern] of [
    ["least", floorBehind],
    ["most", ceilingBehind],
  ] as const) {
    const match = pattern.exec(after);
    if (match !== null) return { side, before: 0, after: match[0].length };
  }
  return undefined;
}
