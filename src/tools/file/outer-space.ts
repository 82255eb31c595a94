import type { Span } from "./span.ts";

/** Letters that an inexact anchor may have lost beside its white space. */
const mostLetters = 2;

/**
 * A stretch that was found for an anchor without its outer white space, with the white space that stands there
 * in the text: the same if it is there, else as many line breaks, else what there is. Where white space ends
 * the anchor, it ends a word, so that letters between the two belong to the stretch.
 */
export function outerSpace(text: string, { start, end }: Span, anchor: string): Span {
  const leading = /^\s+/.exec(anchor)?.[0];
  const trailing = /\s+$/.exec(anchor)?.[0];
  return {
    start: leading === undefined ? start : startWithSpace(text, start, leading),
    end: trailing === undefined ? end : endWithSpace(text, end, trailing),
  };
}

/** Whether a stretch begins and ends with white space where the anchor does, line breaks where it has them. */
export function hasOuterSpace(text: string, { start, end }: Span, anchor: string): boolean {
  const found = text.slice(start, end);
  return [/^\s+/, /\s+$/].every((edge) => {
    const wanted = edge.exec(anchor)?.[0] ?? "";
    const there = edge.exec(found)?.[0] ?? "";
    return wanted === "" || (there !== "" && (!wanted.includes("\n") || there.includes("\n")));
  });
}

const reach = 200;

function endWithSpace(text: string, end: number, wanted: string): number {
  const behind = text.slice(end, end + reach);
  const letters = /^\p{L}*/u.exec(behind)?.[0].length ?? 0;
  const from = letters <= mostLetters && /^\s/.test(behind.slice(letters)) ? letters : 0;
  const space = /^\s*/.exec(behind.slice(from))?.[0] ?? "";
  return end + from + lengthLike(space, wanted);
}

function startWithSpace(text: string, start: number, wanted: string): number {
  const ahead = text.slice(Math.max(0, start - reach), start);
  const letters = /\p{L}*$/u.exec(ahead)?.[0].length ?? 0;
  const before = ahead.slice(0, ahead.length - letters);
  const from = letters <= mostLetters && /\s$/.test(before) ? letters : 0;
  const space = /\s*$/.exec(from === 0 ? ahead : before)?.[0] ?? "";
  return start - from - lengthLike(reversed(space), reversed(wanted));
}

/** How much of the white space at a stretch's end the anchor means, counted from the stretch outwards. */
function lengthLike(space: string, wanted: string): number {
  if (space.startsWith(wanted)) return wanted.length;
  const breaks = wanted.split("\n").length - 1;
  const lines = space.split("\n");
  return lines.slice(0, breaks + 1).join("\n").length;
}

function reversed(text: string): string {
  return text.split("").toReversed().join("");
}
