import { randomBytes } from "node:crypto";
import { sha256 } from "./hash.ts";

/** Matches a citation id wherever it stands; ids have 8 hex digits, or more where two of a run collide. */
export const citationIdPattern = /web_[0-9a-f]{8,64}/;

/**
 * The id by which a report cites a passage: a stable hash of the passage itself (source, byte range),
 * never of its rank or of the query that found it.
 */
export function citationId(sourceId: string, start: number, end: number): string {
  return `web_${sha256(`${sourceId}:${start}:${end}`).slice(0, 8)}`;
}

/** Name of a run directory: `20261122-0930-lost-passport-7f3a`; ASCII, at most 60 characters. */
export function runId(question: string, now: Date, suffix: string = randomBytes(2).toString("hex")): string {
  const stamp = now.toISOString().replace(/[-:]/g, "").slice(0, 13).replace("T", "-");
  const slug = question
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .split("-")
    .filter((word) => word.length > 2)
    .slice(0, 5)
    .join("-")
    .slice(0, 36)
    .replace(/-+$/, "");
  return [stamp, slug || "run", suffix].join("-");
}
