import type { QuestionAnalysis } from "../question.ts";
import type { Reading } from "./reading.ts";

export interface CurrentReadings {
  readonly readings: readonly Reading[];
  /** Names of laws of which an older version was set aside, with a passage of the newer one. */
  readonly superseded: readonly { readonly name: string; readonly citationId: string }[];
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
  return [...years].find((year) => readings.some((reading) => reading.statute?.version?.startsWith(year)));
}

/** Sets older versions of a law aside where a newer one is among the readings and the question does not ask for both. */
export function keepCurrent(readings: readonly Reading[], analysis: QuestionAnalysis): CurrentReadings {
  if (asksForVersions(analysis)) return { readings, superseded: [] };
  const kept: Reading[] = [];
  const superseded = new Map<string, { readonly name: string; readonly citationId: string }>();
  for (const reading of readings) {
    const { statute } = reading;
    const rivals = readings.filter(
      (other) => other.statute !== undefined && other.statute.key === statute?.key,
    );
    const year = wantedYear(analysis, rivals);
    const newest = rivals.reduce((latest, other) => {
      const version = other.statute?.version ?? "";
      return version > latest ? version : latest;
    }, "");
    const version = statute?.version ?? "";
    const isWanted = year === undefined ? version === newest : version.startsWith(year);
    if (statute === undefined || isWanted) {
      kept.push(reading);
      continue;
    }
    const current = rivals.find((other) => other.statute?.version === newest);
    if (current !== undefined && year === undefined) {
      superseded.set(statute.key, { name: statute.name, citationId: current.citationId });
    }
  }
  return { readings: kept, superseded: [...superseded.values()] };
}
