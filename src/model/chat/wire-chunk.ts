import { z } from "zod";
import type { JsonValue } from "../../core/json.ts";

/** A field that is taken when it is what the interface says, and passed over when it is not. */
const looseString = z.string().optional().catch(undefined);
const looseNumber = z.number().optional().catch(undefined);

const toolCall = z.object({
  index: looseNumber,
  id: looseString,
  function: z.object({ name: looseString, arguments: z.unknown().optional() }).optional().catch(undefined),
  extra_content: z.json().optional().catch(undefined),
});

const delta = z.object({
  content: z.unknown().optional(),
  reasoning_content: looseString,
  reasoning: looseString,
  refusal: looseString,
  tool_calls: z.array(toolCall).optional().catch(undefined),
});

const choice = z.object({
  delta: delta.optional().catch(undefined),
  message: delta.optional().catch(undefined),
  finish_reason: looseString,
  usage: z.unknown().optional(),
  /** OpenRouter. */
  error: z.unknown().optional(),
});

const chunk = z.object({
  choices: z.array(choice).optional().catch(undefined),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
  object: looseString,
  message: z.unknown().optional(),
  detail: z.unknown().optional(),
});

export interface ToolCallDelta {
  readonly index?: number;
  readonly id?: string;
  readonly name?: string;
  /** A piece of the argument string; an object that a server sent in its place is written as JSON. */
  readonly arguments: string;
  readonly extraContent?: JsonValue;
}

/** What one event of a streamed answer, or a whole answer that was not streamed, says. */
export interface WireChunk {
  readonly hasChoice: boolean;
  readonly content: string;
  readonly reasoning?: { readonly channel: "reasoning_content" | "reasoning"; readonly text: string };
  readonly refusal: string;
  readonly toolCalls: readonly ToolCallDelta[];
  readonly finishReason?: string;
  readonly usage?: unknown;
  /** The server reports an error in place of an answer. */
  readonly error?: unknown;
}

/**
 * Reads an event of an OpenAI-compatible server: fields of the wrong type are passed over, since every
 * server bends the interface somewhere. Undefined when it is not an object at all.
 */
export function readChunk(value: unknown): WireChunk | undefined {
  const parsed = chunk.safeParse(value);
  if (!parsed.success) return undefined;
  const { choices, object } = parsed.data;
  const first = choices?.[0];
  const said = first?.delta ?? first?.message;
  const error =
    parsed.data.error ??
    first?.error ??
    (object === "error" || choices === undefined ? errorOf(parsed.data) : null);
  const usage = parsed.data.usage ?? first?.usage;
  const reasoning = reasoningOf(said);
  const content = contentText(said?.content);
  return {
    hasChoice: said !== undefined,
    content: content.text,
    refusal: said?.refusal ?? "",
    toolCalls: (said?.tool_calls ?? []).map(toolCallDelta),
    ...(reasoning === undefined ? content.reasoning : { reasoning }),
    // StepFun sends an empty reason until the last chunk.
    ...(first?.finish_reason ? { finishReason: first.finish_reason } : {}),
    ...(usage === undefined || usage === null ? {} : { usage }),
    ...(error === undefined || error === null ? {} : { error }),
  };
}

function errorOf(data: z.infer<typeof chunk>): unknown {
  return data.message ?? data.detail;
}

function reasoningOf(said: z.infer<typeof delta> | undefined): WireChunk["reasoning"] {
  if (said?.reasoning_content) return { channel: "reasoning_content", text: said.reasoning_content };
  if (said?.reasoning) return { channel: "reasoning", text: said.reasoning };
  return undefined;
}

function toolCallDelta(call: z.infer<typeof toolCall>): ToolCallDelta {
  const written = call.function?.arguments;
  const isText = typeof written === "string";
  return {
    arguments: isText ? written : written === undefined || written === null ? "" : JSON.stringify(written),
    ...(call.index === undefined ? {} : { index: call.index }),
    ...(call.id ? { id: call.id } : {}),
    ...(call.function?.name ? { name: call.function.name } : {}),
    ...(call.extra_content === undefined ? {} : { extraContent: call.extra_content }),
  };
}

const textPart = z.object({ type: z.literal("text"), text: z.string() });
const contentPart = z.union([
  textPart,
  z.object({ type: z.literal("thinking"), thinking: z.array(textPart.or(z.unknown())) }),
]);

/** Content is a string, or with some servers a list of text and thinking parts. */
function contentText(content: unknown): { text: string; reasoning: Pick<WireChunk, "reasoning"> } {
  if (typeof content === "string") return { text: content, reasoning: {} };
  const parts = Array.isArray(content) ? content.map((part) => contentPart.safeParse(part).data) : [];
  const text = parts.map((part) => (part?.type === "text" ? part.text : "")).join("");
  const thought = parts
    .flatMap((part) => (part?.type === "thinking" ? part.thinking : []))
    .map((part) => textPart.safeParse(part).data?.text ?? "")
    .join("");
  return {
    text,
    reasoning: thought === "" ? {} : { reasoning: { channel: "reasoning_content", text: thought } },
  };
}
