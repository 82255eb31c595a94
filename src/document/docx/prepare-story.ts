import { Parser } from "htmlparser2";
import { LinearMath } from "./linear-math.ts";

export interface PreparedStory {
  readonly xml: string;
  /** Characters of runs that a reader would not have seen, and that were dropped. */
  readonly hiddenCharacters: number;
}

interface OpenRun {
  readonly parts: string[];
  characters: number;
  isVanished: boolean;
  isWhite: boolean;
  isShaded: boolean;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
const isOff = (value: string | undefined): boolean => value === "0" || value === "false" || value === "none";

/** Rewrites the XML of a story element by element. */
class StoryWriter {
  readonly out: string[] = [];
  hiddenCharacters = 0;
  #run: OpenRun | undefined;
  #math: LinearMath | undefined;
  #mathDepth = 0;
  #changeDepth = 0;
  #cells = 0;
  #isShadedParagraph = false;

  onopentag(tag: string, attributes: Record<string, string>): void {
    if (this.#math !== undefined) {
      this.#mathDepth += 1;
      this.#math.open(tag, attributes);
      return;
    }
    if (tag === "m:oMathPara") return;
    if (tag === "m:oMath") {
      this.#math = new LinearMath();
      return;
    }
    if (tag === "w:tc") this.#cells += 1;
    if (tag === "w:p") this.#isShadedParagraph = false;
    if (tag === "w:rPrChange") this.#changeDepth += 1;
    if (tag === "w:r") {
      this.#run = { parts: [], characters: 0, isVanished: false, isWhite: false, isShaded: false };
    }
    this.#readProperty(tag, attributes);
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);
    this.#write(`<${tag}${written.join("")}>`);
  }

  ontext(text: string): void {
    if (this.#math !== undefined) {
      if (text.trim() !== "") this.#math.text(text);
      return;
    }
    if (this.#run !== undefined) this.#run.characters += text.trim().length;
    this.#write(escape(text));
  }

  onclosetag(tag: string): void {
    if (this.#math !== undefined) {
      this.#closeMath();
      return;
    }
    if (tag === "m:oMathPara") return;
    if (tag === "w:tc") this.#cells -= 1;
    if (tag === "w:rPrChange") this.#changeDepth -= 1;
    this.#write(`</${tag}>`);
    if (tag === "w:r") this.#closeRun();
  }

  #closeMath(): void {
    if (this.#mathDepth > 0) {
      this.#mathDepth -= 1;
      this.#math?.close();
      return;
    }
    const formula = this.#math?.finish() ?? "";
    this.#math = undefined;
    this.#write(`<w:r><w:t xml:space="preserve">${escape(formula)}</w:t></w:r>`);
  }

  /** What of a run's formatting decides whether it is seen. Formatting before a tracked change does not count. */
  #readProperty(tag: string, attributes: Readonly<Record<string, string>>): void {
    const value = attributes["w:val"];
    if (tag === "w:shd" && this.#run === undefined) this.#isShadedParagraph = true;
    if (this.#run === undefined || this.#changeDepth > 0) return;
    if (tag === "w:vanish" && !isOff(value)) this.#run.isVanished = true;
    if (tag === "w:sz" && Number(value) <= 2) this.#run.isVanished = true;
    if (tag === "w:color") this.#run.isWhite = value?.toUpperCase() === "FFFFFF";
    if ((tag === "w:shd" || tag === "w:highlight") && !isOff(value)) this.#run.isShaded = true;
  }

  #closeRun(): void {
    const run = this.#run;
    this.#run = undefined;
    if (run === undefined) return;
    const isOnWhite = !run.isShaded && !this.#isShadedParagraph && this.#cells === 0;
    if (run.isVanished || (run.isWhite && isOnWhite)) this.hiddenCharacters += run.characters;
    else this.out.push(...run.parts);
  }

  #write(xml: string): void {
    (this.#run?.parts ?? this.out).push(xml);
  }
}

/**
 * Makes the XML of a story (body, footnotes, endnotes) ready for mammoth: runs that nobody sees are dropped
 * (hidden, a point high, or white on nothing) and formulas, which mammoth ignores, become text. Never throws.
 */
export function prepareStory(xml: string): PreparedStory {
  const writer = new StoryWriter();
  const parser = new Parser(writer, { xmlMode: true });
  parser.write(xml);
  parser.end();
  return { xml: writer.out.join(""), hiddenCharacters: writer.hiddenCharacters };
}
