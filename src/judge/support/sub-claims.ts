/** Clauses that can be supported or not by themselves: cut at commas, semicolons, dashes and linking words. */
const cuts =
  /[,;:，；：、（）()]\s*|\s[–—-]\s|\s+(?=(?:and|but|while|whereas|although|which|who|where|when|because|after|before|with)\s)|(?=(?:并且|而且|但是|因为|所以|以及|并|而)\p{Script=Han}{3})/u;

/** The parts of a claim, in order; a claim without joints is its only part. Parts of one word are left out. */
export function subClaimsOf(claim: string): readonly string[] {
  const parts = claim
    .split(cuts)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]\P{L}+[\p{L}\p{N}]|\p{Script=Han}{2}/u.test(part));
  return parts.length === 0 ? [claim] : parts;
}
