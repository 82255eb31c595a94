import { answerCloser, answerOpener } from "./tags.ts";

/** Where in Markdown text a reader stands, as far as it decides whether a tag is meant or talked about. */
export class LinePlace {
  #isLineBlank = true;
  #isInAnswer = false;
  #isInCode = false;
  #fence: string | undefined;
  #before = "";

  /** Only white space has come on this line, or since a tag was closed on it. */
  get isLineBlank(): boolean {
    return this.#isLineBlank;
  }

  /** Neither in code nor in an answer. */
  get isOpenToTags(): boolean {
    return !this.#isInAnswer && !this.#isInCode && this.#fence === undefined;
  }

  /** Directly behind an opening quote. */
  get isQuoted(): boolean {
    return /["'“‘「『«(]/.test(this.#before);
  }

  /** Steps over text: a run of code marks by itself, a line break by itself, or neither in it. */
  advance(text: string): void {
    const isBlank = text.trim() === "";
    if (/^(?:`+|~+)$/.test(text)) this.#mark(text);
    const newline = text.lastIndexOf("\n");
    if (newline >= 0) {
      this.#isInCode = false;
      this.#isLineBlank = text.slice(newline + 1).trim() === "";
    } else {
      this.#isLineBlank &&= isBlank;
    }
    this.#before = text.slice(-1) || this.#before;
  }

  /** Steps into or out of an answer, before the tag's own text. */
  answerTag(tag: string): void {
    if (tag === answerOpener && this.isOpenToTags && !this.isQuoted) this.#isInAnswer = true;
    if (tag !== answerCloser) return;
    this.#isInAnswer = false;
    this.#isInCode = false;
    this.#fence = undefined;
  }

  /** Behind a thought or a call, text begins anew. */
  restart(): void {
    this.#isLineBlank = true;
    this.#isInAnswer = false;
    this.#isInCode = false;
    this.#fence = undefined;
    this.#before = "";
  }

  #mark(marks: string): void {
    const isFence = marks.length >= 3 && this.#isLineBlank;
    if (this.#fence !== undefined) {
      if (isFence && marks.startsWith(this.#fence)) this.#fence = undefined;
    } else if (isFence) {
      this.#fence = marks;
    } else if (marks.startsWith("`")) {
      this.#isInCode = !this.#isInCode;
    }
  }
}
