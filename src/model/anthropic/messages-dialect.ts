import type { JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import type { Dialect, WireBody, WireQuirk } from "../chat/dialect.ts";
import { noTemperature } from "../chat/wire-quirk.ts";
import { type WireSettings, withoutTools } from "../chat/wire-request.ts";
import type { PolicyState } from "../policy.ts";
import { MessagesReader } from "./messages-reader.ts";
import { anthropicMessages, isThinkingBlock, markForCache, systemBlocks } from "./wire-blocks.ts";

const defaultMaxTokens = 16_384;

/** Anthropic's Messages API. */
export function messagesDialect(settings: WireSettings): Dialect {
  return {
    request: (state) => messagesRequest(state, settings),
    withoutTools,
    quirks: [noTemperature, noThinkingReplay],
    reader: (state) => new MessagesReader(state),
  };
}

/**
 * Tools, system prompt and messages come in this order in the server's cache. Three of the four marks that the API
 * allows are set: behind the system prompt, and behind the last two messages that are not the model's, so that each
 * turn finds what the turn before has written.
 */
function messagesRequest(state: PolicyState, settings: WireSettings): WireBody {
  const { stream = true, maxOutputTokens = defaultMaxTokens, temperature } = settings;
  const system = systemBlocks(state.messages);
  const messages = markForCache(anthropicMessages(state.messages));
  const answerRequest = { role: "user", content: [{ type: "text", text: settings.answerRequest(state) }] };
  const hasTools = state.tools.length > 0;
  return {
    model: settings.model,
    max_tokens: maxOutputTokens,
    ...(hasTools ? { tools: state.tools.map(wireTool) } : {}),
    ...(hasTools && state.mustAnswer ? { tool_choice: { type: "none" } } : {}),
    ...(system.length === 0 ? {} : { system }),
    messages: [...messages, ...(state.mustAnswer ? [answerRequest] : [])],
    ...present({ temperature }),
    ...(stream ? { stream: true } : {}),
    ...settings.extraBody,
  };
}

function wireTool({ name, description, inputSchema }: PolicyState["tools"][number]): JsonValue {
  return { name, description, input_schema: inputSchema };
}

/** Signatures hold for the model and account that made them; a run may go on with another. */
const noThinkingReplay: WireQuirk = {
  name: "no-thinking-replay",
  matches: (complaint, request) =>
    /signature|thinking/i.test(complaint) &&
    JSON.stringify(withoutThinking(request)) !== JSON.stringify(request),
  apply: withoutThinking,
};

function withoutThinking(request: WireBody): WireBody {
  const messages = request["messages"];
  if (!Array.isArray(messages)) return request;
  return { ...request, messages: messages.map(messageWithoutThinking) };
}

function messageWithoutThinking(message: JsonValue): JsonValue {
  if (typeof message !== "object" || message === null || !("content" in message)) return message;
  const { content } = message;
  if (!Array.isArray(content)) return message;
  const kept = content.filter((block) => !isThinkingBlock(block));
  return kept.length === 0 ? message : { ...message, content: kept };
}
