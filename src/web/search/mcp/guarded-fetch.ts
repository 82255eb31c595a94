import { failureOfStatus, failureOfTransport } from "../ask-engine.ts";
import { type EngineOptions, usualEngineTimeoutMs } from "../engine-options.ts";
import type { EngineFailure } from "../search-engine.ts";

/** A fetch that goes through the web client, and what went wrong in it. */
export interface GuardedFetch {
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** Of the last request that failed, or that was answered with a status none of success. */
  failure(): EngineFailure | undefined;
}

const maxBytes = 8 << 20;

/**
 * What the official MCP client is given to send with, so that the guard holds for it too. Answers come whole, event
 * streams as well, which a server ends when it has answered. A stream for news that nobody asked for is not opened,
 * which the protocol lets a server refuse and so a client do without.
 */
export function guardedFetch(title: string, options: EngineOptions, signal: AbortSignal): GuardedFetch {
  const { client, timeoutMs = usualEngineTimeoutMs } = options;
  let failure: EngineFailure | undefined;
  const send = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (init.method !== "POST") return new Response(null, { status: 405 });
    const request = {
      url: String(url),
      method: "POST",
      headers: Object.fromEntries(new Headers(init.headers)),
      timeoutMs,
      maxBytes,
      maxRetries: 0,
      ...(typeof init.body === "string" ? { body: init.body } : {}),
    } as const;
    const outcome = await client.askApi(request, signal);
    if (outcome.type === "failure") {
      failure = failureOfTransport(title, outcome);
      throw new Error(failure.message);
    }
    const { status, headers, bytes } = outcome;
    if (status >= 400) failure = failureOfStatus({ title }, outcome, options);
    const body = bytes.length === 0 || status === 204 ? null : new Uint8Array(bytes);
    return new Response(body, { status, headers: kept(headers) });
  };
  return { fetch: send, failure: () => failure };
}

/** The body has been decoded. */
function kept(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { "content-encoding": _encoding, "content-length": _length, ...rest } = headers;
  return rest;
}
