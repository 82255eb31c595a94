import type { Authority, AuthorityTier } from "../../core/authority.ts";
import type { Passage } from "../../core/source.ts";
import type { PassagePlace } from "../store/source-table.ts";
import { type AuthorityOf, authorityFactor } from "./authority.ts";
import { areNearDuplicates, type Fingerprint, fingerprint } from "./near-duplicates.ts";
import type { RankedHit } from "./neighbours.ts";
import type { PassageReader } from "./passage-reader.ts";

export interface RankingOptions {
  readonly authorityOf: AuthorityOf;
  /** Whether authority moves scores; the quota holds without it. */
  readonly authorityPrior: boolean;
  /** Share of the places, counted from the top, that passages of high authority get as far as they are comparable. */
  readonly authorityQuota: number;
  /** Whether passages of farms, mirrors and the like come behind whatever is comparable. */
  readonly farmsYield: boolean;
  /** What is comparable: this share of the best remaining score, or more. */
  readonly authorityReach: number;
  /** Let passages about the same thing speak for each other. */
  readonly neighbours: boolean;
  /** Fold near-copies into the best of them. */
  readonly foldDuplicates: boolean;
  /** Passages of one source after which further ones count less. */
  readonly freePerSource: number;
}

/** What each further passage of a source is worth beyond the free ones. */
const repeatFactor = 0.85;

/** A candidate whose source is known. */
interface Candidate {
  readonly place: PassagePlace;
  readonly hit: RankedHit;
  readonly authority: Authority;
  /** By which authority moves the score. */
  readonly factor: number;
  /** What is left of the score because its source was taken before; 1 where it was not. */
  repeat: number;
  score: number;
}

/** A candidate that was taken. */
export interface Choice extends Candidate {
  readonly passage: Passage;
  readonly print: Fingerprint | undefined;
  /** By which its score was raised to that of the place it was given; 1 where it came by itself. */
  readonly lift: number;
  duplicates: number;
}

interface ChooseContext {
  readonly reader: PassageReader;
  readonly options: RankingOptions;
}

/**
 * Takes the best until there are enough. Authority can lift a passage by a tenth at most, so whatever comes within
 * that of the last one taken is looked at, and, where passages of authority are owed a place, what is comparable.
 */
export function choose(ranked: readonly RankedHit[], limit: number, context: ChooseContext): Choice[] {
  const { reader, options } = context;
  const taken: Choice[] = [];
  const perSource = new Map<number, number>();
  const candidates = new Candidates(ranked, context);
  while (taken.length < limit) {
    const best = candidates.best();
    if (best === undefined) break;
    const due = isDue(taken, best, options);
    const next = (due && candidates.bestOf(due, best.score * options.authorityReach)) ?? best;
    candidates.remove(next);
    const source = next.place.stored.number;
    const earlier = perSource.get(source) ?? 0;
    const repeat = repeatFactor ** Math.max(0, earlier - options.freePerSource + 1);
    if (repeat < next.repeat) {
      next.score *= repeat / next.repeat;
      next.repeat = repeat;
      candidates.insert(next);
      continue;
    }
    // Only now: most candidates are never read.
    const passage = reader.read(next.place);
    if (passage === undefined) continue;
    const print = options.foldDuplicates ? fingerprint(passage.text) : undefined;
    const choice: Choice = {
      ...next,
      passage,
      print,
      duplicates: 0,
      lift: best.score / next.score,
      score: best.score,
    };
    const copied = taken.findIndex((other) => other.print && print && areNearDuplicates(other.print, print));
    const original = taken[copied];
    if (original !== undefined) {
      taken[copied] = representative(original, choice);
      continue;
    }
    perSource.set(source, earlier + 1);
    taken.push(choice);
  }
  return taken;
}

const isHigh = ({ tier }: Authority): boolean => tier === "high";
/** Made to copy, to sell or to mislead; what is merely unvetted, such as a forum, is not. */
const isFarm = ({ tier, score }: Authority): boolean => tier === "low" && score < 0.15;

/** Of whom one is due before the best; undefined where the best may have its place. */
function isDue(
  taken: readonly Choice[],
  best: Candidate,
  { authorityQuota, farmsYield }: RankingOptions,
): ((authority: Authority) => boolean) | undefined {
  if (isHigh(best.authority)) return undefined;
  const had = taken.filter(({ authority }) => isHigh(authority)).length;
  if (had < Math.floor(authorityQuota * (taken.length + 1))) return isHigh;
  return farmsYield && isFarm(best.authority) ? (other) => !isFarm(other) : undefined;
}

const trust: Readonly<Record<AuthorityTier, number>> = { high: 2, contested: 1, unknown: 1, low: 0 };

/** Of two near-copies the better trusted one speaks for both, at the place of the one that ranked higher. */
function representative(first: Choice, later: Choice): Choice {
  const duplicates = first.duplicates + 1;
  if (trust[later.authority.tier] <= trust[first.authority.tier]) return { ...first, duplicates };
  return { ...later, duplicates, score: first.score, lift: (later.lift * first.score) / later.score };
}

/** What has been found and not been taken; hits are looked up only as far down as they can matter. */
class Candidates {
  readonly #ranked: readonly RankedHit[];
  readonly #context: ChooseContext;
  readonly #waiting: Candidate[] = [];
  #next = 0;

  constructor(ranked: readonly RankedHit[], context: ChooseContext) {
    this.#ranked = ranked;
    this.#context = context;
  }

  best(): Candidate | undefined {
    // The first one found sets how far down another could pass it.
    while (this.#waiting.length === 0 && this.#next < this.#ranked.length) this.#lookAtNext();
    this.#lookDownTo(this.#waiting[0]?.score ?? 0);
    return this.#waiting[0];
  }

  /** The best whose authority is as asked for and that has at least this score. */
  bestOf(is: (authority: Authority) => boolean, score: number): Candidate | undefined {
    this.#lookDownTo(score);
    const found = this.#waiting.find(({ authority }) => is(authority));
    return found !== undefined && found.score >= score ? found : undefined;
  }

  remove(candidate: Candidate): void {
    this.#waiting.splice(this.#waiting.indexOf(candidate), 1);
  }

  insert(candidate: Candidate): void {
    const place = this.#waiting.findIndex((other) => other.score < candidate.score);
    this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, candidate);
  }

  #lookDownTo(score: number): void {
    const reach = score / authorityFactor(1);
    while ((this.#ranked[this.#next]?.score ?? Number.NEGATIVE_INFINITY) >= reach) this.#lookAtNext();
  }

  #lookAtNext(): void {
    const hit = this.#ranked[this.#next++];
    const place = hit && this.#context.reader.locate(hit.number);
    if (hit === undefined || place === undefined) return;
    const { authorityOf, authorityPrior } = this.#context.options;
    const authority = authorityOf(place.stored.source);
    const factor = authorityPrior ? authorityFactor(authority.score) : 1;
    this.insert({ place, hit, authority, factor, repeat: 1, score: hit.score * factor });
  }
}
