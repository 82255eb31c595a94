import type { ToolCallPart } from "../message.ts";
import { readTextCalls } from "./read-text-calls.ts";
import type { ContentPiece } from "./tag-splitter.ts";

export interface TextCallOptions {
  /** The model was stopped while it wrote this call. */
  readonly isCut: boolean;
  readonly nextId: () => string;
}

/** The calls between one pair of tags; the first carries all of their text, so that it goes back as it came. */
export function textCallParts(
  { opening, body, closing }: Extract<ContentPiece, { type: "call" }>,
  { isCut, nextId }: TextCallOptions,
): readonly ToolCallPart[] {
  return readTextCalls(body, { isCut }).map((call, index) => ({
    type: "tool-call",
    callId: nextId(),
    ...call,
    markup: index === 0 ? `${opening}${body}${closing}` : "",
  }));
}
