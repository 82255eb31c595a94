import type { SourceRecord } from "../report.ts";
import type { Labels } from "./labels.ts";

/** An estimate warns from this chance on; of 33 such warnings on labelled names that it was not fitted on 31 were right. */
const warnFrom = 0.7;

/**
 * What is known of the publisher of a source, and why: `Statistical office, official: …`. Where nothing is known, a
 * warning if its name suggests that it is unreliable, else nothing: an estimate never vouches.
 */
export function publisherOf({ authority }: SourceRecord, labels: Labels): string {
  const { tier, kind, official, reason, estimate } = authority;
  if (estimate?.tier === "low" && estimate.probability >= warnFrom) return labels.reason(estimate.reason);
  if (tier === "unknown" || kind === undefined) return "";
  const standing = { high: undefined, contested: labels.contested, low: labels.lowAuthority }[tier];
  const parts = [labels.kinds[kind], official ? labels.official : undefined, standing];
  const text = `${parts.filter((part) => part !== undefined).join(labels.comma)}${labels.colon}${labels.reason(reason)}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
