import type { JsonObject, JsonValue } from "../../core/json.ts";
import { argumentsObject } from "../chat/wire-message.ts";
import type { AssistantMessage, ImagePart, Message } from "../message.ts";

/** The system prompt at the head of a conversation. */
export function systemInstruction(messages: readonly Message[]): JsonValue | undefined {
  const texts = leadingSystem(messages).map((message) => ({ text: message.text }));
  return texts.length === 0 ? undefined : { parts: texts };
}

/**
 * The conversation behind its system prompt, each message mapped by itself, so that a longer conversation begins
 * with the bytes of the shorter one. Messages of which nothing can be sent back are left out.
 */
export function geminiContents(messages: readonly Message[]): readonly JsonValue[] {
  return messages.slice(leadingSystem(messages).length).flatMap((message) => {
    const parts = wireParts(message);
    return parts.length === 0 ? [] : [{ role: message.role === "assistant" ? "model" : "user", parts }];
  });
}

function leadingSystem(messages: readonly Message[]) {
  const end = messages.findIndex((message) => message.role !== "system");
  return messages.slice(0, end < 0 ? messages.length : end).filter((message) => message.role === "system");
}

function wireParts(message: Message): readonly JsonObject[] {
  switch (message.role) {
    case "system":
      return [{ text: message.text }];
    case "user":
      return [...(message.images ?? []).map(inlineData), { text: message.text }];
    case "assistant":
      return message.parts.flatMap(modelParts);
    case "tool":
      return [
        ...message.parts.map(({ callId, toolName, content, isError }) => ({
          functionResponse: {
            id: callId,
            name: toolName,
            response: { [isError ? "error" : "output"]: content },
          },
        })),
        // Pictures stand behind all responses: these have to stand together.
        ...message.parts.flatMap(({ images = [] }) => images.map(inlineData)),
      ];
    default:
      return message satisfies never;
  }
}

function inlineData({ mediaType, data }: ImagePart): JsonObject {
  return { inlineData: { mimeType: mediaType, data } };
}

/** Thoughts of other servers are no thoughts of Gemini's and stay away. */
function modelParts(part: AssistantMessage["parts"][number]): readonly JsonObject[] {
  switch (part.type) {
    case "text":
      return [{ text: part.text, ...signature(part.extraContent) }];
    case "reasoning":
      return part.channel === "thought-part"
        ? [{ text: part.text, thought: true, ...signature(part.extraContent) }]
        : [];
    case "tool-call": {
      const { callId: id, toolName: name, extraContent } = part;
      return [{ functionCall: { id, name, args: argumentsObject(part) }, ...signature(extraContent) }];
    }
    default:
      return part satisfies never;
  }
}

/** What a part carries as `extraContent`: the form that Google's OpenAI-compatible endpoint has for it. */
export function signedContent(thoughtSignature: string): JsonValue {
  return { google: { thought_signature: thoughtSignature } };
}

function signature(extraContent: JsonValue | undefined): JsonObject {
  const google = property(extraContent, "google");
  const signed = property(google, "thought_signature");
  return signed === undefined ? {} : { thoughtSignature: signed };
}

/** The value that Google documents for calls whose signature is not to be checked. */
const uncheckedSignature = "skip_thought_signature_validator";

/** The same content with no signature left to check. */
export function withUncheckedSignatures(content: JsonValue): JsonValue {
  const parts = property(content, "parts");
  if (typeof content !== "object" || content === null || !Array.isArray(parts)) return content;
  return { ...Object.fromEntries(Object.entries(content)), parts: parts.map(uncheckedPart) };
}

function uncheckedPart(part: JsonValue): JsonValue {
  if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
  const { thoughtSignature: _, ...rest } = Object.fromEntries(Object.entries(part));
  return "functionCall" in rest ? { ...rest, thoughtSignature: uncheckedSignature } : rest;
}

function property(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
