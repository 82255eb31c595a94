import type { SourceRecord } from "../report.ts";
import type { Labels } from "./labels.ts";

/** What is known of the publisher of a source, and why: `Statistical office, official: …`. Empty where nothing is known. */
export function publisherOf({ authority }: SourceRecord, labels: Labels): string {
  const { tier, kind, official, reason } = authority;
  if (tier === "unknown" || kind === undefined) return "";
  const standing = { high: undefined, contested: labels.contested, low: labels.lowAuthority }[tier];
  const parts = [labels.kinds[kind], official ? labels.official : undefined, standing];
  const text = `${parts.filter((part) => part !== undefined).join(labels.comma)}${labels.colon}${labels.reason(reason)}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
