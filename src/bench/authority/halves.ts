import { sha256 } from "../../core/hash.ts";

/** Whether a labelled domain is in the half that the estimate of names was fitted on, by a hash of its name. */
export function isInFittedHalf(domain: string): boolean {
  return Number.parseInt(sha256(`split7:${domain}`).slice(0, 2), 16) % 2 === 0;
}
