import type { ReasoningChannel } from "../message.ts";

/** A stretch of content as it was classified. `opens` marks the first piece of a thought. */
export type ContentPiece =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "reasoning";
      readonly text: string;
      readonly channel: ReasoningChannel;
      readonly opens: boolean;
    };

export interface ThinkSplitterOptions {
  /**
   * The server's prompt may already have opened the thought, so that the content is `thought</think>text`:
   * hold everything back until the closing tag or the end tells which it is.
   */
  readonly holdForClose: boolean;
}

const openTag = "<think>";
const closeTag = "</think>";
const tagsInText = [openTag, closeTag, "<answer>", "</answer>"] as const;

/**
 * Separates `<think>…</think>` from text in streamed content; the result does not depend on where the
 * chunks were cut. A thought opens only at the start of a line and never inside `<answer>`, so that a report
 * may write about the tag. Joining text and thoughts with their tags gives the content back.
 */
export class ThinkSplitter {
  #mode: "text" | "reasoning" = "text";
  #buffer = "";
  #held: string | undefined;
  #isLineBlank = true;
  #isInAnswer = false;
  #isThoughtBegun = false;
  #pieces: ContentPiece[] = [];

  constructor(options: ThinkSplitterOptions) {
    this.#held = options.holdForClose ? "" : undefined;
  }

  push(content: string): readonly ContentPiece[] {
    this.#buffer += content;
    while (this.#mode === "text" ? this.#readText() : this.#readThought());
    return this.#take();
  }

  /** Reasoning comes another way: what was held back for a closing tag is text. */
  release(): readonly ContentPiece[] {
    this.#releaseHeld();
    return this.#take();
  }

  /** No more content: whatever was held back comes out. */
  end(): readonly ContentPiece[] {
    if (this.#mode === "text") this.#text(this.#buffer);
    else this.#thought(this.#buffer);
    this.#buffer = "";
    this.#releaseHeld();
    return this.#take();
  }

  /** Reads up to and including the next tag; false when more content is needed. */
  #readText(): boolean {
    const angle = this.#buffer.indexOf("<");
    this.#text(angle < 0 ? this.#buffer : this.#buffer.slice(0, angle));
    this.#buffer = angle < 0 ? "" : this.#buffer.slice(angle);
    if (this.#buffer === "") return false;
    const tag = tagsInText.find((candidate) => this.#buffer.startsWith(candidate));
    if (tag === undefined && tagsInText.some((candidate) => candidate.startsWith(this.#buffer))) return false;
    this.#buffer = this.#buffer.slice(tag?.length ?? 1);
    if (tag === undefined) this.#text("<");
    else this.#tagInText(tag);
    return true;
  }

  #tagInText(tag: (typeof tagsInText)[number]): void {
    if (tag === openTag && this.#isLineBlank && !this.#isInAnswer) {
      this.#releaseHeld();
      this.#mode = "reasoning";
      this.#isThoughtBegun = false;
    } else if (tag === closeTag && this.#held !== undefined) {
      this.#pieces.push({ type: "reasoning", text: this.#held, channel: "think-end-tag", opens: true });
      this.#held = undefined;
      this.#startText();
    } else {
      if (tag === "<answer>") this.#isInAnswer = true;
      if (tag === "</answer>") this.#isInAnswer = false;
      this.#text(tag);
    }
  }

  #readThought(): boolean {
    const close = this.#buffer.indexOf(closeTag);
    const end = close < 0 ? this.#buffer.length - partialTagLength(this.#buffer) : close;
    this.#thought(this.#buffer.slice(0, end));
    this.#buffer = this.#buffer.slice(close < 0 ? end : close + closeTag.length);
    if (close >= 0) this.#startText();
    return close >= 0;
  }

  #text(value: string): void {
    if (value === "") return;
    const newline = value.lastIndexOf("\n");
    const isTailBlank = value.slice(newline + 1).trim() === "";
    this.#isLineBlank = isTailBlank && (newline >= 0 || this.#isLineBlank);
    if (this.#held === undefined) this.#pieces.push({ type: "text", text: value });
    else this.#held += value;
  }

  #thought(value: string): void {
    if (value === "" && this.#isThoughtBegun) return;
    this.#pieces.push({
      type: "reasoning",
      text: value,
      channel: "think-tags",
      opens: !this.#isThoughtBegun,
    });
    this.#isThoughtBegun = true;
  }

  #startText(): void {
    this.#mode = "text";
    this.#isLineBlank = true;
    this.#isInAnswer = false;
  }

  #releaseHeld(): void {
    if (this.#held !== undefined && this.#held !== "") this.#pieces.push({ type: "text", text: this.#held });
    this.#held = undefined;
  }

  #take(): readonly ContentPiece[] {
    const taken = this.#pieces;
    this.#pieces = [];
    return taken;
  }
}

/** How many characters at the end of the text may be the beginning of a closing tag. */
function partialTagLength(text: string): number {
  for (let length = Math.min(closeTag.length - 1, text.length); length > 0; length -= 1) {
    if (closeTag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
