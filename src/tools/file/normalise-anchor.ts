/** A text with its typography evened out, and where each of its characters stood. */
export interface Normalised {
  readonly text: string;
  /** `offsets[i]` is the UTF-16 offset in the original of character `i`; one more entry marks the end. */
  readonly offsets: readonly number[];
}

const folded: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "′": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "″": '"',
  "「": '"',
  "」": '"',
  "–": "-",
  "—": "-",
  "‐": "-",
  "‑": "-",
  "−": "-",
  "…": "...",
  "，": ",",
  "。": ".",
  "：": ":",
  "；": ";",
  "（": "(",
  "）": ")",
  "！": "!",
  "？": "?",
  "％": "%",
  "～": "~",
  "\u00ad": "",
  "\u200b": "",
  "\ufeff": "",
};

/**
 * Evens out what an editor or a model changes without meaning to: runs of white space, quotes, dashes,
 * ellipses, full-width forms and ligatures. Letters keep their case.
 */
export function normaliseAnchor(original: string): Normalised {
  let text = "";
  const offsets: number[] = [];
  const add = (piece: string, offset: number): void => {
    text += piece;
    for (let index = 0; index < piece.length; index++) offsets.push(offset);
  };
  let offset = 0;
  let inSpace = false;
  for (const character of original) {
    const isSpace = /\s/.test(character);
    if (isSpace && !inSpace) add(" ", offset);
    if (!isSpace) add(folded[character] ?? foldWidth(character), offset);
    inSpace = isSpace;
    offset += character.length;
  }
  offsets.push(offset);
  return { text, offsets };
}

function foldWidth(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isWide = (code >= 0xff01 && code <= 0xff5e) || (code >= 0xfb00 && code <= 0xfb06);
  return isWide ? character.normalize("NFKC") : character;
}
