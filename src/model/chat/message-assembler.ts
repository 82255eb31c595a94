import type { ReasoningChannel, ReasoningPart, TextPart } from "../message.ts";
import type { PolicyEvent, Usage } from "../policy.ts";
import { type AssembledMessage, assembleMessage, brokenOff, refusal, unusable } from "./assembled-message.ts";
import { readUsage } from "./read-usage.ts";
import { type ContentPiece, ThinkSplitter } from "./split-think.ts";
import { ToolCallAssembler } from "./tool-call-assembler.ts";
import type { WireChunk } from "./wire-chunk.ts";

export interface MessageAssemblerOptions {
  /** See `ThinkSplitterOptions`. */
  readonly holdForClose: boolean;
  /** Number of the turn within the run; makes ids that a server leaves out. */
  readonly turn: number;
  readonly usedIds: ReadonlySet<string>;
}

/** Builds one assistant message out of the chunks of an answer, and says which deltas to show meanwhile. */
export class MessageAssembler {
  readonly #options: MessageAssemblerOptions;
  readonly #parts: (TextPart | ReasoningPart)[] = [];
  readonly #calls = new ToolCallAssembler();
  readonly #splitter: ThinkSplitter;
  #finishReason: string | undefined;
  #usage: Usage | undefined;
  #refusal = "";
  #hasChoice = false;

  constructor(options: MessageAssemblerOptions) {
    this.#options = options;
    this.#splitter = new ThinkSplitter(options);
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
    return assembleMessage({
      parts: [...this.#parts, ...this.#calls.end(this.#options)],
      usage: this.#usage,
      isTruncated: finishReason === "length",
      hasBegun: this.#hasChoice,
    });
  }

  #addPieces(pieces: readonly ContentPiece[]): readonly PolicyEvent[] {
    return pieces.flatMap((piece) => {
      if (piece.type === "reasoning") return this.#addReasoning(piece);
      const last = this.#parts.at(-1);
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
