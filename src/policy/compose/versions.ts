import type { QuestionAnalysis } from "../question.ts";
import type { Reading } from "./reading.ts";
import { nameOf, type Repeal, repealOf } from "./repeal.ts";

/** A document of which more than one version was found, with a passage of the one that is quoted. */
export interface Versioned {
  readonly name: string;
  readonly citationId: string;
}

export interface CurrentReadings {
  readonly readings: readonly Reading[];
  /** An older version was set aside. */
  readonly superseded: readonly Versioned[];
  /** The older version is quoted: the newer one has nothing on the matter among the passages. */
  readonly outdated: readonly Versioned[];
}

/** Whether a question asks for more than one version of something: then none may be set aside. */
export function asksForVersions(analysis: QuestionAnalysis): boolean {
  const years = new Set(analysis.question.match(/(?:19|20)\d{2}/g) ?? []);
  return (
    years.size > 1 ||
    analysis.subQuestions.some(
      (part) => part.side !== undefined && /\d{4}|[新旧]|\b(?:old|new|previous|current)\b/.test(part.side),
    ) ||
    /修[订改正]前后|新旧|\b(?:before and after|old and new|previous and current)\b/i.test(analysis.question)
  );
}

/** A version that the question names by its year, as in “the 2018 Company Law”, is the one that is wanted. */
function wantedYear(analysis: QuestionAnalysis, readings: readonly Reading[]): string | undefined {
  const years = new Set(analysis.question.match(/(?:19|20)\d{2}/g) ?? []);
  return [...years].find((year) => readings.some((reading) => versionOf(reading).startsWith(year)));
}

/** The same for all versions of a document: its name as a law, else its address. */
function keyOf({ statute, source }: Reading): string {
  return statute?.key ?? source.url;
}

function versionOf({ statute, source }: Reading): string {
  return statute?.version ?? source.modified ?? source.published ?? "";
}

function relevanceOf(readings: readonly Reading[]): number {
  return Math.max(0, ...readings.flatMap(({ relevance }) => [...relevance.values()]));
}

/** A law is named by so many characters of its title, or all. */
const longestShortName = 12;
/** A newer version speaks to the matter if it reaches this share of the relevance of the older one. */
const speaksShare = 0.6;

/** The version of a document to quote, out of several. */
function chooseVersion(versions: ReadonlyMap<string, readonly Reading[]>, year: string | undefined): string {
  const ordered = [...versions.keys()].sort().toReversed();
  const named = ordered.find((version) => year !== undefined && version.startsWith(year));
  const best = relevanceOf([...versions.values()].flat());
  const speaking = ordered.find((version) => relevanceOf(versions.get(version) ?? []) >= speaksShare * best);
  return named ?? speaking ?? ordered[0] ?? "";
}

/**
 * What is in force: repealed documents are set aside where others speak to the matter or the question does not
 * name them, and marked where they are kept.
 */
function keepInForce(
  readings: readonly Reading[],
  { question }: QuestionAnalysis,
  repeals: readonly Repeal[],
): readonly Reading[] {
  const marked = readings.map((reading): Reading => {
    const repeal = repealOf(nameOf(reading.source, reading.statute), repeals);
    return repeal === undefined ? reading : { ...reading, repeal };
  });
  const inForce = marked.filter(({ repeal }) => repeal === undefined);
  const speaks = inForce.length > 0 && relevanceOf(inForce) >= speaksShare * relevanceOf(marked);
  return marked.filter(
    ({ repeal }) =>
      repeal === undefined || !speaks || question.includes(repeal.name.slice(0, longestShortName)),
  );
}

/**
 * Sets versions of a document aside that another one among the readings supersedes, where the question does
 * not ask for more than one: the newest that speaks to the matter is kept. So are documents that were repealed.
 */
export function keepCurrent(
  found: readonly Reading[],
  analysis: QuestionAnalysis,
  repeals: readonly Repeal[],
): CurrentReadings {
  if (asksForVersions(analysis)) return { readings: found, superseded: [], outdated: [] };
  const readings = keepInForce(found, analysis, repeals);
  const kept = new Set<Reading>();
  const superseded: Versioned[] = [];
  const outdated: Versioned[] = [];
  for (const group of Map.groupBy(readings, keyOf).values()) {
    const versions = Map.groupBy(group, versionOf);
    const year = wantedYear(analysis, group);
    const chosen = chooseVersion(versions, year);
    const quoted = versions.get(chosen) ?? group;
    for (const reading of quoted) kept.add(reading);
    const [first] = quoted;
    if (versions.size === 1 || first === undefined || year !== undefined) continue;
    const isNewest = [...versions.keys()].every((version) => version <= chosen);
    const name = first.statute?.name ?? first.source.title;
    (isNewest ? superseded : outdated).push({ name, citationId: first.citationId });
  }
  return { readings: readings.filter((reading) => kept.has(reading)), superseded, outdated };
}
