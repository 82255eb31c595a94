import type { SubQuestion } from "../question.ts";
import { nameOf, readRepeals, type Repeal, repealOf, seriesRepeals } from "../compose/repeal.ts";
import { asksForVersions } from "../compose/versions.ts";
import { bareTitle, type PassageView } from "../state/passage-view.ts";
import type { ResearchState, SeenPassage } from "../state/research-state.ts";
import { statuteOf } from "./statute-of.ts";

const dateOf = (view: PassageView): string =>
  statuteOf(view)?.version ?? view.source.published ?? view.source.modified ?? "";

/** The same for all versions of one document. */
function familyOf(view: PassageView): string {
  return (
    statuteOf(view)?.key ??
    bareTitle(view.source.title)
      .replace(/\b(?:19|20)\d{2}\b/g, "")
      .trim()
  );
}

const families = new WeakMap<ReadonlyMap<string, SeenPassage>, ReadonlyMap<string, ReadonlySet<string>>>();

/** Dates under which each document was seen, by family; only documents that have a date. */
function datesByFamily(passages: ReadonlyMap<string, SeenPassage>): ReadonlyMap<string, ReadonlySet<string>> {
  const known = families.get(passages);
  if (known !== undefined) return known;
  const made = new Map<string, Set<string>>();
  for (const { view } of passages.values()) {
    const date = dateOf(view);
    if (date !== "") made.set(familyOf(view), (made.get(familyOf(view)) ?? new Set()).add(date));
  }
  families.set(passages, made);
  return made;
}

const repealed = new WeakMap<ReadonlyMap<string, SeenPassage>, readonly Repeal[]>();

/** The repeals that passages seen so far tell of. */
export function repealsSeen(passages: ReadonlyMap<string, SeenPassage>): readonly Repeal[] {
  const known = repealed.get(passages);
  if (known !== undefined) return known;
  const views = [...passages.values()].map(({ view }) => view);
  const named = new Map(views.map((view) => [view.source.id, nameOf(view.source, statuteOf(view))]));
  const made = [
    ...views.flatMap(({ passage, source }) => readRepeals(passage.text, source)),
    ...seriesRepeals([...named.values()]),
  ];
  repealed.set(passages, made);
  return made;
}

/** 1 when it was repealed or a newer version of it was seen, and the question does not ask for several, else 0. */
export function isSuperseded(view: PassageView, state: ResearchState): 0 | 1 {
  if (asksForVersions(state.analysis)) return 0;
  if (repealOf(nameOf(view.source, statuteOf(view)), repealsSeen(state.passages)) !== undefined) return 1;
  const date = dateOf(view);
  const dates = datesByFamily(state.passages).get(familyOf(view));
  return date !== "" && dates !== undefined && [...dates].some((other) => other > date) ? 1 : 0;
}

const yearIn = (text: string): string | undefined => /(?:19|20)\d{2}/.exec(text)?.[0];

/**
 * How well a passage fits the side of a comparison, -1 to 1: for a side that is a year or “old” and
 * “new” by the document's date, for others by name. 0 where the sub-question has no side.
 */
export function sideFit({ side }: SubQuestion, view: PassageView, state: ResearchState): number {
  if (side === undefined) return 0;
  const rivals = state.analysis.subQuestions.flatMap((other) =>
    other.side === undefined || other.side === side ? [] : [other.side],
  );
  const year = yearIn(side);
  const date = dateOf(view);
  if (year !== undefined && rivals.some((rival) => yearIn(rival) !== year)) {
    if (date.startsWith(year) || view.source.title.includes(year)) return 1;
    return date === "" ? 0 : -1;
  }
  const age = /^旧|\b(?:old|previous|former)\b/i.test(side)
    ? "old"
    : /^新|\b(?:new|current|latest)\b/i.test(side)
      ? "new"
      : undefined;
  const dates = [...(datesByFamily(state.passages).get(familyOf(view)) ?? [])].sort();
  if (age !== undefined && dates.length > 1) {
    const isNewest = date === dates.at(-1);
    return isNewest === (age === "new") ? 1 : -1;
  }
  return nameFit(side, rivals, view);
}

function nameFit(side: string, rivals: readonly string[], { source, passage }: PassageView): number {
  const has = (text: string, name: string): boolean => text.toLowerCase().includes(name.toLowerCase());
  const above = `${source.title} ${passage.headingPath.join(" ")}`;
  if (has(above, side)) return rivals.some((rival) => has(above, rival)) ? 0.5 : 1;
  if (has(passage.text, side)) return 0.7;
  return rivals.some((rival) => has(above, rival)) ? -1 : 0;
}
