import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { seededRandom } from "../../src/core/seeded-random.ts";
import { pick } from "./pick.ts";

/** Shorter texts are not what patching is for. */
const shortestReport = 10_000;

export interface Report {
  readonly name: string;
  readonly text: string;
}

/** The long Markdown files below a folder. */
export function loadReports(folder: string): readonly Report[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), "utf8") }))
    .filter(({ text }) => text.length >= shortestReport);
}

const subjects = ["The fee", "A replacement", "The embassy", "Every applicant", "The report", "An officer"];
const verbs = ["requires", "covers", "replaces", "mentions", "limits", "explains", "precedes"];
const objects = ["the second form", "a “sworn” statement", "two photographs", "the old passport", "a delay"];
const ends = [
  "in most cases",
  "at the counter",
  "— with few exceptions —",
  "since 2019",
  "for 30 days",
  "by law",
];

/** Reports made of a small vocabulary, whose sentences are much alike: harder to tell apart than real ones. */
export function makeReports(count: number, seed: number): readonly Report[] {
  const random = seededRandom(seed);
  const sentence = (): string =>
    `${pick(subjects, random)} ${pick(verbs, random)} ${pick(objects, random)} ${pick(ends, random)} (case ${Math.floor(random() * 10_000)}).`;
  const paragraph = (): string => Array.from({ length: 4 + Math.floor(random() * 4) }, sentence).join(" ");
  return Array.from({ length: count }, (_, index) => ({
    name: `made-${index + 1}.md`,
    text: Array.from({ length: 60 }, (__, at) =>
      at % 10 === 0 ? `## Part ${at / 10 + 1}` : paragraph(),
    ).join("\n\n"),
  }));
}
