/**
 * Where byte-pair tokenisers of the GPT-4 family cut text before they merge: words, punctuation, numbers of three digits,
 * space. Without groups: telling for every piece which one it is costs as much as finding it.
 */
const pieces =
  /[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+| ?[^\s\p{L}\p{N}]+[\r\n]*|\p{N}{1,3}|\s*[\r\n]+|\s+(?!\S)|\s+/gu;
const wordPiece = /^[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+$/u;
const markPiece = /[^\s\p{N}]/u;

/** Texts repeat their words. Emptied when it is full. */
const known = new Map<string, number>();
const mostKnown = 20_000;
const longestKnown = 24;

/**
 * How many tokens a text is, about: for budgets, where counting exactly would need the model's own tokeniser.
 * Deterministic, no tables, some 10 million characters a second. Measured against cl100k_base on two draws of 876
 * samples of up to 3,000 characters, one of them used to set the constants: totals off by -7 to +0 % for English,
 * -8 to +6 % for Chinese, -3 to +4 % for code, JSON and HTML; nine in ten samples of each kind within -17 to +18 %.
 * Newer vocabularies need fewer tokens for Chinese (o200k_base 10 to 37 %): there, budgets err on the safe side.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const piece of text.match(pieces) ?? []) tokens += known.get(piece) ?? learn(piece);
  return Math.ceil(tokens);
}

function learn(piece: string): number {
  const tokens = pieceTokens(piece);
  if (piece.length > longestKnown) return tokens;
  if (known.size >= mostKnown) known.clear();
  known.set(piece, tokens);
  return tokens;
}

function pieceTokens(piece: string): number {
  if (wordPiece.test(piece)) return wordTokens(piece);
  return markPiece.test(piece) ? markTokens(piece) : 1;
}

const hanTokens = 1.29;
const kanaOrHangulTokens = 1.1;
const otherLetterTokens = 0.6;

function wordTokens(piece: string): number {
  const lead = /^[\p{L}\p{M}]/u.test(piece) ? "" : piece.slice(0, 1);
  const word = piece.slice(lead.length);
  if (!/^[a-z]+$/i.test(word)) return foreignTokens(word) + (lead === "" || lead === " " ? 0 : 0.5);
  const { length } = word;
  const humps = word.match(/[a-z][A-Z]|[A-Z]{2}(?=[a-z])/g)?.length ?? 0;
  const capitals = /^[A-Z]/.test(word) && length > 4 ? 0.15 : 0;
  const shouted = /^[A-Z]{3,}$/.test(word) ? 0.2 * (length - 2) : 0;
  return 1 + lengthTokens(length, lead) + capitals + shouted + 0.5 * humps;
}

/** What long words cost beyond one token. Words behind a space are in the vocabulary most often, those behind a mark least. */
function lengthTokens(length: number, lead: string): number {
  const beyond = (start: number): number => Math.max(0, length - start);
  if (lead === " ") return 0.03 * beyond(4) + 0.14 * beyond(10);
  return lead === "" ? 0.09 * beyond(4) + 0.1 * beyond(10) : 0.12 * beyond(1) + 0.1 * beyond(10);
}

function foreignTokens(word: string): number {
  let tokens = 0;
  for (const letter of word) {
    if (/\p{Script=Han}/u.test(letter)) tokens += hanTokens;
    else if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(letter))
      tokens += kanaOrHangulTokens;
    else tokens += /[a-z]/i.test(letter) ? 0.3 : otherLetterTokens;
  }
  return Math.max(1, tokens);
}

function markTokens(piece: string): number {
  const marks = piece.trim();
  if (/^[!-~]*$/.test(marks))
    return marks.length <= 2 || /^(.)\1+$/.test(marks) ? 1 : 1 + 0.35 * (marks.length - 2);
  return 0.4 + 0.8 * marks.length;
}
