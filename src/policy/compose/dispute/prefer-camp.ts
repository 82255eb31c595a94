import type { AuthorityTier } from "../../../core/authority.ts";
import { present } from "../../../core/present.ts";
import { folded } from "../folded.ts";
import { type Camp, replaces } from "./camps.ts";
import type { Ground } from "./ground.ts";

const rank: Readonly<Record<AuthorityTier, number>> = { low: 0, unknown: 1, contested: 1, high: 2 };
/** Years after which others may know better than a publisher of standing. */
const stale = 1;
/** So many independent origins may say so. */
const several = 2;

/** Whether a later camp is later by more than how dates are written could make it: by another month, or year. */
function isNewer({ date: later }: Camp, { date: earlier }: Camp): boolean {
  if (later === undefined || earlier === undefined) return false;
  const length = Math.min(7, later.length, earlier.length);
  return later.slice(0, length) > earlier.slice(0, length);
}

function yearsBetween({ date: later = "" }: Camp, { date: earlier = "" }: Camp): number {
  return later === "" || earlier === "" ? 0 : Number(later.slice(0, 4)) - Number(earlier.slice(0, 4));
}

/** The ground on which the first camp is believed rather than the second; undefined where there is none. */
export function groundFor(camp: Camp, other: Camp): Ground | undefined {
  if (replaces(camp, other) !== replaces(other, camp)) return replaces(camp, other) ? "replaced" : undefined;
  const standing = rank[camp.tier] - rank[other.tier];
  const isStale = (one: Camp, fresh: Camp): boolean =>
    yearsBetween(fresh, one) > stale && fresh.voices >= several && fresh.tier !== "low";
  if (standing > 0 && !isStale(camp, other)) return "standing";
  if (standing !== 0) return undefined;
  // What is made to be found has the newest date of all; a second voice speaks for it.
  const isBait = (one: Camp, plain: Camp): boolean =>
    one.isStuffed && !plain.isStuffed && one.voices < several;
  if (isBait(other, camp)) return "stuffed";
  if (isBait(camp, other)) return undefined;
  const more = camp.voices - other.voices;
  if (isNewer(other, camp)) return undefined;
  if (isNewer(camp, other)) return more >= 0 ? "newer" : undefined;
  if (more !== 0) return more > 0 ? "corroborated" : undefined;
  // Whoever says neither who he is nor when he wrote answers for nothing; it decides where nothing else does.
  return camp.isSigned && !other.isSigned ? "signed" : undefined;
}

/** A camp that is not the believed one, with the ground on which it is not; without one nothing decides. */
export interface Opposed {
  readonly camp: Camp;
  readonly ground?: Ground;
}

export interface Preference {
  readonly believed: Camp;
  readonly others: readonly Opposed[];
}

/** Whether the camps have pages under one title, but for what tells editions apart. */
function areEditions(camp: Camp, other: Camp): boolean {
  const titles = [camp, other].map(
    ({ testimonies }) =>
      new Set(testimonies.map(({ unit }) => folded(unit.reading.source.title.replace(/\d+/g, "")))),
  );
  const [own, others] = titles;
  return own !== undefined && others !== undefined && !own.isDisjointFrom(others);
}

/**
 * The camp that most others give way to, the better answer among equals, and how the others stand to it. A document that
 * gives two values speaks of two things, and so does a publisher, unless one page is the newer edition of the other.
 */
export function preferCamp(camps: readonly Camp[]): Preference | undefined {
  const score = (camp: Camp): number =>
    camps.filter((other) => groundFor(camp, other) !== undefined).length -
    camps.filter((other) => groundFor(other, camp) !== undefined).length;
  const [believed] = camps.toSorted((a, b) => score(b) - score(a));
  if (believed === undefined) return undefined;
  const others = camps
    .filter((camp) => camp !== believed && camp.sources.isDisjointFrom(believed.sources))
    .flatMap((camp): readonly Opposed[] => {
      const ground = groundFor(believed, camp);
      const isElsewhere = camp.origins.isDisjointFrom(believed.origins);
      if (!isElsewhere && ground !== "replaced" && !(ground === "newer" && areEditions(believed, camp)))
        return [];
      return [{ camp, ...present({ ground }) }];
    });
  return { believed, others };
}
