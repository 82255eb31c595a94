import type { ReasoningChannel } from "../message.ts";
import { callExtent } from "./call-extent.ts";
import { LinePlace } from "./line-place.ts";
import * as tags from "./tags.ts";

/** A stretch of content as it was classified. */
export type ContentPiece =
  | { readonly type: "text"; readonly text: string }
  /** `opens` marks the first piece of a thought. */
  | {
      readonly type: "reasoning";
      readonly text: string;
      readonly channel: ReasoningChannel;
      readonly opens: boolean;
    }
  /** The thought under way was never closed: it came as `think-open-tag`. */
  | { readonly type: "unclosed-reasoning" }
  | { readonly type: "call"; readonly opening: string; readonly body: string; readonly closing: string };

export interface TagSplitterOptions {
  /**
   * The server's prompt may already have opened the thought, so that the content is `thought</think>text`:
   * hold everything back until the closing tag or the end tells which it is.
   */
  readonly holdForClose: boolean;
  /** Whether `<toolcall>` and `<tool_call>` begin calls; else they are text. */
  readonly readsCalls: boolean;
}

/** What can end the waiting of a mode that holds content back. */
const decisiveTag = /<\/?(?:think|answer|tool_?call)>/;
const longestTag = "</tool_call>".length;

type Mode = "held" | "text" | "thought" | "paused-thought" | "call" | "over";

/**
 * Separates thoughts and tool calls from text in streamed content; the outcome does not depend on where the
 * chunks were cut. Tags count at the start of a line, calls also in mid-line before JSON, and neither inside
 * `<answer>`, in code nor in quotes, so that a report may write about them. Joining the pieces with their
 * tags gives the content back, up to where the model began to write tool results itself: what follows is
 * dropped, as a stop sequence would have it.
 */
export class TagSplitter {
  readonly #readsCalls: boolean;
  readonly #tagsInText: readonly string[];
  readonly #place = new LinePlace();
  #mode: Mode;
  #buffer = "";
  /** Content that cannot decide anything yet, since it closes no tag. */
  #waiting: string[] = [];
  #tail = "";
  #opening = "";
  #hasCall = false;
  #isThoughtBegun = false;
  #isEnded = false;
  #pieces: ContentPiece[] = [];

  constructor({ holdForClose, readsCalls }: TagSplitterOptions) {
    this.#mode = holdForClose ? "held" : "text";
    this.#readsCalls = readsCalls;
    const forCalls = readsCalls ? [...tags.callOpeners, tags.responseOpener] : [];
    this.#tagsInText = [tags.thinkOpener, tags.answerOpener, tags.answerCloser, ...forCalls];
  }

  push(content: string): readonly ContentPiece[] {
    this.#waiting.push(content);
    const waitsForTag = this.#mode === "held" || this.#mode === "paused-thought" || this.#mode === "call";
    const hasTag = decisiveTag.test(this.#tail + content);
    this.#tail = (this.#tail + content).slice(-longestTag);
    return waitsForTag && !hasTag ? [] : this.#run();
  }

  /** Reasoning comes another way: what was held back for a closing tag is text. */
  release(): readonly ContentPiece[] {
    if (this.#mode === "held") this.#mode = "text";
    return this.#run();
  }

  /** No more content: whatever was held back comes out. */
  end(): readonly ContentPiece[] {
    this.#isEnded = true;
    return this.#run();
  }

  #run(): readonly ContentPiece[] {
    this.#buffer += this.#waiting.join("");
    this.#waiting = [];
    while (this.#buffer !== "" && this.#step()) continue;
    if (this.#isEnded && this.#mode === "thought") this.#leaveThoughtOpen();
    if (this.#isEnded && this.#mode === "call") this.#call({ body: 0, closing: "" });
    const taken = this.#pieces;
    this.#pieces = [];
    return taken;
  }

  /** Takes something off the buffer or changes the mode; false when more content is needed. */
  #step(): boolean {
    switch (this.#mode) {
      case "held":
        return this.#readHeld();
      case "text":
        return this.#readText();
      case "thought":
        return this.#readThought();
      case "paused-thought":
        return this.#readPausedThought();
      case "call":
        return this.#readCall();
      case "over":
        this.#buffer = "";
        return false;
      default:
        return this.#mode satisfies never;
    }
  }

  #readHeld(): boolean {
    const start = this.#buffer.trimStart();
    const isNoThought = this.#tagsInText.some((tag) => start.startsWith(tag));
    const close = isNoThought ? -1 : this.#buffer.indexOf(tags.thinkCloser);
    const open = /(?:^|\n)[^\S\n]*<think>/.exec(this.#buffer)?.index ?? -1;
    if (close >= 0 && (open < 0 || close < open)) {
      const text = this.#take(close, tags.thinkCloser);
      this.#pieces.push({ type: "reasoning", text, channel: "think-end-tag", opens: true });
      this.#startText();
      return true;
    }
    if (!isNoThought && open < 0 && !this.#isEnded) return false;
    this.#mode = "text";
    return true;
  }

  /** Reads up to and including the next tag, line break or code mark. */
  #readText(): boolean {
    const length = this.#buffer.search(/[<`~\n]/);
    if (length !== 0) {
      this.#text(length < 0 ? this.#buffer.length : length);
      return true;
    }
    const marks = /^(?:`+|~+)/.exec(this.#buffer)?.[0];
    // A run of marks may go on.
    if (marks !== undefined && marks.length === this.#buffer.length && !this.#isEnded) return false;
    if (marks !== undefined || this.#buffer.startsWith("\n")) {
      this.#text(marks?.length ?? 1);
      return true;
    }
    const tag = this.#tagsInText.find((candidate) => this.#buffer.startsWith(candidate));
    if (tag !== undefined) return this.#readTag(tag);
    const isPartial = this.#tagsInText.some((candidate) => candidate.startsWith(this.#buffer));
    if (isPartial && !this.#isEnded) return false;
    this.#text(1);
    return true;
  }

  #readTag(tag: string): boolean {
    const place = this.#place;
    const isCall = tags.callOpeners.some((opener) => opener === tag);
    const opens = isCall && place.isOpenToTags ? this.#opensCall(tag) : false;
    if (opens === undefined) return false;
    if (opens) {
      this.#opening = this.#take(0, tag) + tag;
      this.#mode = "call";
    } else if (tag === tags.thinkOpener && place.isOpenToTags && place.isLineBlank) {
      this.#take(0, tag);
      this.#mode = "thought";
      this.#isThoughtBegun = false;
    } else if (tag === tags.responseOpener && place.isOpenToTags && place.isLineBlank && this.#hasCall) {
      this.#mode = "over";
    } else {
      place.answerTag(tag);
      this.#text(tag.length);
    }
    return true;
  }

  /** In mid-line a tag may only be talked about; undefined while what follows it has not come. */
  #opensCall(tag: string): boolean | undefined {
    if (this.#place.isLineBlank) return true;
    if (this.#place.isQuoted) return false;
    const next = /\S/.exec(this.#buffer.slice(tag.length))?.[0];
    if (next === undefined) return this.#isEnded ? false : undefined;
    return /[{[｛［`]/.test(next);
  }

  #readThought(): boolean {
    const angle = this.#buffer.indexOf("<");
    if (angle !== 0) {
      this.#thought(angle < 0 ? this.#buffer.length : angle);
      return true;
    }
    if (this.#buffer.startsWith(tags.thinkCloser)) {
      if (!this.#isThoughtBegun) this.#thought(0);
      this.#take(0, tags.thinkCloser);
      this.#startText();
      return true;
    }
    const endings = this.#place.isLineBlank ? this.#tagsThatEndThoughts() : [];
    if (endings.some((tag) => this.#buffer.startsWith(tag))) {
      this.#mode = "paused-thought";
      return true;
    }
    const isPartial = [tags.thinkCloser, ...endings].some((tag) => tag.startsWith(this.#buffer));
    if (isPartial && !this.#isEnded) return false;
    this.#thought(1);
    return true;
  }

  /** An action behind a thought that is not closed is meant, unless the thought is closed behind it. */
  #tagsThatEndThoughts(): readonly string[] {
    return this.#readsCalls ? [tags.answerOpener, ...tags.callOpeners] : [tags.answerOpener];
  }

  #readPausedThought(): boolean {
    const close = this.#buffer.indexOf(tags.thinkCloser);
    if (close < 0 && !this.#isEnded) return false;
    if (close >= 0) {
      this.#thought(close);
      this.#take(0, tags.thinkCloser);
    } else {
      this.#leaveThoughtOpen();
    }
    this.#startText();
    return true;
  }

  #leaveThoughtOpen(): void {
    if (!this.#isThoughtBegun) this.#thought(0);
    this.#pieces.push({ type: "unclosed-reasoning" });
  }

  #readCall(): boolean {
    const extent = callExtent(this.#buffer, { isEnded: this.#isEnded });
    if (extent === undefined) return false;
    this.#call(extent);
    return true;
  }

  #call({ body: length, closing }: { readonly body: number; readonly closing: string }): void {
    const body = this.#take(length, closing);
    this.#pieces.push({ type: "call", opening: this.#opening, body, closing });
    this.#hasCall = true;
    this.#startText();
  }

  #text(length: number): void {
    const text = this.#take(length, "");
    this.#place.advance(text);
    const last = this.#pieces.at(-1);
    if (last?.type === "text") this.#pieces.splice(-1, 1, { type: "text", text: last.text + text });
    else this.#pieces.push({ type: "text", text });
  }

  #thought(length: number): void {
    const text = this.#take(length, "");
    this.#place.advance(text);
    this.#pieces.push({ type: "reasoning", text, channel: "think-tags", opens: !this.#isThoughtBegun });
    this.#isThoughtBegun = true;
  }

  #startText(): void {
    this.#mode = "text";
    this.#place.restart();
  }

  /** The first characters of the buffer; takes them off it, and the tag that follows them. */
  #take(length: number, tag: string): string {
    const taken = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length + tag.length);
    return taken;
  }
}
