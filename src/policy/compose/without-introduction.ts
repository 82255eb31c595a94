import { labelsFor } from "./labels.ts";

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A publisher or the title of a page, where a label names one. */
const anyName = "\u0001";

const introductions = new RegExp(
  `^(?:${["en", "zh"]
    .map(labelsFor)
    .flatMap(({ closest, pointsOn }) => [closest, pointsOn(anyName, anyName)])
    .map((words) => escape(words).replaceAll(anyName, ".{1,200}?"))
    .join("|")})\\s*`,
  "u",
);

/** What a sentence of a brief takes from its source, without the composer's own words in front of it; no source has those. */
export function withoutIntroduction(sentence: string): string {
  const rest = sentence.replace(introductions, "");
  return rest === "" ? sentence : rest;
}
