import { present } from "../../core/present.ts";
import { type AssembledMessage, assembleMessage, brokenOff, refusal } from "../chat/assembled-message.ts";
import type { AnswerReader, WireReading } from "../chat/dialect.ts";
import { ToolCallAssembler, usedCallIds } from "../chat/tool-call-assembler.ts";
import type { AssistantMessage, ReasoningPart, TextPart } from "../message.ts";
import type { PolicyEvent, PolicyState, Usage } from "../policy.ts";
import { type ContentBlock, type MessageEvent, readMessageEvent, type WireUsage } from "./message-event.ts";

/** A block under way. Calls are put together by themselves and take their places at the end. */
type OpenBlock =
  | { readonly type: "text"; text: string }
  | { readonly type: "reasoning"; text: string; signature: string; readonly data?: string }
  | { readonly type: "call" };

/** HTTP statuses that the errors of an answer under way stand for. */
const errorStatuses: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

/** Reads the events of an answer of Anthropic's Messages API, or the one document that it is. */
export class MessagesReader implements AnswerReader {
  readonly #state: PolicyState;
  readonly #blocks: OpenBlock[] = [];
  readonly #byIndex = new Map<number, OpenBlock>();
  readonly #calls = new ToolCallAssembler();
  #usage: WireUsage = {};
  #stopReason: string | undefined;
  #hasBegun = false;

  constructor(state: PolicyState) {
    this.#state = state;
  }

  read(value: unknown): WireReading | undefined {
    const event = readMessageEvent(value);
    if (event === undefined) return undefined;
    if (event.type === "error") {
      const status = errorStatuses[event.error.type];
      return { type: "error", error: event, ...present({ status }) };
    }
    return { type: event.type === "message_stop" ? "done" : "deltas", deltas: this.#take(event) };
  }

  end(): readonly PolicyEvent[] {
    return [];
  }

  result(isComplete: boolean): AssembledMessage {
    if (this.#stopReason === "refusal") {
      return refusal("The model refused to answer. Rephrase the question or use another model.");
    }
    if (this.#stopReason === undefined && !isComplete) return brokenOff;
    const { budget, messages } = this.#state;
    const calls = [...this.#calls.end({ turn: budget.turnsUsed, usedIds: usedCallIds(messages) })];
    return assembleMessage({
      parts: this.#blocks.flatMap((block) => (block.type === "call" ? calls.splice(0, 1) : partOf(block))),
      usage: usageOf(this.#usage),
      isTruncated: this.#stopReason === "max_tokens" || this.#stopReason === "model_context_window_exceeded",
      hasBegun: this.#hasBegun,
    });
  }

  #take(event: Exclude<MessageEvent, { type: "error" }>): readonly PolicyEvent[] {
    switch (event.type) {
      case "message":
        this.#begin(event);
        return event.content.flatMap((block, index) => this.#open(index, block));
      case "message_start":
        this.#begin(event.message);
        return [];
      case "content_block_start":
        return this.#open(event.index, event.content_block);
      case "content_block_delta":
        return this.#extend(event);
      case "message_delta":
        this.#stopReason = event.delta.stop_reason ?? this.#stopReason;
        this.#usage = { ...this.#usage, ...event.usage };
        return [];
      case "message_stop":
      case "other":
        return [];
      default:
        return event satisfies never;
    }
  }

  #begin(message: { readonly usage: WireUsage; readonly stop_reason?: string | undefined }): void {
    this.#hasBegun = true;
    this.#usage = message.usage;
    this.#stopReason = message.stop_reason;
  }

  #open(index: number, block: ContentBlock): readonly PolicyEvent[] {
    const open = openBlock(block);
    if (open === undefined) return [];
    this.#blocks.push(open);
    this.#byIndex.set(index, open);
    if (block.type === "tool_use") {
      // While an answer streams, the input is empty here and follows in pieces.
      const isWhole = Object.keys(block.input).length > 0;
      const { id, name } = block;
      this.#calls.push({ index, id, name, arguments: isWhole ? JSON.stringify(block.input) : "" });
    }
    return open.type === "call" ? [] : shown(open.type, open.text);
  }

  #extend({ index, delta }: Extract<MessageEvent, { type: "content_block_delta" }>): readonly PolicyEvent[] {
    const block = this.#byIndex.get(index);
    if (block === undefined) return [];
    if (block.type === "call") {
      this.#calls.push({ index, arguments: delta.partial_json ?? "" });
      return [];
    }
    const text = (block.type === "text" ? delta.text : delta.thinking) ?? "";
    block.text += text;
    if (block.type === "reasoning") block.signature += delta.signature ?? "";
    return shown(block.type, text);
  }
}

function openBlock(block: ContentBlock): OpenBlock | undefined {
  switch (block.type) {
    case "text":
      return { type: "text", text: block.text };
    case "thinking":
      return { type: "reasoning", text: block.thinking, signature: block.signature };
    case "redacted_thinking":
      return { type: "reasoning", text: "", signature: "", data: block.data };
    case "tool_use":
      return { type: "call" };
    case "other":
      return undefined;
    default:
      return block satisfies never;
  }
}

function shown(type: "text" | "reasoning", text: string): readonly PolicyEvent[] {
  return text === "" ? [] : [{ type: `${type}-delta`, text }];
}

function partOf(block: Exclude<OpenBlock, { type: "call" }>): AssistantMessage["parts"] {
  if (block.type === "text")
    return block.text === "" ? [] : [{ type: "text", text: block.text } satisfies TextPart];
  const { text, signature, data } = block;
  const part: ReasoningPart = { type: "reasoning", text, channel: "thinking-block" };
  if (data !== undefined) return [{ ...part, extraContent: { data } }];
  return [signature === "" ? part : { ...part, extraContent: { signature } }];
}

/** The API counts what it read from its cache and wrote into it beside the rest of the input. */
function usageOf(usage: WireUsage): Usage | undefined {
  const { input_tokens: input, output_tokens: output } = usage;
  if (input === undefined && output === undefined) return undefined;
  const { cache_read_input_tokens: cached, cache_creation_input_tokens: written } = usage;
  return {
    inputTokens: (input ?? 0) + (cached ?? 0) + (written ?? 0),
    outputTokens: output ?? 0,
    ...present({ cachedInputTokens: cached, cacheWriteInputTokens: written }),
  };
}
