import { sizeOf } from "../value-size.ts";
import { unitOf } from "../same-matter.ts";
import type { Value } from "../values.ts";

/** A value as it stands in its sentence. */
export interface Placed {
  readonly value: Value;
  readonly sentence: string;
}

const approximately =
  /(?:\b(?:about|around|approximately|roughly|nearly|almost|some|circa|over|more than|just under)|约为?|近|将近|超过?|大约)\s*$/i;
const scaled = /million|billion|trillion|[万亿]/i;

/** Whether a value is told in round figures: “about 40 euros”, “2.5 billion dollars”. */
function isRound({ value, sentence }: Placed): boolean {
  return scaled.test(value.text) || approximately.test(sentence.slice(0, value.start));
}

/** Digits of a number that say something: 2 of 2,500,000. */
function precisionOf(size: number): number {
  return String(size)
    .replace(/[.]|e.*/g, "")
    .replace(/^0+|0+$/g, "").length;
}

/** Whether the one is what the other comes to in its round figures. */
function roundsTo(round: Placed, size: number, other: number): boolean {
  return isRound(round) && Number(other.toPrecision(Math.max(1, precisionOf(size)))) === size;
}

/** Whether two dates agree as far as both go: “May 2024” and 3 May 2024. */
function agree(one: number, other: number): boolean {
  const parts = (date: number): readonly number[] => [
    Math.floor(date / 10_000),
    Math.floor(date / 100) % 100,
    date % 100,
  ];
  const [a, b] = [parts(one), parts(other)];
  return a.every((part, at) => part === b[at] || part === 0 || b[at] === 0);
}

/** Whether two values say the same: in whatever notation, as far as both are exact. */
export function isSameValue(left: Placed, right: Placed): boolean {
  const [a, b] = [left.value, right.value];
  if (a.type !== b.type || unitOf(a) !== unitOf(b)) return false;
  if (a.key === b.key) return true;
  const [one, other] = [sizeOf(a), sizeOf(b)];
  if (one === undefined || other === undefined) return false;
  if (a.type === "date") return agree(one, other);
  return one === other || roundsTo(left, one, other) || roundsTo(right, other, one);
}
