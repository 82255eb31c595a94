import { editDistance } from "../core/edit-distance.ts";

/** The name among `names` that a mistyped `word` most likely meant; undefined when none is near. */
export function similarCommand(word: string, names: readonly string[]): string | undefined {
  if (!/^[a-z-]{3,}$/.test(word)) return undefined;
  const near = names.map((name) => ({ name, distance: editDistance(word, name) }));
  const best = near.toSorted((a, b) => a.distance - b.distance)[0];
  const isNear = best !== undefined && best.distance > 0 && best.distance <= Math.max(1, word.length / 3);
  return isNear ? best.name : undefined;
}
