import { functionWords, nameJoints } from "./english-words.ts";

/** A name, title or quotation where it stands in a text. */
export interface Mention {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly type: "name" | "quoted" | "work";
}

const quotations = /[“"]([^“”"\n]{2,120})[”"]|「([^」\n]{1,60})」|『([^』\n]{1,60})』/g;
const works = /《([^《》\n]{1,60})》/g;
const pieces = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’&./–-]*|[^\p{L}\p{N}\s]/gu;
const capital = /^\p{Lu}/u;
const numeral = /^\p{N}+(?:st|nd|rd|th)?$/u;
const sentenceMark = /^[.!?:;。！？：；]$/;
const word = /[\p{L}\p{N}]/u;
const han = /\p{Script=Han}/u;

/**
 * Names in running text by their capitals, titles by their marks and quotations, in order and without
 * overlap. Needs no dictionary and therefore also finds names that nobody has listed; Chinese names
 * without marks are not found.
 */
export function findMentions(text: string): readonly Mention[] {
  const titles = marks(text, works, "work");
  const marked = [...titles, ...apartFrom(titles, marks(text, quotations, "quoted"))];
  return [...marked, ...apartFrom(marked, findNames(text))].sort((a, b) => a.start - b.start);
}

function apartFrom(taken: readonly Mention[], mentions: readonly Mention[]): readonly Mention[] {
  return mentions.filter(({ start, end }) => !taken.some((other) => start < other.end && other.start < end));
}

function marks(text: string, pattern: RegExp, type: "quoted" | "work"): readonly Mention[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const inner = (match[1] ?? match[2] ?? match[3] ?? "").replace(/[.,;，。]+$/, "").trim();
    return word.test(inner)
      ? [{ text: inner, start: match.index, end: match.index + match[0].length, type }]
      : [];
  });
}

interface Piece {
  readonly text: string;
  readonly start: number;
  /** First word of a sentence: its capital says nothing. */
  readonly first: boolean;
}

function findNames(text: string): readonly Mention[] {
  const names: Mention[] = [];
  let open: Piece[] = [];
  let first = true;
  const close = (): void => {
    const name = nameOf(open);
    if (name !== undefined) names.push(name);
    open = [];
  };
  for (const match of text.matchAll(pieces)) {
    const piece: Piece = { text: match[0], start: match.index, first };
    first = false;
    if (capital.test(piece.text) && !han.test(piece.text)) {
      open.push(piece);
    } else if (open.length > 0 && (nameJoints.has(piece.text) || numeral.test(piece.text))) {
      open.push(piece);
    } else {
      close();
      first = sentenceMark.test(piece.text);
    }
    if (/[.!?]$/.test(piece.text) && !isAbbreviation(piece.text)) {
      close();
      first = true;
    }
  }
  close();
  return names;
}

function isAbbreviation(word: string): boolean {
  return word.length <= 4 || /^(?:\p{L}\.)+$/u.test(word);
}

/** Cuts off what only looks like part of the name; undefined when nothing is left. */
function nameOf(open: readonly Piece[]): Mention | undefined {
  let from = 0;
  let to = open.length;
  const at = (index: number): string => open[index]?.text ?? "";
  while (to > from && nameJoints.has(at(to - 1))) to -= 1;
  while (from < to && open[from]?.first === true && functionWords.has(at(from).toLowerCase())) {
    from += 1;
    while (from < to && (nameJoints.has(at(from)) || numeral.test(at(from)))) from += 1;
  }
  const start = open[from];
  const last = open[to - 1];
  if (start === undefined || last === undefined || from >= to) return undefined;
  if (to - from === 1 && functionWords.has(start.text.toLowerCase())) return undefined;
  const lastText = last.text.replace(/['’]s?$/, "").replace(/[.,/–-]+$/, "");
  const text = [...open.slice(from, to - 1).map((piece) => piece.text), lastText].join(" ");
  const tail = isAbbreviation(last.text) && last.text.endsWith(".") ? last.text : lastText;
  if (text.length < 2 || numeral.test(text)) return undefined;
  return {
    text: tail === lastText ? text : text.slice(0, text.length - lastText.length) + tail,
    start: start.start,
    end: last.start + tail.length,
    type: "name",
  };
}
