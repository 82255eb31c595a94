const firstDelayMs = 500;
const longestDelayMs = 30_000;

export interface RetryDelayOptions {
  /** Attempts that failed before, from 0. */
  readonly attempt: number;
  /** The response's `Retry-After` header: seconds or an HTTP date (RFC 9110 §10.2.3). */
  readonly retryAfter: string | null;
  readonly now: Date;
}

/**
 * Milliseconds to wait before the next attempt: what the server asks for, however long, or else
 * exponentially more from 0.5 s up to 30 s.
 */
export function retryDelayMs({ attempt, retryAfter, now }: RetryDelayOptions): number {
  return askedDelayMs(retryAfter, now) ?? Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
}

function askedDelayMs(retryAfter: string | null, now: Date): number | undefined {
  if (retryAfter === null) return undefined;
  const text = retryAfter.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
