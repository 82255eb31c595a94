import { seededRandom } from "../../../core/seeded-random.ts";
import { splitSentences } from "../../../core/sentences.ts";

import type { LabelledPair } from "./read-pairs.ts";
import { turnAround } from "./turn-around.ts";

/** A document whose sentences say a thing more than once, as an abstract's title, results and conclusion do. */
export interface RestatingDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const fewestSentences = 4;
const shortest = 5;
const longest = 24;
/** Draws of a claim's opposite. */
const mostTurns = 3;

/**
 * Claims without a person's label: the title and the last two sentences of a document, each held against the rest of
 * it, as they stand (supported) and with their direction turned round (refuted). What tells the two apart is how the
 * same finding is put in other words. Deterministic for a seed.
 */
export function turnedClaims(
  documents: readonly RestatingDocument[],
  { seed = 1 }: { readonly seed?: number } = {},
): readonly LabelledPair[] {
  const random = seededRandom(seed);
  return documents.flatMap((document) => turnedOf(document, random));
}

function turnedOf({ id, title, text }: RestatingDocument, random: () => number): readonly LabelledPair[] {
  const sentences = splitSentences(text).map((sentence) => sentence.text);
  if (sentences.length < fewestSentences) return [];
  const sources = [
    { sentence: title, at: -1 },
    { sentence: sentences.at(-1) ?? "", at: sentences.length - 1 },
    { sentence: sentences.at(-2) ?? "", at: sentences.length - 2 },
  ];
  return sources.flatMap(({ sentence, at }) => {
    const claim = findingOf(sentence);
    if (claim === undefined) return [];
    const drawn = Array.from({ length: mostTurns }, () => turnAround(claim, random));
    const turned = [...new Set(drawn)].filter((one) => one !== undefined);
    if (turned.length === 0) return [];
    const rest = sentences.filter((_, index) => index !== at);
    const pair = {
      set: "turned",
      group: `turned:${id}`,
      evidence: { text: rest.join("\n"), sentences: rest, ...(at < 0 ? {} : { title }) },
    };
    return [
      { ...pair, id: `turned:${id}:${at}`, claim, label: "full", isRefuted: false },
      ...turned.map((one, index) => ({
        ...pair,
        id: `turned:${id}:${at}:${index}`,
        claim: one,
        label: "none" as const,
        isRefuted: true,
      })),
    ] satisfies readonly LabelledPair[];
  });
}

const heading = /^[A-Z][A-Z /,]+(?=[A-Z][a-z])/u;
const report =
  /^.{0,60}\b(?:show(?:s|ed)?|suggest(?:s|ed)?|demonstrate[sd]?|indicate[sd]?|found|find|reveals?|conclude|propose|establish|identify|provide evidence|confirm) (?:here )?that /u;
const opening =
  /^(?:thus|therefore|in conclusion|together|overall|furthermore|moreover|hence|here|finally|conversely|however|importantly|additionally|in addition|in contrast),? /iu;
const continuation = /, (?:and|which|whereas|while|but|suggesting|indicating|thereby)\b/u;

/** The finding in a sentence, without who found it and what follows from it; absent where it is no plain statement. */
function findingOf(sentence: string): string | undefined {
  const bare = sentence.replace(heading, "").trim().replace(report, "").replace(opening, "");
  const finding = (bare.split(continuation)[0] ?? "").replace(/[.:;]\s*$/u, "").trim();
  const words = finding.split(/\s+/u).length;
  if (words < shortest || words > longest || /[?:]/u.test(finding)) return undefined;
  return `${finding.charAt(0).toUpperCase()}${finding.slice(1)}.`;
}
