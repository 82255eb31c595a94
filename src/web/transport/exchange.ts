import type { IncomingHttpHeaders } from "node:http";
import { type Dispatcher, errors } from "undici";
import { present } from "../../core/present.ts";
import { BlockedAddressError, ResolveError } from "./guarded-connector.ts";
import { type FetchFailure, fetchFailure, type ResponseHeaders } from "./fetch-outcome.ts";
import { type BodyLimits, readBody } from "./read-body.ts";

export interface HopRequest {
  /** Judged, without a fragment. */
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One answer of one server; a redirect is an answer as any other. */
export interface HopResponse {
  readonly type: "hop";
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly bytes: Uint8Array;
}

const redirects = new Set([301, 302, 303, 307, 308]);

const redirectBodyBytes = 16_384;

/** Whether an answer sends the client elsewhere (RFC 9110 §15.4). */
export function isRedirect({ status, headers }: Pick<HopResponse, "status" | "headers">): boolean {
  return redirects.has(status) && headers["location"] !== undefined;
}

/**
 * Sends one request and reads its answer to the end under the limits. Follows nothing and tries nothing again. What
 * the server or the network does is a failure with a code; rejects only when the signal aborts.
 */
export async function exchange(
  request: HopRequest,
  dispatcher: Dispatcher,
  { signal, ...limits }: BodyLimits & { readonly signal: AbortSignal },
): Promise<HopResponse | FetchFailure> {
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin: request.url.origin,
      // Letter by letter what was judged; an empty query keeps its question mark.
      path: request.url.href.slice(request.url.origin.length),
      method: request.method,
      headers: request.headers,
      ...present({ body: request.body }),
      signal,
    });
    const response = { type: "hop", status: statusCode, headers: joined(headers) } as const;
    if (isRedirect(response)) {
      // Nobody waits for the body of a redirect; a short one leaves the connection usable.
      body.dump({ limit: redirectBodyBytes, signal }).catch(() => undefined);
      return { ...response, bytes: new Uint8Array() };
    }
    const read = await readBody(body, response.headers["content-encoding"], limits);
    if (read.type === "bytes") return { ...response, bytes: read.bytes };
    if (read.type === "bad-encoding") return fetchFailure("BAD_ENCODING", read.message);
    const most = Math.round(limits.maxBytes / 1024 ** 2);
    return fetchFailure("TOO_LARGE", `The page is larger than ${most} MiB.`);
  } catch (error) {
    signal.throwIfAborted();
    return failureOf(error, request.url);
  }
}

function joined(headers: IncomingHttpHeaders): ResponseHeaders {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === "string" ? value : value.join(", ")] as const],
  );
  return Object.fromEntries(entries);
}

const unreachableCodes = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL|EACCES)$/;
const certificateCodes = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/;

function failureOf(error: unknown, { host }: URL): FetchFailure {
  if (error instanceof BlockedAddressError) return fetchFailure("BLOCKED_ADDRESS", error.message);
  if (error instanceof ResolveError) return fetchFailure("DNS_FAILED", error.message);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof errors.ConnectTimeoutError || unreachableCodes.test(code))
    return fetchFailure("CONNECT_FAILED", `${host} does not accept a connection.`);
  if (certificateCodes.test(code))
    return fetchFailure("CONNECT_FAILED", `${host} has no valid certificate (${code}).`);
  const isParserError = error instanceof Error && error.name === "HTTPParserError";
  if (isParserError || error instanceof errors.UndiciError || code === "ECONNRESET" || code === "EPIPE")
    return fetchFailure("BAD_RESPONSE", `${host} broke off or sent no valid answer.`);
  if (code === "") throw error;
  return fetchFailure("CONNECT_FAILED", `${host} cannot be reached (${code}).`);
}
