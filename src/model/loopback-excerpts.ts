import { citationIdPattern } from "../core/ids.ts";
import { splitSentences } from "../core/sentences.ts";

/** A sentence of a tool result, with the citation id under which the result shows it. */
export interface Excerpt {
  readonly citationId: string;
  readonly sentence: string;
  /** Share of the question's words that it has, 0 to 1. */
  readonly score: number;
}

/** The content words of a question: Latin words of more than three letters, and pairs of Han characters. */
export function contentWords(text: string): readonly string[] {
  const latin = text.toLowerCase().match(/[a-z][a-z'-]{3,}|\d+/g) ?? [];
  const pairs = (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, index) => run.slice(index, index + 2)),
  );
  return [...new Set([...latin.filter((word) => !questionWords.has(word)), ...pairs])];
}

const questionWords = new Set(
  "what when where which whose that this with from have does will about should could would there their your they".split(
    " ",
  ),
);

/**
 * The sentences in tool results that share words with the question, best first, each once. Text belongs to the
 * last citation id before it, whatever the format of the result.
 */
export function excerptsFor(question: string, toolResults: readonly string[]): readonly Excerpt[] {
  const words = contentWords(question);
  const seen = new Set<string>();
  const excerpts: Excerpt[] = [];
  for (const { citationId, text } of toolResults.flatMap(passagesOf)) {
    for (const sentence of sentencesOf(text)) {
      const lower = sentence.toLowerCase();
      const score = words.filter((word) => lower.includes(word)).length / Math.max(1, words.length);
      if (score === 0 || seen.has(sentence)) continue;
      seen.add(sentence);
      excerpts.push({ citationId, sentence, score });
    }
  }
  return excerpts.toSorted((a, b) => b.score - a.score);
}

function passagesOf(result: string): readonly { readonly citationId: string; readonly text: string }[] {
  const pieces = result.split(new RegExp(`(?=${citationIdPattern.source})`));
  return pieces.flatMap((piece) => {
    const citationId = citationIdPattern.exec(piece)?.[0];
    if (citationId === undefined) return [];
    // What is left of the tag the id stood in, up to the end of its line, is no text of the passage.
    const text = piece
      .slice(citationId.length)
      .replace(/^[^\n]*>/, "")
      .replace(/<[^>]*>?/g, "\n");
    return [{ citationId, text }];
  });
}

/** Plain sentences: no headings, table rows, links or list marks, and neither fragments nor monsters. */
function sentencesOf(text: string): readonly string[] {
  return splitSentences(text)
    .map(({ text: sentence }) => plain(sentence))
    .filter((sentence) => /[.。!！?？]$/.test(sentence) && sentence.length >= 8 && sentence.length <= 400);
}

function plain(sentence: string): string {
  if (/^\s*[#|]/.test(sentence)) return "";
  return sentence
    .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|__|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
