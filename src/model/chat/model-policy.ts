import { setTimeout as wait } from "node:timers/promises";
import { Agent, request } from "undici";
import { type Clock, systemClock } from "../../core/clock.ts";
import { AppError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import type { Policy, PolicyEvent, PolicyState } from "../policy.ts";
import { chatTurn, type ChatSettings } from "./chat-turn.ts";
import type { Dialect } from "./dialect.ts";
import type { ServerDescription } from "./model-failure.ts";
import type { ModelFetch } from "./post-chat.ts";
import { TurnLimits } from "./turn-limits.ts";
import type { WireSettings } from "./wire-request.ts";

/** What every kind of model server is given. */
export interface ModelOptions {
  /** The model's name as the server knows it. */
  readonly model: string;
  readonly apiKey?: string;
  /** Headers beside the usual ones, for gateways that ask for them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For one turn with everything in it: connecting, retries, headers and body. */
  readonly timeoutMs: number;
  /** The longest silence within a body; 300,000 unless given. */
  readonly stallTimeoutMs?: number;
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  /** False: the answer is asked for in one piece. */
  readonly stream?: boolean;
  /** Merged over the request body, for what only some servers know; `undefined` takes a key out. */
  readonly extraBody?: JsonObject;
  /** Attempts after the first where no byte of an answer has come; 5 unless given. */
  readonly maxRetries?: number;
  /** What the model is told when the budget is spent. */
  readonly answerRequest?: (state: PolicyState) => string;
  readonly fetch?: ModelFetch;
  readonly clock?: Clock;
  /** Waits between attempts; must reject or resolve when the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What one kind of model server has of its own. */
export interface ModelServer {
  /** What comes before the model in the policy's name. */
  readonly provider: string;
  readonly url: string;
  readonly description: ServerDescription;
  /** The header that carries a key. */
  readonly keyHeader: (key: string) => Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly dialect: Dialect;
  /** Names of the dialect's quirks that this server is known to have. */
  readonly knownQuirks?: readonly string[];
}

/** Throws away fetch's own limits of 300 s for headers and silence: a local model may take longer to read its prompt. */
const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/** Without the copies and checks of `fetch`, which cost as much as the rest of a turn; follows no redirect. */
const patientFetch: ModelFetch = async (url, { method, headers, body, signal }) => {
  const response = await request(url, { method, headers, body, signal, dispatcher: agent });
  const header = (name: string): string | null => [response.headers[name] ?? null].flat()[0] ?? null;
  return { status: response.statusCode, headers: { get: header }, body: response.body };
};

const plainAnswerRequest = (): string =>
  "The budget is spent. Call no more tools. Answer now from what you have found, inside <answer> and </answer>.";

/** The options that go into requests, as every dialect takes them. */
export function wireSettings(options: ModelOptions): WireSettings {
  const { model, temperature, maxOutputTokens, stream, extraBody } = options;
  return {
    model,
    answerRequest: options.answerRequest ?? plainAnswerRequest,
    ...present({ temperature, maxOutputTokens, stream, extraBody }),
  };
}

/**
 * A language model behind a server. Keeps reasoning, ids and signatures as the server sent them and sends them back
 * unchanged. Remembers nothing of the conversation between turns, only which optional fields this server rejects.
 * Throws `CONFIG_INVALID` for an unusable key; whatever goes wrong later is a failure value.
 */
export function modelPolicy(server: ModelServer, options: ModelOptions): Policy {
  const settings = chatSettings(server, options);
  const { timeoutMs, stallTimeoutMs = 300_000, clock = systemClock } = options;
  return {
    name: `${server.provider}:${options.model}`,
    usesLanguageModel: true,
    async *act(state: PolicyState, signal: AbortSignal): AsyncGenerator<PolicyEvent> {
      using limits = new TurnLimits({ signal, timeoutMs, stallTimeoutMs, clock });
      yield* chatTurn(state, { settings, limits });
    },
  };
}

function chatSettings(server: ModelServer, options: ModelOptions): ChatSettings {
  const key = options.apiKey?.trim();
  return {
    url: server.url,
    server: server.description,
    headers: requestHeaders(server, { key, extra: options.headers ?? {} }),
    ...present({ secret: key }),
    dialect: server.dialect,
    rejectedFeatures: new Set(server.knownQuirks),
    fetch: options.fetch ?? patientFetch,
    maxRetries: options.maxRetries ?? 5,
    clock: options.clock ?? systemClock,
    wait: options.wait ?? ((milliseconds, signal) => wait(milliseconds, undefined, { signal })),
  };
}

function requestHeaders(
  server: ModelServer,
  { key, extra }: { readonly key: string | undefined; readonly extra: Readonly<Record<string, string>> },
): Record<string, string> {
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    throw new AppError("CONFIG_INVALID", "The API key cannot be sent", {
      why: "It is empty or holds spaces or characters that no key has.",
      fix: "Copy the key again, or leave it out for a server that needs none.",
    });
  }
  return {
    accept: "text/event-stream, application/json",
    "content-type": "application/json",
    ...server.headers,
    ...(key === undefined ? {} : server.keyHeader(key)),
    ...extra,
  };
}
