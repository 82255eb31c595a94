import { chineseOpposites, englishOpposites } from "../../../report/check/opposites.ts";

/** How many words of the claim have an opposite in the evidence and do not stand there themselves. */
export function countOpposites(
  claim: { readonly text: string; readonly keys: ReadonlySet<string> },
  evidence: { readonly text: string; readonly keys: ReadonlySet<string> },
): number {
  let count = 0;
  for (const key of claim.keys) {
    const isOpposed = englishOpposites.get(key)?.some((other) => evidence.keys.has(other)) === true;
    if (isOpposed && !evidence.keys.has(key)) count += 1;
  }
  if (!/\p{Script=Han}/u.test(claim.text)) return count;
  for (const [word, others] of chineseOpposites) {
    if (!claim.text.includes(word) || evidence.text.includes(word)) continue;
    if (others.some((other) => evidence.text.includes(other) && !claim.text.includes(other))) count += 1;
  }
  return count;
}
