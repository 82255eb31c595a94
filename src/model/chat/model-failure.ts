import { errorMessage } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";
import type { PolicyFailure } from "../policy.ts";
import { readOverflow } from "./read-overflow.ts";

/** The server's side of things as failures name it. */
export interface ServerDescription {
  readonly baseUrl: string;
  readonly model: string;
  /** What kind of server was expected: `an OpenAI-compatible server`. */
  readonly kind: string;
  /** What such a server answers with: `a chat completion`. */
  readonly answer: string;
  /** How its base URLs look: `for most servers it ends in /v1`. */
  readonly baseUrlHint: string;
}

/** A failure that trying again may cure. */
export function unavailable(what: string, fix: string): PolicyFailure {
  return { code: "MODEL_UNAVAILABLE", message: `${what}. ${fix}.`, retryable: true };
}

/** A failure that will be the same next time. */
export function refused(what: string, fix: string): PolicyFailure {
  return { code: "MODEL_REFUSED", message: `${what}. ${fix}.`, retryable: false };
}

/** The system's error code of a failed connection, such as `ECONNREFUSED`; `fetch` hides it in the cause. */
export function connectionErrorCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
    if (cause instanceof AggregateError) return connectionErrorCode(cause.errors[0]);
  }
  return undefined;
}

/** Why no HTTP response came. */
export function connectionFailure(error: unknown, { baseUrl }: ServerDescription): PolicyFailure {
  const code = connectionErrorCode(error);
  const cannot = `Cannot reach the model server at ${baseUrl}`;
  switch (code) {
    case "ECONNREFUSED":
      return unavailable(`${cannot}: nothing listens there`, "Start the server or correct the base URL");
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return unavailable(
        `${cannot}: its host name does not resolve`,
        "Correct the base URL or the DNS set-up",
      );
    case undefined:
      return unavailable(`${cannot}: ${deepestMessage(error)}`, "Check the base URL and the network");
    default:
      return unavailable(`${cannot}: ${deepestMessage(error)} (${code})`, "Check the server and the network");
  }
}

function deepestMessage(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  return errorMessage(deepest);
}

const longestComplaint = 500;

/** What a server wrote about an error, as one line of at most 500 characters. */
export function complaintOf(body: unknown): string {
  const parsed = typeof body === "string" ? parseJson(body) : { ok: true as const, value: body };
  const found = parsed.ok ? findMessage(parsed.value) : undefined;
  const text = found ?? (typeof body === "string" ? body.replace(/<[^>]*>/g, " ") : JSON.stringify(body));
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longestComplaint ? `${line.slice(0, longestComplaint)}…` : line;
}

function findMessage(value: unknown, depth = 0): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || depth > 4) return undefined;
  const candidates: unknown[] = Array.isArray(value)
    ? value
    : ["error", "message", "detail", "msg"].map((key) => Reflect.get(value, key));
  for (const candidate of candidates) {
    const message = findMessage(candidate, depth + 1);
    if (message !== undefined) return message;
  }
  return undefined;
}

export interface RejectedResponse {
  readonly status: number;
  readonly body: string;
}

/** Why a server that answered with an error status did so, and what to do about it. */
export function statusFailure(response: RejectedResponse, server: ServerDescription): PolicyFailure {
  const { status, body } = response;
  const complaint = complaintOf(body);
  const overflow = readOverflow(body);
  const said = `The model server answered ${status}${complaint === "" ? "" : `: ${complaint.replace(/\.$/, "")}`}`;
  if (overflow !== undefined) {
    const fix = "Start the server with a longer context, or use a model that has one";
    return { ...refused(said, fix), code: "MODEL_CONTEXT_EXCEEDED", overflow };
  }
  if (isTransient(response)) {
    return unavailable(said, status === 429 ? "Wait, or ask for a higher rate limit" : "Try again later");
  }
  if (status === 402 || isQuotaSpent(body)) return refused(said, "Top up the account or use another server");
  if (status === 401 || status === 403 || isKeyRefused(body))
    return refused(said, "Give an API key that is valid for this server");
  if (status === 404) return refused(said, notFoundFix(complaint, server));
  if (status >= 300 && status < 400) return refused(said, "Use the address it redirects to as the base URL");
  return refused(said, knownFix(body) ?? "Check the model's name and the options for this server");
}

/** Whether the same request may well succeed in a moment. */
export function isTransient({ status, body }: RejectedResponse): boolean {
  if (isQuotaSpent(body) || isAboutArguments(body) || knownFix(body) !== undefined || readOverflow(body)) {
    return false;
  }
  return status === 408 || status === 425 || status === 429 || isTransientServerError(status);
}

function isTransientServerError(status: number): boolean {
  return status >= 500 && status !== 501 && status !== 505;
}

function notFoundFix(complaint: string, { baseUrl, model, baseUrlHint }: ServerDescription): string {
  return /model/i.test(complaint)
    ? `Choose a model that the server has instead of ${model}: ${baseUrl}/models lists them`
    : `Correct the base URL ${baseUrl}: ${baseUrlHint}`;
}

/** What cures the rejections that people meet most; each pattern is in a server's own words. */
function knownFix(body: string): string | undefined {
  if (/enable-auto-tool-choice|tool-call-parser/i.test(body)) {
    return "Start vLLM with --enable-auto-tool-choice and the --tool-call-parser of this model";
  }
  if (/not support (tools|function)|tools? (is|are) not supported|--jinja/i.test(body)) {
    return "Use a model that can call tools, or start the server with tool calling (llama.cpp: --jinja)";
  }
  return undefined;
}

/** OpenAI reports a spent quota as 429, which no waiting cures; Anthropic a spent balance as 400. */
function isQuotaSpent(body: string): boolean {
  return /insufficient_quota|billing_hard_limit|insufficient (balance|credits)|credit balance is too low/i.test(
    body,
  );
}

/** llama.cpp reports arguments of an earlier call that it cannot read as 500. */
function isAboutArguments(body: string): boolean {
  return /tool call arguments/i.test(body);
}

/** Gemini reports a key that it does not know as 400. */
function isKeyRefused(body: string): boolean {
  return /API_KEY_INVALID|API key (not valid|not found|expired)/i.test(body);
}
