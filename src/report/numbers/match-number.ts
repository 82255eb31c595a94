import { present } from "../../core/present.ts";
import type {
  BoundSide,
  DateMention,
  DateReading,
  NumberMention,
  QuantityMention,
  SectionMention,
} from "./number-mention.ts";
import { canonicalName } from "./read-names.ts";
import { readNumbers } from "./read-numbers.ts";
import { unitsAgree } from "./units.ts";

/** The numbers of a passage, read once to be compared with many claims. */
export interface NumberEvidence {
  readonly mentions: readonly NumberMention[];
  /** The folded text without case, hyphens and spaces: where names are looked up. */
  readonly canonical: string;
}

/** Reads a folded text as evidence. */
export function numberEvidence(folded: string): NumberEvidence {
  return { mentions: readNumbers(folded), canonical: canonicalName(folded) };
}

/** `other-unit`: the figure is there but counts something else. `other-bound`: it is the least there, the most here, or the reverse. */
export type NumberMatch = "found" | "rounded" | "other-unit" | "other-bound" | "missing";

export interface NumberFinding {
  readonly match: NumberMatch;
  /** The mention in the evidence, where there is one. */
  readonly mention?: NumberMention;
}

/** Looks for a claim's number in evidence. Written forms do not matter; value, unit and date parts do. */
export function matchNumber(claimed: NumberMention, evidence: NumberEvidence): NumberFinding {
  switch (claimed.type) {
    case "quantity":
      return matchQuantity(claimed, evidence.mentions);
    case "date":
      return matchDate(claimed, evidence.mentions);
    case "code":
      return matchCode(claimed.code, evidence);
    case "section":
      return matchSection(claimed, evidence.mentions);
    default:
      return claimed satisfies never;
  }
}

function matchQuantity(claimed: QuantityMention, mentions: readonly NumberMention[]): NumberFinding {
  const quantities = mentions.filter((mention) => mention.type === "quantity");
  const equal = quantities.filter((mention) => sharesValue(claimed, mention));
  const counting = equal.filter((mention) => unitsAgree(claimed.unit, mention.unit));
  const found = counting.find((mention) => !contradicts(claimed.bound?.side, mention.bound?.side));
  if (found !== undefined) return { match: "found", mention: found };
  const [bounded] = counting;
  if (bounded !== undefined) return { match: "other-bound", mention: bounded };
  const rounded = claimed.approximate
    ? quantities.find((mention) => unitsAgree(claimed.unit, mention.unit) && roundsTo(mention, claimed))
    : undefined;
  if (rounded !== undefined) return { match: "rounded", mention: rounded };
  const other = equal.find(({ unit }) => unit !== "ordinal" && unit !== "name");
  return other === undefined ? { match: "missing" } : { match: "other-unit", mention: other };
}

function sharesValue(a: QuantityMention, b: QuantityMention): boolean {
  if (a.unit === "decade" && b.unit === "decade") {
    return a.values.some((x) => b.values.some((y) => (x >= 100 && y >= 100 ? x === y : x % 100 === y % 100)));
  }
  return a.values.some((x) =>
    b.values.some((y) => Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y))),
  );
}

function contradicts(claimed: BoundSide | undefined, present: BoundSide | undefined): boolean {
  return claimed !== undefined && present !== undefined && claimed !== present;
}

/** Largest share of the value by which a rounded figure may differ. */
const roundingLimit = 0.1;

function roundsTo(exact: QuantityMention, rounded: QuantityMention): boolean {
  return rounded.values.some((value) =>
    exact.values.some((other) => {
      const difference = Math.abs(other - value);
      const side = other > value ? "least" : "most";
      const isBeyond = other !== value && contradicts(rounded.bound?.side, side);
      return !isBeyond && difference < rounded.step && difference <= roundingLimit * value;
    }),
  );
}

function matchDate(claimed: DateMention, mentions: readonly NumberMention[]): NumberFinding {
  const years = new Set(
    mentions.flatMap((mention) =>
      mention.type === "quantity" && mention.unit === undefined ? mention.values : [],
    ),
  );
  for (const mention of mentions) {
    if (mention.type !== "date") continue;
    const agrees = claimed.readings.some((wanted) =>
      mention.readings.some((reading) => datesAgree(wanted, reading, years)),
    );
    if (agrees) return { match: "found", mention };
  }
  const onlyYear = claimed.readings.every((reading) => reading.month === undefined);
  const year = claimed.readings[0]?.year;
  if (!onlyYear || year === undefined || !years.has(year)) return { match: "missing" };
  const mention = mentions.find((other) => other.type === "quantity" && other.values.includes(year));
  return { match: "found", ...present({ mention }) };
}

/** A year that the date itself lacks may stand elsewhere in the passage; month and day may not. */
function datesAgree(wanted: DateReading, present: DateReading, years: ReadonlySet<number>): boolean {
  const { year, month, day } = wanted;
  if (day !== undefined && present.day !== day) return false;
  if (month !== undefined && present.month !== month) return false;
  if (year === undefined || present.year === year) return true;
  return present.year === undefined && years.has(year);
}

function matchCode(code: string, evidence: NumberEvidence): NumberFinding {
  const { canonical } = evidence;
  const same = evidence.mentions.find((other) => other.type === "code" && other.code === code);
  if (same !== undefined) return { match: "found", mention: same };
  for (let at = canonical.indexOf(code); at >= 0; at = canonical.indexOf(code, at + 1)) {
    if (!/\d/.test(canonical.charAt(at + code.length)) && !/^\d\d/.test(canonical.slice(at - 1, at + 1))) {
      return { match: "found" };
    }
  }
  return { match: "missing" };
}

function matchSection(claimed: SectionMention, mentions: readonly NumberMention[]): NumberFinding {
  const found = mentions.find(
    (mention) =>
      mention.type === "section" &&
      mention.unit === claimed.unit &&
      sameSection(mention.label, claimed.label),
  );
  return found === undefined ? { match: "missing" } : { match: "found", mention: found };
}

/** Section 5 and section 5(a) may be the same; two different subsections are not. */
function sameSection(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}(`) || b.startsWith(`${a}(`);
}
