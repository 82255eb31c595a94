import type { BlockCode } from "../policy/url-policy.ts";

export type FetchFailureCode =
  | BlockCode
  | "DNS_FAILED"
  | "CONNECT_FAILED"
  | "TIMEOUT"
  | "TOO_LARGE"
  | "BAD_ENCODING"
  | "BAD_RESPONSE"
  | "BAD_REDIRECT"
  | "REDIRECT_LOOP"
  | "TOO_MANY_REDIRECTS"
  | "INSECURE_REDIRECT"
  | "ROBOTS_DENIED"
  | "ROBOTS_UNREACHABLE"
  | "BAD_JSON";

export interface FetchFailure {
  readonly type: "failure";
  readonly code: FetchFailureCode;
  /** In words for the user. */
  readonly message: string;
  /** Whether trying again later can help. */
  readonly retryable: boolean;
}

/** Header names in lower case; a name that came more than once has its values joined by commas. */
export type ResponseHeaders = Readonly<Record<string, string>>;

export interface WebResponse {
  readonly type: "response";
  /** Where it came from in the end, after redirects. */
  readonly url: string;
  /** URLs that redirected, in order; empty where none did. */
  readonly redirects: readonly string[];
  /** Any status but that of a redirect that was followed: an error page is a response. */
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The body, decoded; its charset is not touched. */
  readonly bytes: Uint8Array;
  /** ISO 8601 instant at which the origin sent it, or confirmed it. */
  readonly fetchedAt: string;
  /** Whether the stored copy answered without the origin, or the origin confirmed it. */
  readonly cached: "no" | "fresh" | "confirmed";
}

export type FetchOutcome = WebResponse | FetchFailure;

const retryable: ReadonlySet<FetchFailureCode> = new Set([
  "DNS_FAILED",
  "CONNECT_FAILED",
  "TIMEOUT",
  "BAD_RESPONSE",
  "ROBOTS_UNREACHABLE",
]);

/** A failure under its code; whether trying again can help follows from the code. */
export function fetchFailure(code: FetchFailureCode, message: string): FetchFailure {
  return { type: "failure", code, message, retryable: retryable.has(code) };
}
