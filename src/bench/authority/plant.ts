import type { BeirDocument } from "../retrieval/load-beir.ts";

/** What a planted page is made like. */
export const plantKinds = ["copy", "rewrite", "stuffed"] as const;
export type PlantKind = (typeof plantKinds)[number];

export interface PlantSource {
  /** What people look for; content farms write for it. */
  readonly query: string;
  /** The page that is copied. */
  readonly original: BeirDocument;
  /** Text of unrelated pages, from which filler is taken. */
  readonly filler: readonly BeirDocument[];
}

const frames = [
  "Read on to learn everything about {}.",
  "Many people ask about {} today.",
  "Here is the complete guide to {}.",
  "Find out more about {} below.",
];

/** A page of a mirror or content farm, made out of a real one by a seeded generator, without a language model. */
export function plant(kind: PlantKind, source: PlantSource, random: () => number): Omit<BeirDocument, "id"> {
  const { original, query } = source;
  switch (kind) {
    case "copy":
      return { title: original.title, text: changeWords(original.text, 0.04, random) };
    case "rewrite":
      return { title: `${original.title} explained`, text: rewrite(original.text, random) };
    case "stuffed":
      return { title: query, text: stuffed(source, random) };
    default:
      return kind satisfies never;
  }
}

/** Half of the sentences in another order, words dropped, every number another one. */
function rewrite(text: string, random: () => number): string {
  const sentences = sentencesOf(text).filter(() => random() < 0.7);
  const shuffled = sentences
    .map((sentence) => ({ sentence, key: random() }))
    .toSorted((a, b) => a.key - b.key);
  const changed = shuffled.map(({ sentence }) =>
    changeWords(sentence, 0.12, random).replace(/\d+/g, (number) => String(Number(number.slice(0, 9)) + 1)),
  );
  return [...changed, "Follow us for more."].join(" ");
}

/** The query said again and again between sentences of the page and of others. */
function stuffed({ query, original, filler }: PlantSource, random: () => number): string {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const phrase = query.replace(/[.?!。？！]+$/, "");
  const parts = Array.from({ length: 3 }, () => {
    const frame = (pick(frames) ?? "{}").replace("{}", phrase);
    return [frame, pick(sentencesOf(original.text)), pick(sentencesOf(pick(filler)?.text ?? ""))].join(" ");
  });
  return parts.join(" ");
}

function changeWords(text: string, share: number, random: () => number): string {
  const words = text.split(" ");
  return words.filter((_, index) => index === 0 || random() >= share).join(" ");
}

function sentencesOf(text: string): readonly string[] {
  return text.match(/[^.!?\n]+[.!?]?/g)?.map((sentence) => sentence.trim()) ?? [];
}
