import type {
  AssistantMessage,
  ReasoningChannel,
  ReasoningPart,
  TextPart,
  ToolCallPart,
} from "../message.ts";
import type { PolicyEvent, Usage } from "../policy.ts";
import { type AssembledMessage, assembleMessage, brokenOff, refusal, unusable } from "./assembled-message.ts";
import { readUsage } from "./read-usage.ts";
import { type ContentPiece, TagSplitter, type TagSplitterOptions } from "../text-tags/tag-splitter.ts";
import { textCallParts } from "../text-tags/text-call-parts.ts";
import { freshCallId, ToolCallAssembler } from "./tool-call-assembler.ts";
import type { WireChunk } from "./wire-chunk.ts";

export interface MessageAssemblerOptions extends TagSplitterOptions {
  /** Number of the turn within the run; makes ids that a server leaves out. */
  readonly turn: number;
  readonly usedIds: ReadonlySet<string>;
}

/** Builds one assistant message out of the chunks of an answer, and says which deltas to show meanwhile. */
export class MessageAssembler {
  readonly #options: MessageAssemblerOptions;
  readonly #parts: (TextPart | ReasoningPart | WrittenCall)[] = [];
  readonly #calls = new ToolCallAssembler();
  readonly #splitter: TagSplitter;
  #finishReason: string | undefined;
  #usage: Usage | undefined;
  #refusal = "";
  #hasChoice = false;

  constructor(options: MessageAssemblerOptions) {
    this.#options = options;
    this.#splitter = new TagSplitter(options);
  }

  push(chunk: WireChunk): readonly PolicyEvent[] {
    const events: PolicyEvent[] = [];
    this.#hasChoice ||= chunk.hasChoice;
    this.#finishReason = chunk.finishReason ?? this.#finishReason;
    this.#usage = readUsage(chunk.usage) ?? this.#usage;
    this.#refusal += chunk.refusal;
    if (chunk.reasoning !== undefined) {
      events.push(...this.#addPieces(this.#splitter.release()));
      events.push(...this.#addReasoning({ ...chunk.reasoning, opens: false }));
    }
    events.push(...this.#addPieces(this.#splitter.push(chunk.content)));
    for (const delta of chunk.toolCalls) this.#calls.push(delta);
    return events;
  }

  /** The deltas that were held back. Call before `result`. */
  end(): readonly PolicyEvent[] {
    return this.#addPieces(this.#splitter.end());
  }

  /** `isComplete`: the server said that the answer is over, not just that the connection is. */
  result(isComplete: boolean): AssembledMessage {
    if (this.#refusal !== "") return refusal(`The model refused: ${this.#refusal}`);
    const finishReason = this.#finishReason;
    const ending = finishReason === undefined ? undefined : badEnding(finishReason);
    if (ending !== undefined) return ending;
    if (finishReason === undefined && !isComplete) return brokenOff;
    const isTruncated = finishReason === "length";
    return assembleMessage({
      parts: this.#allParts(isTruncated),
      usage: this.#usage,
      isTruncated,
      hasBegun: this.#hasChoice,
    });
  }

  /** The parts in the order in which they were written; calls made through the interface come last. */
  #allParts(isTruncated: boolean): AssistantMessage["parts"] {
    const { turn } = this.#options;
    const used = new Set(this.#options.usedIds);
    const nextId = (): string => {
      const callId = freshCallId({ turn, index: used.size, used });
      used.add(callId);
      return callId;
    };
    const written = this.#parts.flatMap(
      (part, index): readonly (TextPart | ReasoningPart | ToolCallPart)[] => {
        if (part.type !== "call") return [part];
        const isCut = isTruncated && index === this.#parts.length - 1 && part.closing === "";
        return textCallParts(part, { isCut, nextId });
      },
    );
    return [...written, ...this.#calls.end({ turn, usedIds: used, isTruncated })];
  }

  #addPieces(pieces: readonly ContentPiece[]): readonly PolicyEvent[] {
    return pieces.flatMap((piece) => {
      if (piece.type === "reasoning") return this.#addReasoning(piece);
      const last = this.#parts.at(-1);
      if (piece.type === "call" || piece.type === "unclosed-reasoning") {
        if (piece.type === "call") this.#parts.push(piece);
        else if (last?.type === "reasoning")
          this.#parts.splice(-1, 1, { ...last, channel: "think-open-tag" });
        return [];
      }
      if (last?.type === "text") this.#parts.splice(-1, 1, { type: "text", text: last.text + piece.text });
      else this.#parts.push({ type: "text", text: piece.text });
      return [{ type: "text-delta", text: piece.text }];
    });
  }

  #addReasoning(piece: ReasoningPiece): readonly PolicyEvent[] {
    const { text, channel, opens } = piece;
    const last = this.#parts.at(-1);
    if (!opens && last?.type === "reasoning" && last.channel === channel) {
      this.#parts.splice(-1, 1, { ...last, text: last.text + text });
    } else {
      this.#parts.push({ type: "reasoning", text, channel });
    }
    return text === "" ? [] : [{ type: "reasoning-delta", text }];
  }
}

type WrittenCall = Extract<ContentPiece, { type: "call" }>;

interface ReasoningPiece {
  readonly text: string;
  readonly channel: ReasoningChannel;
  readonly opens: boolean;
}

/** Finish reasons that mean there is no usable answer, with servers' own words for them. */
function badEnding(finishReason: string): AssembledMessage | undefined {
  switch (finishReason) {
    case "content_filter":
      return refusal("The model server's content filter stopped the answer. Rephrase the question.");
    case "error":
    case "abort":
    case "insufficient_system_resource":
      return unusable(`The model server gave up in mid-answer (${finishReason}). Try again.`);
    default:
      return undefined;
  }
}
