import { citationIdPattern } from "../../core/ids.ts";

/** A stretch of a tool result; all blocks of a result together are the result. */
export interface Block {
  readonly text: string;
  /** UTF-8 bytes before it. */
  readonly offset: number;
  /** What it stands under: the title of its page or hit, or its heading. */
  readonly label: string;
  /** The passage it belongs to, where it does not name it itself. */
  readonly owner?: string;
}

const longestBlock = 1_200;
const opensElement = /^<[a-z_]+[ >]/;
const closesPassage = /^<\/(?:hit|passage|page)>/;
const heading = /^#{1,6} +(.+)/;

/** Divides what a tool says at blank lines, headings and elements, and long stretches at the ends of sentences. */
export function splitBlocks(content: string): readonly Block[] {
  const blocks: Block[] = [];
  let text = "";
  let offset = 0;
  let label = "";
  let owner: string | undefined;
  const flush = (): void => {
    if (text === "") return;
    blocks.push({ text, offset, label, ...(owner === undefined || text.includes(owner) ? {} : { owner }) });
    offset += Buffer.byteLength(text);
    text = "";
  };
  for (const line of content.split(/(?<=\n)/).flatMap(cutLine)) {
    const isNew = opensElement.test(line) || heading.test(line);
    if (isNew || text.length + line.length > longestBlock) flush();
    if (isNew) label = labelOf(line) ?? label;
    if (opensElement.test(line)) owner = citationIdPattern.exec(line)?.[0];
    text += line;
    if (line.trim() === "" || closesPassage.test(line)) flush();
    if (closesPassage.test(line)) owner = undefined;
  }
  flush();
  return blocks;
}

function labelOf(line: string): string | undefined {
  const named = heading.exec(line)?.[1] ?? /\btitle="([^"]*)"/.exec(line)?.[1];
  const section = /\bsection="([^"]*)"/.exec(line)?.[1];
  return named ?? section;
}

/** A line that is longer than a block, cut behind sentences where it has any. */
function cutLine(line: string): readonly string[] {
  if (line.length <= longestBlock) return [line];
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > longestBlock) {
    const head = rest.slice(0, longestBlock);
    const end = Math.max(
      ...[". ", "。", "！", "？", "; ", "；", ", ", " "].map((mark) => head.lastIndexOf(mark)),
    );
    const at = end > longestBlock / 2 ? end + 1 : wholeLength(head);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}

/** A cut must not leave half of a surrogate pair. */
function wholeLength(head: string): number {
  return /[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length;
}
