import { seededRandom } from "../core/seeded-random.ts";

/** At most `limit` of the items, chosen by the seed; all of them, in order, where no limit is given. */
export function sample<T>(items: readonly T[], limit: number | undefined, seed: number): readonly T[] {
  if (limit === undefined || limit >= items.length) return items;
  const random = seededRandom(seed);
  const keyed = items.map((item) => ({ item, key: random() })).toSorted((a, b) => a.key - b.key);
  return keyed.slice(0, limit).map(({ item }) => item);
}
