import {
  type AssembledMessage,
  assembleMessage,
  brokenOff,
  refusal,
  unusable,
} from "../chat/assembled-message.ts";
import type { AnswerReader, WireReading } from "../chat/dialect.ts";
import { ToolCallAssembler, usedCallIds } from "../chat/tool-call-assembler.ts";
import type { AssistantMessage, ReasoningPart, TextPart } from "../message.ts";
import type { PolicyEvent, PolicyState, Usage } from "../policy.ts";
import { type ContentChunk, type ContentPart, readContentChunk, readUsageMetadata } from "./content-chunk.ts";
import { signedContent } from "./wire-contents.ts";

/** Calls are put together by themselves and take their places at the end. */
type Piece = TextPart | ReasoningPart | "call";

/** Reads the events of an answer of the Gemini API, or the one document that it is. */
export class ContentReader implements AnswerReader {
  readonly #state: PolicyState;
  readonly #pieces: Piece[] = [];
  readonly #calls = new ToolCallAssembler();
  #callCount = 0;
  #usage: Usage | undefined;
  #finishReason: string | undefined;
  #finishMessage: string | undefined;
  #blockReason: string | undefined;
  #hasBegun = false;

  constructor(state: PolicyState) {
    this.#state = state;
  }

  read(value: unknown): WireReading | undefined {
    const chunk = readContentChunk(value);
    if (chunk === undefined) return undefined;
    if (chunk.error !== undefined) return { type: "error", error: chunk.error };
    return { type: "deltas", deltas: this.#take(chunk) };
  }

  end(): readonly PolicyEvent[] {
    return [];
  }

  /** The API has no mark for the end of a stream: the finish reason is it. */
  result(isComplete: boolean): AssembledMessage {
    if (this.#blockReason !== undefined) return blocked("question", this.#blockReason);
    if (this.#finishReason === undefined && !(isComplete && this.#hasBegun)) return brokenOff;
    const ending = this.#badEnding();
    if (ending !== undefined) return ending;
    const { budget, messages } = this.#state;
    const calls = [...this.#calls.end({ turn: budget.turnsUsed, usedIds: usedCallIds(messages) })];
    return assembleMessage({
      parts: this.#pieces.flatMap((piece): AssistantMessage["parts"] =>
        piece === "call" ? calls.splice(0, 1) : [piece],
      ),
      usage: this.#usage,
      isTruncated: this.#finishReason === "MAX_TOKENS",
      hasBegun: this.#hasBegun,
    });
  }

  #take({ candidates, promptFeedback, usageMetadata }: ContentChunk): readonly PolicyEvent[] {
    const candidate = candidates?.[0];
    this.#hasBegun ||= candidate !== undefined;
    this.#usage = readUsageMetadata(usageMetadata) ?? this.#usage;
    this.#blockReason = promptFeedback?.blockReason ?? this.#blockReason;
    this.#finishReason = candidate?.finishReason ?? this.#finishReason;
    this.#finishMessage = candidate?.finishMessage ?? this.#finishMessage;
    return (candidate?.content?.parts ?? []).flatMap((part) => this.#add(part));
  }

  #add(part: ContentPart): readonly PolicyEvent[] {
    const { thoughtSignature: signed, text = "" } = part;
    const extra = signed === undefined ? {} : { extraContent: signedContent(signed) };
    if (part.functionCall !== undefined) {
      const { id, name, args = {} } = part.functionCall;
      this.#calls.push({
        index: this.#callCount++,
        name,
        arguments: JSON.stringify(args),
        ...(id ? { id } : {}),
        ...extra,
      });
      this.#pieces.push("call");
      return [];
    }
    if (text === "" && signed === undefined) return [];
    if (part.thought === true) this.#join({ type: "reasoning", text, channel: "thought-part", ...extra });
    else this.#join({ type: "text", text, ...extra });
    if (text === "") return [];
    return [{ type: part.thought === true ? "reasoning-delta" : "text-delta", text }];
  }

  /** Pieces of one text come together, but a signed part stays what it was. */
  #join(piece: TextPart | ReasoningPart): void {
    const last = this.#pieces.at(-1);
    const isSame =
      last !== undefined &&
      last !== "call" &&
      last.type === piece.type &&
      last.extraContent === undefined &&
      piece.extraContent === undefined;
    if (isSame) this.#pieces.splice(-1, 1, { ...last, text: last.text + piece.text });
    else this.#pieces.push(piece);
  }

  #badEnding(): AssembledMessage | undefined {
    const reason = this.#finishReason;
    switch (reason) {
      case undefined:
      case "STOP":
      case "MAX_TOKENS":
      case "FINISH_REASON_UNSPECIFIED":
        return undefined;
      case "SAFETY":
      case "RECITATION":
      case "LANGUAGE":
      case "BLOCKLIST":
      case "PROHIBITED_CONTENT":
      case "SPII":
      case "IMAGE_SAFETY":
        return blocked("answer", reason);
      default: {
        const said = this.#finishMessage === undefined ? "" : `: ${this.#finishMessage}`;
        return unusable(`The model server gave up in mid-answer (${reason}${said}). Try again.`);
      }
    }
  }
}

function blocked(what: "question" | "answer", reason: string): AssembledMessage {
  return refusal(
    `Gemini's filter blocked the ${what} (${reason}). Rephrase the question or use another model.`,
  );
}
