import { readingLength } from "../normalise.ts";

/** Longer lines are sentences, not headings. */
const longestHeading = 90;

const chineseLevels: Readonly<Record<string, number>> = {
  编: 1,
  篇: 1,
  部: 1,
  卷: 1,
  章: 2,
  回: 2,
  节: 3,
  目: 4,
};
const englishLevels: Readonly<Record<string, number>> = {
  book: 1,
  part: 1,
  title: 1,
  teil: 1,
  chapter: 2,
  kapitel: 2,
  chapitre: 2,
  capítulo: 2,
  capitulo: 2,
  appendix: 2,
  annex: 2,
  anhang: 2,
  section: 3,
  subchapter: 3,
};
const chinese =
  /^第\s?[〇零一二三四五六七八九十百千\d]{1,7}\s?(分编|[编篇部卷章回节目])(?:[\s\u3000]|$|[^，。；、])/;
const english =
  /^(book|part|title|teil|chapter|kapitel|chapitre|cap[ií]tulo|appendix|annex|anhang|section|subchapter)\s+(?:[\divxlcdm]{1,7}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b\.?(?:\s*[-–—:.]?\s*\S.*)?$/i;
const outline = /^(\d{1,2}(?:\.\d{1,2}){0,4})\.?[\s\u3000、]+(\p{L}.*)$/u;
const attachment = /^(?:附则|附件|附录|前言|序言|目录|引言|结语)[一二三四五六七八九十\d]*$/;

export interface TextHeading {
  readonly level: number;
  readonly text: string;
}

export interface HeadingContext {
  /** Whether blank lines, or the edge of the text, stand on both sides. */
  readonly standsAlone: boolean;
}

const label =
  /^(?:第\s?[〇零一二三四五六七八九十百千\d]{1,7}\s?[编篇部卷章回节]|(?:book|part|title|chapter|section|appendix|annex)\s+[\divxlcdm]{1,7}[.:]?)$/i;

/** Whether a heading is only a number that a title on the next line belongs to. */
export function isBareNumber(heading: string): boolean {
  return label.test(heading.trim());
}

/** Whether a heading is numbered as a part of a larger text, and so is not its title. */
export function isNumbered(heading: string): boolean {
  return chinese.test(heading) || english.test(heading) || outline.test(heading) || attachment.test(heading);
}

/** Whether a line ends as sentences do. */
export function endsSentence(line: string): boolean {
  return /[.!?;,:。！？；，、：…]["'”’)）】]*$/.test(line);
}

/** Reads a line of plain text as a heading, if its wording says that it is one; undefined otherwise. */
export function readTextHeading(line: string, { standsAlone }: HeadingContext): TextHeading | undefined {
  const text = line.trim();
  if (text === "" || readingLength(text) > longestHeading) return undefined;
  const tight = text.replace(/^第\s+|[\s\u3000]+(?=[章节编条]\b)/g, (match) =>
    match.startsWith("第") ? "第" : "",
  );
  const part = chinese.exec(tight)?.[1];
  if (part !== undefined && !endsSentence(text))
    return { level: part === "分编" ? 2 : (chineseLevels[part] ?? 2), text };
  if (!standsAlone) return undefined;
  const word = english.exec(text)?.[1]?.toLowerCase();
  if (word !== undefined && !/[.;,]$/.test(text)) return { level: englishLevels[word] ?? 2, text };
  if (endsSentence(text)) return undefined;
  if (attachment.test(text.replace(/[\s\u3000]/g, ""))) return { level: 2, text };
  const numbered = outline.exec(text);
  if (numbered?.[1] !== undefined && readingLength(text) <= 70)
    return { level: numbered[1].split(".").length + 1, text };
  const letters = text.replace(/[^\p{L}]/gu, "");
  const isCapitals =
    letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  return isCapitals && text.length <= 70 ? { level: 2, text } : undefined;
}
