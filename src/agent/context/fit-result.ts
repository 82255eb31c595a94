import type { ToolCallPart } from "../../model/message.ts";
import type { ContextWindow } from "./context-window.ts";
import { type Digest, digestResult } from "./digest-result.ts";

export interface ToolOutput {
  readonly content: string;
  readonly call: ToolCallPart;
  readonly turn: number;
  /** The policy chose how much it gets, and can ask for what comes next. */
  readonly isPaged: boolean;
  readonly question: string;
}

/** A page may be longer than another result: it was asked for as it is. */
const longestPageBytes = 12_000;
const pageFactor = 10;

/** What of a result is told: all where it fits, else an extract with the whole kept elsewhere, or the head of a page. */
export function fitResult(
  output: ToolOutput,
  window: ContextWindow,
): { readonly content: string } & Partial<Digest> {
  const { content, call, turn, question } = output;
  const { result, lower } = window.limits;
  if (output.isPaged)
    return { content: cutPage(content, Math.min(longestPageBytes, result * pageFactor, lower)) };
  const query = `${question}\n${textsIn(call.input).join("\n")}`;
  const name = `t${turn}-${plain(call.callId).slice(0, 60)}-${plain(call.toolName)}.md`;
  return digestResult({ content, name, query }, window) ?? { content };
}

/** What a server made up must not lead out of a folder. */
function plain(name: string): string {
  return name.replace(/[^\w-]+/g, "_");
}

/** No fewer bytes than tokens: a page cut by bytes is never too long. */
function cutPage(content: string, longestBytes: number): string {
  const bytes = Buffer.from(content);
  if (bytes.length <= longestBytes) return content;
  const head = new TextDecoder().decode(bytes.subarray(0, longestBytes), { stream: true });
  const shown = Buffer.byteLength(head);
  return `${head}\n[Cut behind ${shown} of ${bytes.length} bytes: ask for at most ${shown} bytes at a time.]`;
}

/** Every text in the arguments of a call, in order. */
function textsIn(input: ToolCallPart["input"]): readonly string[] {
  if (typeof input === "string") return [input];
  if (typeof input !== "object" || input === null) return [];
  return Object.values(input).flatMap((value) => (value === undefined ? [] : textsIn(value)));
}
