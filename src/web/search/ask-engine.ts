import { z } from "zod";
import { parseJson } from "../../core/json.ts";
import type { FetchFailure, ResponseHeaders, WebResponse } from "../transport/fetch-outcome.ts";
import { retryAfterMs } from "../transport/retry-after.ts";
import { engineFailure } from "./engine-failure.ts";
import { clockOf, type EngineOptions, usualEngineTimeoutMs } from "./engine-options.ts";
import type { EngineFailure, EngineFailureCode } from "./search-engine.ts";
import { withholdKey } from "./withhold-key.ts";

export interface EngineRequest {
  /** Of the engine as people know it; begins the message of a failure. */
  readonly title: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST. */
  readonly json?: unknown;
  /**
   * It is a page made for readers and no API: robots.txt is asked, and where it forbids the page that is the failure.
   */
  readonly isPage?: boolean;
  /** What an error means here where it means something else than elsewhere; undefined where it does not. */
  readonly ofError?: (error: EngineError) => ErrorMeaning | undefined;
}

/** An answer with a status that is none of success. */
export interface EngineError {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Its beginning. */
  readonly body: string;
}

export interface ErrorMeaning {
  readonly code: EngineFailureCode;
  /** Where the engine says it other than by Retry-After. */
  readonly retryAfterMs?: number | undefined;
}

export interface EngineAnswer<T> {
  readonly type: "answer";
  readonly value: T;
}

/**
 * Asks an engine for JSON of a shape. Whatever comes instead is a failure: no connection, no answer in time, a status
 * that is none of success, a body that is no JSON or has another shape. Never tries again; only an abort rejects.
 */
export async function askEngine<T>(
  request: EngineRequest & { readonly schema: z.ZodType<T> },
  options: EngineOptions,
  signal: AbortSignal,
): Promise<EngineAnswer<T> | EngineFailure> {
  const answer = await askEngineText({ ...request, accept: "application/json" }, options, signal);
  if (answer.type === "failure") return answer;
  const parsed = parseJson(answer.value);
  if (!parsed.ok) return engineFailure("BAD_ANSWER", `${request.title} sends something that is no JSON.`);
  const shaped = request.schema.safeParse(parsed.value);
  if (shaped.success) return { type: "answer", value: shaped.data };
  const place = shaped.error.issues[0]?.path.join(".") ?? "";
  const where = place === "" ? "" : ` (at ${place})`;
  return engineFailure("BAD_ANSWER", `${request.title} sends another answer than it documents${where}.`);
}

/** As `askEngine`, for answers in XML or HTML: the text as it came, decoded as UTF-8. */
export async function askEngineText(
  request: EngineRequest & { readonly accept: string },
  options: EngineOptions,
  signal: AbortSignal,
): Promise<EngineAnswer<string> | EngineFailure> {
  const { url, json, headers = {}, isPage = false, accept, title } = request;
  const { client, timeoutMs = usualEngineTimeoutMs } = options;
  const asked = {
    url: url.href,
    timeoutMs,
    maxBytes,
    // Whether it is worth another attempt is decided by whoever asks several engines.
    maxRetries: 0,
    headers: { accept, ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(json === undefined ? {} : { method: "POST" as const, body: JSON.stringify(json) }),
  };
  const outcome = await (isPage ? client.fetchBytes(asked, signal) : client.askApi(asked, signal));
  if (outcome.type === "failure") return failureOfTransport(title, outcome);
  if (outcome.status < 200 || outcome.status >= 300) return failureOfStatus(request, outcome, options);
  return { type: "answer", value: decode(outcome.bytes) };
}

const maxBytes = 8 << 20;

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Items of a list; those of another shape are dropped, unless no item has the shape: then the list is not one. */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.array(z.unknown()).transform((values, context) => {
    const fitting = values.flatMap((value) => {
      const parsed = item.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
    if (values.length > 0 && fitting.length === 0)
      context.addIssue({ code: "custom", message: "no item has the documented shape" });
    return fitting;
  });
}

const unreachable = /^(?:DNS_FAILED|CONNECT_FAILED)$/;
const badAnswer = /^(?:BAD_|TOO_LARGE|REDIRECT_LOOP|TOO_MANY_REDIRECTS|INSECURE_REDIRECT)/;

/** A request that got no answer, as a failure of the engine. */
export function failureOfTransport(title: string, { code, message, retryable }: FetchFailure): EngineFailure {
  const said = `${title}: ${message}`;
  if (code === "TIMEOUT") return engineFailure("TIMEOUT", said);
  if (unreachable.test(code)) return engineFailure("UNREACHABLE", said, { hasNoConnection: true });
  if (code === "ROBOTS_UNREACHABLE") return engineFailure("UNREACHABLE", said);
  return engineFailure(badAnswer.test(code) ? "BAD_ANSWER" : "REFUSED", said, { retryable });
}

/** Beyond this much of the body of an error nothing is looked for. */
const errorBytes = 16_384;
const quotaWords =
  /\b(?:quota|credits?|monthly|billing|plan limit|usage limit|subscription|insufficient balance|daily limit)\b/i;
const rateWords = /\brate.?limit|too many requests|throttl|\bper (?:second|minute)\b/i;

/** An answer with a status none of success, as a failure of the engine. */
export function failureOfStatus(
  { title, ofError }: Pick<EngineRequest, "title" | "ofError">,
  { status, headers, bytes }: WebResponse,
  options: EngineOptions,
): EngineFailure {
  const body = decode(bytes.subarray(0, errorBytes));
  const meaning = ofError?.({ status, headers, body });
  const code = meaning?.code ?? codeOf(status, `${headers["x-ratelimit-remaining"]} ${body}`, options);
  const reason = withholdKey(reasonIn(body), options.key);
  const message = `${title} ${verbs[code]} (status ${status}${reason === "" ? "" : `: ${reason}`}).`;
  const waitMs = meaning?.retryAfterMs ?? retryAfterMs(headers["retry-after"], clockOf(options));
  return engineFailure(code, message, { retryAfterMs: waitMs });
}

function codeOf(status: number, said: string, { key = "" }: EngineOptions): EngineFailureCode {
  if (status === 402) return "QUOTA";
  const isBusy = said.startsWith("0 ") || rateWords.test(said);
  if (status === 429) return quotaWords.test(said) && !isBusy ? "QUOTA" : "RATE_LIMITED";
  if (status === 403 && isBusy) return "RATE_LIMITED";
  if (status === 403 && quotaWords.test(said)) return "QUOTA";
  if (status === 401) return "KEY_REFUSED";
  if (status === 403) return key === "" ? "REFUSED" : "KEY_REFUSED";
  if (status === 408 || status >= 500) return "UNREACHABLE";
  return "REFUSED";
}

const verbs: Readonly<Record<EngineFailureCode, string>> = {
  UNREACHABLE: "cannot answer now",
  TIMEOUT: "takes too long",
  RATE_LIMITED: "wants fewer requests",
  QUOTA: "says that the quota of this account is used up",
  KEY_REFUSED: "does not accept the key",
  REFUSED: "refuses the request",
  BAD_ANSWER: "sends no valid answer",
};

const longestReason = 200;
const reasonKeys = ["message", "detail", "error_message", "error", "errors", "reason", "title"];

/** What a JSON body says of what is wrong; markup says nothing to people. */
function reasonIn(body: string): string {
  const parsed = parseJson(body);
  const reason = parsed.ok ? firstText(parsed.value, 0) : "";
  return reason.replace(/\s+/g, " ").trim().replace(/\.$/, "").slice(0, longestReason);
}

function firstText(value: unknown, depth: number): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || depth > 3) return "";
  if (Array.isArray(value)) return firstText(value[0], depth + 1);
  const fields = new Map(Object.entries(value));
  const found = reasonKeys.map((name) => firstText(fields.get(name), depth + 1));
  return found.find((text) => text !== "") ?? "";
}
