import type { Clock } from "../../core/clock.ts";
import {
  connectionErrorCode,
  connectionFailure,
  isTransient,
  type RejectedResponse,
  type ServerDescription,
} from "./model-failure.ts";
import type { PolicyFailure } from "../policy.ts";
import { retryDelayMs } from "./retry-delay.ts";
import type { TurnLimits } from "./turn-limits.ts";

/** The part of `fetch` that is used; the global one and undici's both fit. */
export type ModelFetch = (
  url: string,
  init: {
    readonly method: "POST";
    readonly headers: Record<string, string>;
    readonly body: Uint8Array<ArrayBuffer>;
    readonly signal: AbortSignal;
    readonly redirect: "manual";
  },
) => Promise<ModelResponse>;

export interface ModelResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface ChatPost {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface PostOptions {
  readonly fetch: ModelFetch;
  readonly server: ServerDescription;
  readonly limits: TurnLimits;
  readonly maxRetries: number;
  /** Of the retries, how many to spend while no connection comes about. */
  readonly maxConnectionRetries: number;
  readonly clock: Clock;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export type PostOutcome =
  | { readonly type: "response"; readonly response: ModelResponse }
  | { readonly type: "rejected"; readonly rejected: RejectedResponse }
  | { readonly type: "failure"; readonly failure: PolicyFailure };

type Attempt = PostOutcome & { readonly isWorthRetrying: boolean; readonly retryAfter?: string | null };

/**
 * Posts a request until a server accepts it. Tries again only where no byte of an answer can have come:
 * refused or broken connections before the headers, 408, 425, 429 and 5xx. Never throws.
 */
export async function postChat(post: ChatPost, options: PostOptions): Promise<PostOutcome> {
  const { limits, clock } = options;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptPost(post, options);
    const maxRetries = outcome.type === "failure" ? options.maxConnectionRetries : options.maxRetries;
    if (!outcome.isWorthRetrying || attempt >= maxRetries) return outcome;
    const delayMs = retryDelayMs({ attempt, retryAfter: outcome.retryAfter ?? null, now: clock.now() });
    // Waiting past the deadline cannot help, and the server's own words say more than a time-out.
    if (delayMs >= limits.remainingMs) return outcome;
    try {
      await limits.within(options.wait(delayMs, limits.signal));
    } catch (error) {
      return failed(limits.failure() ?? connectionFailure(error, options.server));
    }
  }
}

async function attemptPost(post: ChatPost, options: PostOptions): Promise<Attempt> {
  const { limits } = options;
  try {
    const { url, headers, body } = post;
    const init = { method: "POST", headers, body, signal: limits.signal, redirect: "manual" } as const;
    const response = await limits.within(options.fetch(url, init));
    if (response.status >= 200 && response.status < 300) {
      return { type: "response", response, isWorthRetrying: false };
    }
    const complaint = await readComplaint(response, limits);
    const location = response.headers.get("location");
    const rejected = { status: response.status, body: location === null ? complaint : `see ${location}` };
    const retryAfter = response.headers.get("retry-after") ?? retryDelayIn(complaint);
    return { type: "rejected", rejected, isWorthRetrying: isTransient(rejected), retryAfter };
  } catch (error) {
    const ended = limits.failure();
    if (ended !== undefined) return failed(ended);
    const code = connectionErrorCode(error);
    const isWorthRetrying = code !== undefined && transientCodes.has(code);
    return { ...failed(connectionFailure(error, options.server)), isWorthRetrying };
  }
}

/** Google's servers say in the body how long to wait (`google.rpc.RetryInfo`): `"retryDelay": "34.07s"`. */
function retryDelayIn(body: string): string | null {
  return /"retryDelay":\s*"(\d+(?:\.\d+)?)s"/.exec(body)?.[1] ?? null;
}

/** The server is starting, restarting or has closed an idle connection that was about to be used. */
const transientCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function failed(failure: PolicyFailure): Attempt & { type: "failure" } {
  return { type: "failure", failure, isWorthRetrying: false };
}

const longestComplaintBytes = 65_536;

/** The beginning of an error body; empty when it cannot be read. */
async function readComplaint(response: ModelResponse, limits: TurnLimits): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  limits.progress();
  const iterator = response.body[Symbol.asyncIterator]();
  try {
    while (size < longestComplaintBytes) {
      const { done, value } = await limits.within(iterator.next());
      if (done === true) break;
      limits.progress();
      chunks.push(value);
      size += value.length;
    }
  } catch (error) {
    // The status alone says what is wrong, unless the turn itself is over.
    if (limits.failure() !== undefined) throw error;
  }
  closeQuietly(iterator);
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, longestComplaintBytes));
}

/** Tells a body that nobody reads on; what goes wrong in closing concerns nobody any more. */
export function closeQuietly(iterator: AsyncIterator<Uint8Array>): void {
  iterator.return?.().catch(() => {});
}
