import stringWidth from "string-width";

const segmenter = new Intl.Segmenter();
const controls = /[\p{Cc}\p{Bidi_Control}]+/gu;

/** Text from outside made safe for a terminal line: no escape sequences, line breaks or direction marks. */
export function singleLine(text: string): string {
  return text.replace(controls, " ").replace(/\s+/g, " ").trim();
}

/** Columns that a text takes in a terminal; wide characters take two. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** The text cut to at most `columns`, with an ellipsis where something was cut; never half a character. */
export function fitText(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  return `${takeColumns(text, Math.max(0, columns - 1))[0].trimEnd()}…`.slice(
    0,
    columns === 0 ? 0 : undefined,
  );
}

/** The text in lines of at most `columns`, broken at spaces where there are some near, else between characters. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (columnsOf(rest) > columns) {
    const [head] = takeColumns(rest, Math.max(2, columns));
    const space = head.lastIndexOf(" ");
    const isBreakAfter = rest.charAt(head.length) === " " || space < head.length / 2;
    const line = isBreakAfter ? head : head.slice(0, space);
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return rest === "" ? lines : [...lines, rest];
}

function takeColumns(text: string, columns: number): readonly [string, number] {
  let taken = "";
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    const width = columnsOf(segment);
    if (used + width > columns) break;
    taken += segment;
    used += width;
  }
  return [taken, used];
}
