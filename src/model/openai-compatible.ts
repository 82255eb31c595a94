import { setTimeout as wait } from "node:timers/promises";
import { Agent, fetch as undiciFetch } from "undici";
import { type Clock, systemClock } from "../core/clock.ts";
import { AppError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { chatTurn, type ChatSettings } from "./chat/chat-turn.ts";
import type { Policy, PolicyEvent, PolicyState } from "./policy.ts";
import type { ModelFetch } from "./chat/post-chat.ts";
import { chatCompletionsUrl } from "./chat/server-address.ts";
import { TurnLimits } from "./chat/turn-limits.ts";

export interface OpenAICompatibleOptions {
  /** The model's name as the server knows it. */
  readonly model: string;
  /** Such as `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** Headers beside the usual ones, for gateways that ask for them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For one turn with everything in it: connecting, retries, headers and body. */
  readonly timeoutMs: number;
  /** The longest silence within a body; 300,000 unless given. */
  readonly stallTimeoutMs?: number;
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  /** Merged over the request body, for what only some servers know; `undefined` takes a key out. */
  readonly extraBody?: { readonly [key: string]: JsonValue | undefined };
  /** Attempts after the first where no byte of an answer has come; 5 unless given. */
  readonly maxRetries?: number;
  /** What the model is told when the budget is spent. */
  readonly answerRequest?: (state: PolicyState) => string;
  readonly fetch?: ModelFetch;
  readonly clock?: Clock;
  /** Waits between attempts; must reject or resolve when the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Throws away fetch's own limits of 300 s for headers and silence: a local model may take longer to read its prompt. */
const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
const patientFetch: ModelFetch = (url, init) => undiciFetch(url, { ...init, dispatcher: agent });

const plainAnswerRequest = (): string =>
  "The budget is spent. Call no more tools. Answer now from what you have found, inside <answer> and </answer>.";

/**
 * A language model behind any server with OpenAI's chat completions. Streams; keeps reasoning, ids and
 * argument strings as the server sent them and sends them back unchanged. Remembers nothing of the
 * conversation between turns, only which optional fields this server rejects. Throws `CONFIG_INVALID` for an
 * unusable base URL or key; whatever goes wrong later is a failure value.
 */
export function openaiCompatiblePolicy(options: OpenAICompatibleOptions): Policy {
  const settings = chatSettings(options);
  const { timeoutMs, stallTimeoutMs = 300_000, clock = systemClock } = options;
  return {
    name: `openai-compatible:${options.model}`,
    usesLanguageModel: true,
    async *act(state: PolicyState, signal: AbortSignal): AsyncGenerator<PolicyEvent> {
      using limits = new TurnLimits({ signal, timeoutMs, stallTimeoutMs, clock });
      yield* chatTurn(state, { settings, limits });
    },
  };
}

function chatSettings(options: OpenAICompatibleOptions): ChatSettings {
  const { model, temperature, maxOutputTokens, extraBody, apiKey } = options;
  const url = chatCompletionsUrl(options.baseUrl);
  return {
    url,
    server: { model, baseUrl: url.replace(/\/chat\/completions\b.*$/, "") },
    headers: requestHeaders(options),
    ...(apiKey === undefined ? {} : { secret: apiKey.trim() }),
    request: {
      model,
      answerRequest: options.answerRequest ?? plainAnswerRequest,
      ...(temperature === undefined ? {} : { temperature }),
      ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
      ...(extraBody === undefined ? {} : { extraBody }),
    },
    rejectedFeatures: new Set(),
    fetch: options.fetch ?? patientFetch,
    maxRetries: options.maxRetries ?? 5,
    clock: options.clock ?? systemClock,
    wait: options.wait ?? ((milliseconds, signal) => wait(milliseconds, undefined, { signal })),
  };
}

function requestHeaders({ apiKey, headers }: OpenAICompatibleOptions): Record<string, string> {
  const key = apiKey?.trim();
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    throw new AppError("CONFIG_INVALID", "The API key cannot be sent", {
      why: "It is empty or holds spaces or characters that no key has.",
      fix: "Copy the key again, or leave it out for a server that needs none.",
    });
  }
  return {
    accept: "text/event-stream, application/json",
    "content-type": "application/json",
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    ...headers,
  };
}
