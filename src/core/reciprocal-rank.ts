const fusionConstant = 60;

/** What a place in one ranked list, 0 the first, adds to a score over several: reciprocal rank fusion (Cormack et al., 2009). */
export function reciprocalRank(place: number): number {
  return 1 / (fusionConstant + place + 1);
}
