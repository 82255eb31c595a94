import type { PolicyState } from "../policy.ts";
import type { AnswerReader, Dialect } from "./dialect.ts";
import { MessageAssembler, type MessageAssemblerOptions } from "./message-assembler.ts";
import { usedCallIds } from "./tool-call-assembler.ts";
import { readChunk } from "./wire-chunk.ts";
import { noNativeTools, wireQuirks } from "./wire-quirk.ts";
import { wireRequest, type WireSettings, withoutTools } from "./wire-request.ts";

export interface ChatDialectOptions {
  /** Whether calls may be written in the text: they are then read there, and tools described there if need be. */
  readonly allowsTextTags: boolean;
}

/** OpenAI's chat completions, as everyone has built them. */
export function chatDialect(settings: WireSettings, { allowsTextTags }: ChatDialectOptions): Dialect {
  return {
    request: (state) => wireRequest(state, settings),
    withoutTools,
    quirks: allowsTextTags ? [noNativeTools, ...wireQuirks] : wireQuirks,
    reader: (state) => chatReader(state, allowsTextTags),
  };
}

function chatReader(state: PolicyState, readsCalls: boolean): AnswerReader {
  const assembler = new MessageAssembler({ ...assemblerOptions(state), readsCalls });
  return {
    read(value) {
      const chunk = readChunk(value);
      if (chunk === undefined) return undefined;
      if (chunk.error !== undefined) return { type: "error", error: chunk.error };
      return { type: "deltas", deltas: assembler.push(chunk) };
    },
    end: () => assembler.end(),
    result: (isComplete) => assembler.result(isComplete),
  };
}

function assemblerOptions(state: PolicyState): Omit<MessageAssemblerOptions, "readsCalls"> {
  const said = state.messages.filter((message) => message.role === "assistant");
  const endsThoughts = said.some(({ parts }) =>
    parts.some((part) => part.type === "reasoning" && part.channel === "think-end-tag"),
  );
  return {
    holdForClose: said.length === 0 || endsThoughts,
    turn: state.budget.turnsUsed,
    usedIds: usedCallIds(state.messages),
  };
}
