import type { Clock } from "../../core/clock.ts";

/** Milliseconds that Retry-After asks for, in seconds or as a date (RFC 9110 §10.2.3); undefined where it says nothing. */
export function retryAfterMs(header: string | undefined, clock: Clock): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now().getTime());
}
