import type { Clock } from "../../core/clock.ts";
import type { HopRequest, HopResponse } from "./exchange.ts";
import type { FetchFailure } from "./fetch-outcome.ts";
import type { HostGates, Pause } from "./host-gates.ts";
import { retryAfterMs } from "./retry-after.ts";

export interface PatienceOptions {
  readonly gates: HostGates;
  /** Between two requests to one host. */
  readonly delayMs: number;
  /** Attempts after the first. */
  readonly maxRetries: number;
  /** Monotonic instant at which all of it must have ended. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly signal: AbortSignal;
}

const busyStatuses = new Set([429, 502, 503, 504]);
const firstBackoffMs = 500;

/**
 * Sends a request when its host's gate lets it, and again when the host is busy or the connection broke: after the time
 * that Retry-After asks for, else after a growing pause, and only when that still fits before the deadline. A request
 * with a body is sent once. Rejects only when the signal aborts.
 */
export async function sendPatiently(
  request: HopRequest,
  send: (request: HopRequest) => Promise<HopResponse | FetchFailure>,
  options: PatienceOptions,
): Promise<HopResponse | FetchFailure> {
  const { gates, delayMs, maxRetries, deadlineMs, clock, pause, signal } = options;
  for (let retry = 0; ; retry += 1) {
    const leave = await gates.enter(request.url.host, delayMs, signal);
    const answer = await send(request).finally(leave);
    const waitMs = retry < maxRetries ? waitBeforeRetry(request, answer, retry, clock) : undefined;
    if (waitMs === undefined || clock.monotonicMs() + waitMs >= deadlineMs) return answer;
    gates.hold(request.url.host, waitMs);
    await pause(waitMs, signal);
  }
}

function waitBeforeRetry(
  { method }: HopRequest,
  answer: HopResponse | FetchFailure,
  retry: number,
  clock: Clock,
): number | undefined {
  const backoffMs = firstBackoffMs * 2 ** retry;
  if (method !== "GET") return undefined;
  if (answer.type === "failure") return answer.code === "BAD_RESPONSE" ? backoffMs : undefined;
  if (!busyStatuses.has(answer.status)) return undefined;
  return retryAfterMs(answer.headers["retry-after"], clock) ?? backoffMs;
}
