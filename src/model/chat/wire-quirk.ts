import { isJsonObject, type JsonValue } from "../../core/json.ts";
import type { WireBody, WireQuirk } from "./dialect.ts";
import { readArguments, readStrictJson } from "../arguments/read-arguments.ts";
import { refusesTools } from "../text-tags/action-format.ts";
import { textTagBody } from "../text-tags/text-tag-body.ts";
import { withoutTools } from "./wire-request.ts";

/** Newer models of OpenAI and Anthropic choose their temperature themselves. */
export const noTemperature: WireQuirk = {
  name: "no-temperature",
  matches: (complaint, request) => /temperature/i.test(complaint) && request["temperature"] !== undefined,
  apply: (request) => ({ ...request, temperature: undefined }),
};

/** The server, or the model behind it, takes no tools; they can still be described and called in the text. */
export const noNativeTools: WireQuirk = {
  name: "no-native-tools",
  matches: (complaint, request) => request["tools"] !== undefined && refusesTools(complaint),
  apply: textTagBody,
};

/** vLLM, SGLang, Ollama and llama.cpp parse the arguments of earlier calls, and fail where the model wrote no JSON. */
const noBrokenArguments: WireQuirk = {
  name: "no-broken-arguments",
  matches: (complaint, request) =>
    /argument|json|pars|decod/i.test(complaint) && messagesOf(request).some(hasBrokenArguments),
  apply: (request) => ({ ...request, messages: messagesOf(request).map(withWholeArguments) }),
};

/**
 * The model behind the server sees nothing, whatever its name says: it goes on with the text of what tools brought. Who is
 * asked about nothing but a picture is not asked without it.
 */
const noImages: WireQuirk = {
  name: "no-images",
  matches: (complaint, request) =>
    /image|vision|multi-?modal/i.test(complaint) &&
    messagesOf(request).some(hasImages) &&
    messagesOf(request).some((message) => roleOf(message) === "tool"),
  apply: (request) => ({ ...request, messages: messagesOf(request).map(withoutImages) }),
};

/**
 * The differences between OpenAI-compatible servers that only show when a server rejects a request with a
 * 4xx status. Each is applied at most once to a request.
 */
export const wireQuirks: readonly WireQuirk[] = [
  {
    name: "no-stream-options",
    matches: (complaint, request) =>
      /stream_options/i.test(complaint) && request["stream_options"] !== undefined,
    apply: (request) => ({ ...request, stream_options: undefined }),
  },
  {
    // OpenAI's reasoning models.
    name: "max-completion-tokens",
    matches: (complaint, request) =>
      /max_completion_tokens/i.test(complaint) && request["max_tokens"] !== undefined,
    apply: ({ max_tokens, ...rest }) =>
      max_tokens === undefined ? rest : { ...rest, max_completion_tokens: max_tokens },
  },
  noTemperature,
  noBrokenArguments,
  noImages,
  {
    // Groq, Mistral and the first DeepSeek reasoner refuse to read reasoning back.
    name: "no-reasoning-replay",
    matches: (complaint, request) =>
      /reasoning/i.test(complaint) &&
      messagesOf(request).some(
        (message) => hasKey(message, "reasoning_content") || hasKey(message, "reasoning"),
      ),
    apply: (request) => ({ ...request, messages: messagesOf(request).map(withoutReasoning) }),
  },
  {
    // Mistral lets a user speak only after an assistant.
    name: "no-user-after-tool",
    matches: (complaint, request) =>
      /after role '?"?tool/i.test(complaint) &&
      messagesOf(request).some((_, index) => isUserAfterTool(request, index)),
    apply: (request) => ({
      ...request,
      messages: messagesOf(request).flatMap((message, index) =>
        isUserAfterTool(request, index) ? [{ role: "assistant", content: "Noted." }, message] : [message],
      ),
    }),
  },
  {
    name: "no-tool-choice",
    matches: (complaint, request) => /tool_choice/i.test(complaint) && request["tool_choice"] !== undefined,
    apply: (request) => (request["tool_choice"] === undefined ? request : withoutTools(request)),
  },
  {
    name: "no-streaming",
    matches: (complaint, request) =>
      /stream(ing)?\b.{0,60}(not|n't|un)\s?(support|allow|available)|(not|n't|un)\s?(support|allow)\w*.{0,60}\bstream/i.test(
        complaint,
      ) && request["stream"] === true,
    apply: (request) => ({ ...request, stream: undefined, stream_options: undefined }),
  },
];

function argumentsOf(call: JsonValue): string | undefined {
  const made = isJsonObject(call) ? call["function"] : undefined;
  const written = isJsonObject(made) ? made["arguments"] : undefined;
  return typeof written === "string" ? written : undefined;
}

function callsOf(message: JsonValue): readonly JsonValue[] {
  const calls = isJsonObject(message) ? message["tool_calls"] : undefined;
  return Array.isArray(calls) ? calls : [];
}

function isBroken(call: JsonValue): boolean {
  const written = argumentsOf(call);
  return written !== undefined && !isJsonObject(readStrictJson(written));
}

function hasBrokenArguments(message: JsonValue): boolean {
  return callsOf(message).some(isBroken);
}

function withWholeArguments(message: JsonValue): JsonValue {
  if (!isJsonObject(message) || !hasBrokenArguments(message)) return message;
  const calls = callsOf(message).map((call) => (isBroken(call) ? withRepairedArguments(call) : call));
  return { ...message, tool_calls: calls };
}

function withRepairedArguments(call: JsonValue): JsonValue {
  if (!isJsonObject(call) || !isJsonObject(call["function"])) return call;
  const { input } = readArguments(argumentsOf(call) ?? "", { isCut: false });
  return { ...call, function: { ...call["function"], arguments: JSON.stringify(input) } };
}

function contentOf(message: JsonValue): readonly JsonValue[] {
  const content = isJsonObject(message) ? message["content"] : undefined;
  return Array.isArray(content) ? content : [];
}

function isImage(part: JsonValue): boolean {
  return isJsonObject(part) && part["type"] === "image_url";
}

function hasImages(message: JsonValue): boolean {
  return contentOf(message).some(isImage);
}

function withoutImages(message: JsonValue): JsonValue {
  if (!isJsonObject(message) || !hasImages(message)) return message;
  const content = contentOf(message).map((part) =>
    isImage(part) ? { type: "text", text: "(A picture that this model cannot see.)" } : part,
  );
  return { ...message, content };
}

function hasKey(value: JsonValue, key: string): value is { readonly [key: string]: JsonValue } {
  return isJsonObject(value) && key in value;
}

function withoutReasoning(message: JsonValue): JsonValue {
  if (!hasKey(message, "reasoning_content") && !hasKey(message, "reasoning")) return message;
  const { reasoning_content: _, reasoning: __, ...rest } = message;
  return rest;
}

function messagesOf(request: WireBody): readonly JsonValue[] {
  const messages = request["messages"];
  return Array.isArray(messages) ? messages : [];
}

function isUserAfterTool(request: WireBody, index: number): boolean {
  const messages = messagesOf(request);
  return roleOf(messages[index]) === "user" && roleOf(messages[index - 1]) === "tool";
}

function roleOf(message: JsonValue | undefined): JsonValue | undefined {
  return message !== undefined && hasKey(message, "role") ? message["role"] : undefined;
}
