import { isReadable } from "./read-text-calls.ts";
import { answerOpener, callClosers, callOpeners, responseOpener, thinkOpener } from "./tags.ts";

/** Where a call ends in the text behind its opening tag. */
export interface CallExtent {
  /** Length of what stands between the tags. */
  readonly body: number;
  /** Empty where the call was not closed. */
  readonly closing: string;
}

const closer = new RegExp(callClosers.join("|"), "g");
const boundary = new RegExp(
  `(?:^|\\n)[^\\S\\n]*(?:${[...callOpeners, answerOpener, thinkOpener, responseOpener].join("|")})`,
);
/** A text with more closing tags than this in its strings is not waited for. */
const mostClosers = 32;

/**
 * The end of a call: the first closing tag with a call before it that can be read, so that tags inside the
 * arguments are passed over; or the line that begins with another tag, where the call before it was not
 * closed. Undefined while more text may tell. At the end of the message the call that cannot be read ends
 * where its first closing tag or the next line with a tag is.
 */
export function callExtent(text: string, { isEnded }: { readonly isEnded: boolean }): CallExtent | undefined {
  const closings = [...text.matchAll(closer)].slice(0, mostClosers);
  const [first] = closings;
  const next = boundary.exec(text);
  const unclosed = next === null ? undefined : { body: lineStart(next), closing: "" };
  if (first !== undefined) {
    if (isReadable(text.slice(0, first.index), "as-written")) return extent(first);
    const cutsIn = unclosed !== undefined && unclosed.body < first.index;
    if (cutsIn && isReadable(text.slice(0, unclosed.body), "as-written")) return unclosed;
    const later = closings.slice(1).find(({ index }) => isReadable(text.slice(0, index), "strictly"));
    if (later !== undefined) return extent(later);
    if (!isEnded && closings.length < mostClosers) return undefined;
    return cutsIn ? unclosed : extent(first);
  }
  if (!isEnded) return undefined;
  return unclosed ?? { body: text.length, closing: "" };
}

function extent(match: RegExpExecArray): CallExtent {
  return { body: match.index, closing: match[0] };
}

/** The line break before a tag belongs to the call; the tag's own line does not. */
function lineStart(match: RegExpExecArray): number {
  return match.index + (match[0].startsWith("\n") ? 1 : 0);
}
