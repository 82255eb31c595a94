import type { SubQuestion } from "../../question.ts";
import { leadingKind, valueTypesOf } from "../answer-signals.ts";
import type { Measure } from "../same-matter.ts";
import type { Unit } from "../unit.ts";
import { type Camp, campsOf, type Testimony, testimonyOf } from "./camps.ts";
import { type Opposed, preferCamp } from "./prefer-camp.ts";

/** Sources that give different values for what a sub-question asks, and which of them is believed. */
export interface Dispute {
  readonly subQuestion: SubQuestion;
  readonly believed: Camp;
  /** Those that may as well be right first. */
  readonly others: readonly Opposed[];
}

/** The units of a sub-question once sources were held against each other. */
export interface Weighed {
  /** Without those of sources that are not believed; the believed value first. */
  readonly units: readonly Unit[];
  /** The testimonies that bear out the first answer; none where it gives no value. */
  readonly believed: readonly Testimony[];
  readonly dispute?: Dispute;
}

const mostUnits = 24;
/** A sentence or its headings must name this much of what is asked: another permit's fee contradicts nothing. */
const leastCovered = 0.7;
/** As for the first sentence of an answer. */
const leastRelevance = { absolute: 0.4, share: 0.6 } as const;

/** Holds the best answers to a sub-question against each other, where it asks for a value and compares no sides. */
export function weighTestimony(units: readonly Unit[], measure: Measure): Weighed {
  const { subQuestion } = measure.wanted;
  const types = valueTypesOf(leadingKind(subQuestion));
  const best = Math.max(0, ...units.map(({ relevance }) => relevance));
  const least = Math.max(leastRelevance.absolute, leastRelevance.share * best);
  const testimonies = units
    .filter(({ states, relevance, covered }) => states && relevance >= least && covered >= leastCovered)
    .flatMap((unit) => testimonyOf(unit, types) ?? [])
    .slice(0, mostUnits);
  const camps = subQuestion.side === undefined ? campsOf(testimonies, measure) : [];
  const preference = preferCamp(camps);
  if (preference === undefined) return { units, believed: [] };
  const { believed, others } = preference;
  if (others.length === 0) return { units, believed: believed.testimonies };
  return {
    units: withoutOthers(units, believed, others),
    believed: believed.testimonies,
    dispute: { subQuestion, believed, others: inOrder(others) },
  };
}

function inOrder(others: readonly Opposed[]): readonly Opposed[] {
  return others.toSorted((a, b) => Number(a.ground !== undefined) - Number(b.ground !== undefined));
}

/**
 * Where a source is not believed in what is asked, what else it says on it is not told either. What may as well be right
 * stands beside the answer, and not in it.
 */
function withoutOthers(units: readonly Unit[], believed: Camp, others: readonly Opposed[]): readonly Unit[] {
  const told = new Set(others.flatMap(({ camp }) => camp.testimonies.map(({ unit }) => unit)));
  const overruled = new Set(
    others.flatMap(({ camp, ground }) =>
      ground === undefined ? [] : camp.testimonies.map(({ unit }) => unit.reading.source.id),
    ),
  );
  const [first] = believed.testimonies;
  const left = units.filter(
    (unit) => unit !== first?.unit && !told.has(unit) && !overruled.has(unit.reading.source.id),
  );
  return first === undefined ? left : [first.unit, ...left];
}
