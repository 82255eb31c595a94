import type { AuthorityTier } from "../../../core/authority.ts";
import { present } from "../../../core/present.ts";
import { folded } from "../folded.ts";
import type { Reading, Statement } from "../reading.ts";
import { isSameMatter, type Measure, type Stated } from "../same-matter.ts";
import { yearOf } from "../subject.ts";
import type { Unit } from "../unit.ts";
import type { Value, ValueType } from "../values.ts";
import { readChange } from "./read-change.ts";
import { isSameValue } from "./same-value.ts";
import { isStuffed } from "./stuffed-title.ts";

/** A unit that gives one value for what is asked. */
export interface Testimony {
  readonly unit: Unit;
  readonly statement: Statement;
  /** What it states. */
  readonly stated: Stated;
  /** The value that this one took the place of, where the sentence says so. */
  readonly replaced?: Value;
}

/** Those that give one value for one thing. */
export interface Camp {
  /** Best answers first. */
  readonly testimonies: readonly Testimony[];
  readonly origins: ReadonlySet<number>;
  /** Ids of its documents. */
  readonly sources: ReadonlySet<string>;
  /** How many origins say so in words of their own. */
  readonly voices: number;
  /** The best among its publishers. */
  readonly tier: AuthorityTier;
  /** The newest among its pages, ISO and perhaps reduced; absent where none says. */
  readonly date?: string;
  /** A page of it says who wrote it or when. */
  readonly isSigned: boolean;
  /** All of its pages have titles that are made to be found. */
  readonly isStuffed: boolean;
}

const tiers: readonly AuthorityTier[] = ["low", "unknown", "contested", "high"];

/** When a page says what it says: its date, else the year in its title. */
export function dateOf({ source }: Reading): string | undefined {
  return source.modified ?? source.published ?? yearOf(source.title);
}

/** What a unit says of the value that is asked for; undefined where it gives none or is an article of a law, which regulates. */
export function testimonyOf(unit: Unit, types: readonly ValueType[]): Testimony | undefined {
  const { reading, statements } = unit;
  const [statement] = statements;
  if (statement === undefined || unit.isList || unit.isArticle || reading.statute !== undefined)
    return undefined;
  const values = statement.values.filter(({ type }) => types.includes(type));
  if (values.length === 0) return undefined;
  const change = readChange(statement.text, values);
  return {
    unit,
    statement,
    stated: {
      reading,
      statement,
      values: change === undefined ? values : [change.to],
      tellsChange: change !== undefined,
    },
    ...present({ replaced: change?.from }),
  };
}

function isTold({ statement, stated }: Testimony, value: Value, sentence: string): boolean {
  return stated.values.some((own) =>
    isSameValue({ value: own, sentence: statement.text }, { value, sentence }),
  );
}

/** Whether two testimonies give the same values. */
function isSame(left: Testimony, right: Testimony): boolean {
  const has = (one: Testimony, other: Testimony): boolean =>
    other.stated.values.every((value) => isTold(one, value, other.statement.text));
  return has(left, right) && has(right, left);
}

/** Whether two testimonies give values of which none is the other's. */
function isOther(left: Testimony, right: Testimony): boolean {
  return !right.stated.values.some((value) => isTold(left, value, right.statement.text));
}

/** Whether a camp tells that its value took the place of another one's. */
export function replaces(camp: Camp, other: Camp): boolean {
  return camp.testimonies.some(
    ({ replaced, statement }) =>
      replaced !== undefined && other.testimonies.some((old) => isTold(old, replaced, statement.text)),
  );
}

/**
 * The testimonies on one matter, that of the first one, by what they say: its own camp first. What overlaps with it without
 * saying the same belongs to none.
 */
export function campsOf(testimonies: readonly Testimony[], measure: Measure): readonly Camp[] {
  const [first] = testimonies;
  if (first === undefined) return [];
  const onMatter = testimonies.filter(
    (other) =>
      other === first ||
      ((isSame(first, other) || isOther(first, other)) && isSameMatter(first.stated, other.stated, measure)),
  );
  const groups: Testimony[][] = [];
  for (const testimony of onMatter) {
    const own = groups.find(([one]) => one !== undefined && isSame(one, testimony));
    if (own === undefined) groups.push([testimony]);
    else own.push(testimony);
  }
  return groups.map(campOf);
}

/** A sentence that stands word for word on the pages of another origin was copied, and says nothing more. */
function voicesOf(testimonies: readonly Testimony[]): number {
  const byOrigin = Map.groupBy(testimonies, ({ unit }) => unit.reading.backing.origin);
  const said = new Set<string>();
  let voices = 0;
  for (const members of byOrigin.values()) {
    const own = members.map(({ statement }) => folded(statement.text));
    if (own.some((text) => !said.has(text))) voices += 1;
    for (const text of own) said.add(text);
  }
  return voices;
}

function campOf(testimonies: readonly Testimony[]): Camp {
  const readings = testimonies.map(({ unit }) => unit.reading);
  const dates = readings.map(dateOf).filter((date) => date !== undefined);
  const date = dates.sort().at(-1);
  const rank = Math.max(...readings.map(({ backing }) => tiers.indexOf(backing.tier)));
  return {
    testimonies,
    origins: new Set(readings.map(({ backing }) => backing.origin)),
    sources: new Set(readings.map(({ source }) => source.id)),
    voices: voicesOf(testimonies),
    tier: tiers[rank] ?? "unknown",
    isStuffed: readings.every(({ source }) => isStuffed(source.title)),
    isSigned: readings.some((reading) => dateOf(reading) !== undefined || reading.source.authors.length > 0),
    ...present({ date }),
  };
}
