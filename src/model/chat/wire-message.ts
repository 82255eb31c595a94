import { isJsonObject, type JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import { toolResponses } from "../text-tags/tool-responses.ts";
import type {
  AssistantMessage,
  ImagePart,
  Message,
  ReasoningPart,
  TextPart,
  ToolCallPart,
  ToolResultPart,
  UserMessage,
} from "../message.ts";

/**
 * A message as it goes over the wire. Each message is mapped by itself, so that a longer conversation
 * begins with the very bytes of the shorter one and servers can reuse their prefix cache. What a server
 * sent is sent back unchanged, with one exception: arguments that are no JSON object, see `wireArguments`.
 * Results of calls that were written in the text come back as text.
 */
export function wireMessages(
  message: Message,
  textCallIds: ReadonlySet<string> = new Set(),
): readonly JsonValue[] {
  switch (message.role) {
    case "system":
      return [{ role: "system", content: message.text }];
    case "user":
      return [{ role: "user", content: wireUserContent(message) }];
    case "assistant":
      return [wireAssistantMessage(message)];
    case "tool":
      return wireResults(message.parts, textCallIds);
    default:
      return message satisfies never;
  }
}

/** A string where there are no pictures: some servers take nothing else. */
function wireUserContent({ text, images = [] }: UserMessage): JsonValue {
  return images.length === 0 ? text : [...images.map(imageUrl), { type: "text", text }];
}

function imageUrl({ mediaType, data }: ImagePart): JsonValue {
  return { type: "image_url", image_url: { url: `data:${mediaType};base64,${data}` } };
}

/** The calls of a conversation that were written in the text of a message. */
export function textCallIds(messages: readonly Message[]): ReadonlySet<string> {
  const parts = messages.flatMap((message) => (message.role === "assistant" ? message.parts : []));
  return new Set(parts.flatMap((part) => (isTextCall(part) ? [part.callId] : [])));
}

function isTextCall(part: TextPart | ReasoningPart | ToolCallPart): part is ToolCallPart {
  return part.type === "tool-call" && part.markup !== undefined;
}

function wireResults(parts: readonly ToolResultPart[], textCalls: ReadonlySet<string>): readonly JsonValue[] {
  const inText = parts.filter((part) => textCalls.has(part.callId));
  const others = parts.filter((part) => !textCalls.has(part.callId));
  const content = toolResponses(inText.map(textAlone));
  const pictured = others.flatMap(({ images = [], callId }) =>
    images.length === 0 ? [] : [{ images, callId }],
  );
  return [
    ...others.map((part) => ({ role: "tool", tool_call_id: part.callId, content: part.content })),
    ...(inText.length === 0 ? [] : [{ role: "user", content }]),
    ...(pictured.length === 0 ? [] : [{ role: "user", content: pictured.flatMap(picturesOf) }]),
  ];
}

/** Results hold text alone on most servers, so their pictures follow as if the user showed them. */
function picturesOf({
  images = [],
  callId,
}: Pick<ToolResultPart, "images" | "callId">): readonly JsonValue[] {
  return [
    ...images.map(imageUrl),
    { type: "text", text: `(The picture that belongs to the result of ${callId}.)` },
  ];
}

/** Models that call tools in their text are shown text alone. */
function textAlone({ content, images = [] }: ToolResultPart): string {
  return images.length === 0 ? content : `${content}\n(The picture itself cannot be shown here.)`;
}

function wireAssistantMessage({ parts }: AssistantMessage): JsonValue {
  const content = parts.map(wireContent).join("");
  const calls = parts.filter((part) => part.type === "tool-call" && !isTextCall(part)).map(wireToolCall);
  return {
    role: "assistant",
    content: content === "" && calls.length > 0 ? null : content,
    ...wireReasoning(parts, "reasoning_content"),
    ...wireReasoning(parts, "reasoning"),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
}

function wireContent(part: TextPart | ReasoningPart | ToolCallPart): string {
  if (part.type === "text") return part.text;
  if (part.type === "tool-call") return part.markup ?? "";
  if (part.channel === "think-tags") return `<think>${part.text}</think>`;
  if (part.channel === "think-open-tag") return `<think>${part.text}`;
  return part.channel === "think-end-tag" ? `${part.text}</think>` : "";
}

function wireReasoning(
  parts: AssistantMessage["parts"],
  field: "reasoning_content" | "reasoning",
): { readonly [field: string]: string } {
  const text = parts
    .filter((part) => part.type === "reasoning" && (part.channel ?? "reasoning_content") === field)
    .map((part) => (part.type === "reasoning" ? part.text : ""))
    .join("");
  return text === "" ? {} : { [field]: text };
}

function wireToolCall(call: ToolCallPart): JsonValue {
  return {
    id: call.callId,
    type: "function",
    function: { name: call.toolName, arguments: wireArguments(call) },
    ...present({ extra_content: call.extraContent }),
  };
}

/**
 * Servers parse the arguments of earlier calls to render their prompt and reject the whole request when
 * that fails, so a model's malformed arguments are wrapped into an object that still shows them.
 */
function wireArguments(call: ToolCallPart): string {
  const input = argumentsObject(call);
  return input === call.input && call.rawInput !== undefined ? call.rawInput : JSON.stringify(input);
}

/** The arguments of a call as an object, whatever the model wrote. */
export function argumentsObject({ input }: ToolCallPart): JsonValue {
  if (isJsonObject(input)) return input;
  return { malformed_arguments: typeof input === "string" ? input : JSON.stringify(input) };
}
