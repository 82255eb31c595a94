import type { JsonValue } from "../core/json.ts";

export interface TextPart {
  readonly type: "text";
  readonly text: string;
  /** Opaque data that the server wants back with this text, such as a thought signature. */
  readonly extraContent?: JsonValue;
}

/**
 * How a server sent reasoning, so that it gets it back the same way: a field beside the text, `<think>`
 * tags in the text, only the closing tag where the server's prompt had already opened the thought, only the
 * opening one where it was never closed, a thinking block of Anthropic or a thought part of Gemini.
 */
export type ReasoningChannel =
  | "reasoning_content"
  | "reasoning"
  | "think-tags"
  | "think-end-tag"
  | "think-open-tag"
  | "thinking-block"
  | "thought-part";

/** What a reasoning model said to itself; replayed to servers that need it, never shown as report text. */
export interface ReasoningPart {
  readonly type: "reasoning";
  readonly text: string;
  /** Absent: `reasoning_content`. */
  readonly channel?: ReasoningChannel;
  /** Opaque data that the server wants back with this thought, such as its signature. */
  readonly extraContent?: JsonValue;
}

export interface ToolCallPart {
  readonly type: "tool-call";
  readonly callId: string;
  readonly toolName: string;
  /** Parsed arguments; a string when the model's JSON could not be parsed (the tool then refuses it). */
  readonly input: JsonValue;
  /** The arguments as the model wrote them; absent where `JSON.stringify(input)` is that very string. */
  readonly rawInput?: string;
  /** The model wrote no JSON; `input` is what it was taken to mean. */
  readonly repaired?: true;
  /**
   * What of the message's text this call is, tags included, where it was written there instead of being made
   * through the server's interface; empty where it shares its tags with the call before it.
   */
  readonly markup?: string;
  /** Opaque data that the server wants back with this call, such as a thought signature. */
  readonly extraContent?: JsonValue;
}

export interface ToolResultPart {
  readonly type: "tool-result";
  readonly callId: string;
  readonly toolName: string;
  /** What a language model reads. */
  readonly content: string;
  /** The same observation, structured; what the embedded policy reads. Never sent to a language model. */
  readonly data?: JsonValue;
  readonly isError: boolean;
  /** Pictures that belong to it, for a model that sees; kept in files of the run. */
  readonly pictures?: readonly KeptPicture[];
  /** The same with their bytes; only in what a model is sent (`withPictures`), never in a history. */
  readonly images?: readonly ImagePart[];
}

/** A picture that is kept with the run, as a history tells of it. */
export interface KeptPicture {
  /** Path in the workspace of the run. */
  readonly file: string;
  /** Of its bytes, in hexadecimal digits. */
  readonly sha256: string;
  readonly mediaType: string;
  /** What it takes of a prompt, by the rule of the model's provider. */
  readonly tokens: number;
}

export interface SystemMessage {
  readonly role: "system";
  readonly text: string;
}
/** A picture for a model that sees. */
export interface ImagePart {
  /** `image/png`, `image/jpeg`, `image/webp` or `image/gif`: what all providers take. */
  readonly mediaType: string;
  /** Base64. */
  readonly data: string;
}

export interface UserMessage {
  readonly role: "user";
  readonly text: string;
  /** Before the text; only for models that see. */
  readonly images?: readonly ImagePart[];
}
export interface AssistantMessage {
  readonly role: "assistant";
  readonly parts: readonly (TextPart | ReasoningPart | ToolCallPart)[];
}
export interface ToolMessage {
  readonly role: "tool";
  readonly parts: readonly ToolResultPart[];
}

export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;

/** The tool calls of a message, in the order in which the policy made them. */
export function toolCalls(message: AssistantMessage): readonly ToolCallPart[] {
  return message.parts.filter((part) => part.type === "tool-call");
}

/** The visible text of a message, without reasoning. */
export function messageText(message: AssistantMessage): string {
  return message.parts
    .filter((part) => part.type === "text")
    .map((part) => part.text)
    .join("");
}
