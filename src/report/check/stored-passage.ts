import { sha256 } from "../../core/hash.ts";
import { citationId } from "../../core/ids.ts";
import type { Evidence } from "../../core/source.ts";
import { type NumberEvidence, numberEvidence } from "../numbers/match-number.ts";
import { foldText } from "./fold-text.ts";
import { type QuoteTarget, quoteTarget } from "./quote-target.ts";

/** A cited passage, read back from the stored bytes and made ready for comparison. */
export interface StoredPassage {
  readonly type: "stored";
  readonly evidence: Evidence;
  /** What the stored bytes decode to; never the excerpt that the run kept in memory. */
  readonly text: string;
  /** The whole stored text of the source, read when first asked for. */
  readonly whole: () => WholeSource;
  readonly target: QuoteTarget;
  readonly numbers: NumberEvidence;
  /** Numbers of the title and of the headings that really stand above the passage. */
  readonly context: NumberEvidence;
  /** The article or section the passage stands in: the last one that opens a line before it. */
  readonly governing: NumberEvidence;
}

export interface WholeSource {
  readonly target: QuoteTarget;
  readonly numbers: NumberEvidence;
}

export type PassageState =
  | StoredPassage
  | { readonly type: "source-missing" | "source-altered" | "passage-invalid"; readonly evidence: Evidence };

type SourceState =
  | {
      readonly type: "stored";
      readonly text: string;
      readonly bytes: Buffer;
      readonly whole: () => WholeSource;
    }
  | { readonly type: "source-missing" | "source-altered" };

/** Reads passages back from the store and proves that they are what was cited; each source is hashed once. */
export class PassageReader {
  readonly #sourceText: (sourceId: string) => Promise<string | undefined>;
  readonly #sources = new Map<string, Promise<SourceState>>();

  constructor(sourceText: (sourceId: string) => Promise<string | undefined>) {
    this.#sourceText = sourceText;
  }

  /** The stored text of a source, or undefined when it is gone or no longer has its hash. */
  async storedText(sourceId: string): Promise<string | undefined> {
    const source = await this.#source(sourceId);
    return source.type === "stored" ? source.text : undefined;
  }

  /** The passage under an id: proved by hash, byte range and id, or the reason why it cannot be. */
  async read(id: string, evidence: Evidence): Promise<PassageState> {
    const { source, passage } = evidence;
    const stored = await this.#source(source.id);
    if (stored.type !== "stored") return { type: stored.type, evidence };
    const text = decodeRange(stored.bytes, passage.start, passage.end);
    const isIdOfRange = id.startsWith(citationId(source.id, passage.start, passage.end));
    if (text === undefined || text.trim() === "" || !isIdOfRange)
      return { type: "passage-invalid", evidence };
    const before = stored.bytes.subarray(0, passage.start).toString("utf8");
    return { type: "stored", evidence, text, whole: stored.whole, ...prepare(evidence, text, before) };
  }

  #source(sourceId: string): Promise<SourceState> {
    const known = this.#sources.get(sourceId);
    if (known !== undefined) return known;
    const reading = this.#load(sourceId);
    this.#sources.set(sourceId, reading);
    return reading;
  }

  async #load(sourceId: string): Promise<SourceState> {
    const text = await this.#sourceText(sourceId);
    if (text === undefined) return { type: "source-missing" };
    const bytes = Buffer.from(text, "utf8");
    if (sha256(bytes) !== sourceId) return { type: "source-altered" };
    let read: WholeSource | undefined;
    const whole = (): WholeSource => (read ??= readWhole(text));
    return { type: "stored", text, bytes, whole };
  }
}

function readWhole(text: string): WholeSource {
  const target = quoteTarget(text);
  return { target, numbers: numberEvidence(target.folded.text) };
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a byte range, or undefined when it is no range of whole characters. */
function decodeRange(bytes: Buffer, start: number, end: number): string | undefined {
  const isRange = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end;
  if (!isRange || end > bytes.length) return undefined;
  try {
    return decoder.decode(bytes.subarray(start, end));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Looking further back for the article a passage stands in would only find another one. */
const governingReach = 20_000;
const opensSection =
  /^[#>\s*-]*(第[零〇一二两三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十\d]+)?|(?:Article|Section|Sec\.|§) ?\d+[A-Za-z]?(?:[.-]\d+)*)/gim;

function prepare(
  { source, passage }: Evidence,
  text: string,
  before: string,
): Pick<StoredPassage, "target" | "numbers" | "context" | "governing"> {
  const target = quoteTarget(text);
  const above = new Set((before.match(/^#{1,6} .*$/gm) ?? []).map((line) => foldText(line).text));
  const headings = passage.headingPath.filter((heading) => above.has(foldText(heading).text));
  const governing = before.slice(-governingReach).match(opensSection)?.at(-1) ?? "";
  return {
    target,
    numbers: numberEvidence(target.folded.text),
    context: numberEvidence(foldText([source.title, ...headings].join("\n")).text),
    governing: numberEvidence(foldText(governing).text),
  };
}
