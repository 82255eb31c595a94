import type { JsonObject, JsonValue } from "../../core/json.ts";
import { argumentsObject } from "../chat/wire-message.ts";
import type {
  AssistantMessage,
  Message,
  ReasoningPart,
  TextPart,
  ToolCallPart,
  ToolResultPart,
  UserMessage,
} from "../message.ts";

const cacheMark = { cache_control: { type: "ephemeral" } } as const;

interface WireMessage {
  readonly role: "user" | "assistant";
  readonly content: readonly JsonObject[];
}

/** The system prompt at the head of a conversation, marked for the cache. */
export function systemBlocks(messages: readonly Message[]): readonly JsonObject[] {
  const texts = leadingSystem(messages).map((message): JsonObject => ({ type: "text", text: message.text }));
  return texts.map((block, index) => (index === texts.length - 1 ? { ...block, ...cacheMark } : block));
}

/**
 * The conversation behind its system prompt, each message mapped by itself, so that a longer conversation begins
 * like the shorter one. Messages of which nothing can be sent back are left out: the API joins what then meets.
 */
export function anthropicMessages(messages: readonly Message[]): readonly WireMessage[] {
  return messages.slice(leadingSystem(messages).length).flatMap((message) => {
    const wire = wireMessage(message);
    return wire.content.length === 0 ? [] : [wire];
  });
}

function leadingSystem(messages: readonly Message[]) {
  const end = messages.findIndex((message) => message.role !== "system");
  return messages.slice(0, end < 0 ? messages.length : end).filter((message) => message.role === "system");
}

function wireMessage(message: Message): WireMessage {
  switch (message.role) {
    case "system":
      return { role: "user", content: textBlocks(message.text) };
    case "user":
      return { role: "user", content: [...imageBlocks(message), ...textBlocks(message.text)] };
    case "assistant":
      return { role: "assistant", content: message.parts.flatMap(wireBlocks) };
    case "tool":
      return {
        role: "user",
        content: message.parts.map((part) => ({
          type: "tool_result",
          tool_use_id: wireId(part.callId),
          content: resultContent(part),
          ...(part.isError ? { is_error: true } : {}),
        })),
      };
    default:
      return message satisfies never;
  }
}

function wireBlocks(part: AssistantMessage["parts"][number]): readonly JsonObject[] {
  switch (part.type) {
    case "text":
      return textBlocks(part.text);
    case "reasoning":
      return thinkingBlocks(part);
    case "tool-call":
      return [toolUseBlock(part)];
    default:
      return part satisfies never;
  }
}

/** A string where there are no pictures, as ever. */
function resultContent(part: ToolResultPart): JsonValue {
  const images = imageBlocks(part);
  return images.length === 0 ? part.content : [...textBlocks(part.content), ...images];
}

function imageBlocks({ images = [] }: Pick<UserMessage, "images">): readonly JsonObject[] {
  return images.map(({ mediaType, data }) => ({
    type: "image",
    source: { type: "base64", media_type: mediaType, data },
  }));
}

/** The API refuses blocks of nothing but white space. */
function textBlocks(text: TextPart["text"]): readonly JsonObject[] {
  return text.trim() === "" ? [] : [{ type: "text", text }];
}

/** Thoughts that the server did not sign, as those of another server, cannot be given back to it. */
function thinkingBlocks({ channel, text, extraContent }: ReasoningPart): readonly JsonObject[] {
  if (channel !== "thinking-block" || typeof extraContent !== "object" || extraContent === null) return [];
  if ("data" in extraContent) return [{ type: "redacted_thinking", data: extraContent["data"] }];
  if (!("signature" in extraContent)) return [];
  return [{ type: "thinking", thinking: text, signature: extraContent["signature"] }];
}

/** Whether a block of a request is a thought. */
export function isThinkingBlock(block: JsonValue): boolean {
  if (typeof block !== "object" || block === null || !("type" in block)) return false;
  return block["type"] === "thinking" || block["type"] === "redacted_thinking";
}

function toolUseBlock(call: ToolCallPart): JsonObject {
  return { type: "tool_use", id: wireId(call.callId), name: call.toolName, input: argumentsObject(call) };
}

/** Ids of other servers may hold characters that the API refuses. */
function wireId(callId: string): string {
  return callId.replace(/[^a-zA-Z0-9_-]/g, "_");
}

/** Marks the ends of the last two messages that are not the model's. */
export function markForCache(messages: readonly WireMessage[]): readonly JsonValue[] {
  const others = messages.flatMap((message, index) => (message.role === "user" ? [index] : []));
  const marked = new Set(others.slice(-2));
  return messages.map(({ role, content }, index): JsonValue => {
    const last = content.at(-1);
    if (!marked.has(index) || last === undefined) return { role, content };
    return { role, content: [...content.slice(0, -1), { ...last, ...cacheMark }] };
  });
}
