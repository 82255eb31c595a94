import type { PolicyState } from "../policy.ts";
import type { AnswerReader, Dialect } from "./dialect.ts";
import { MessageAssembler } from "./message-assembler.ts";
import { usedCallIds } from "./tool-call-assembler.ts";
import { readChunk } from "./wire-chunk.ts";
import { wireQuirks } from "./wire-quirk.ts";
import { wireRequest, type WireSettings, withoutTools } from "./wire-request.ts";

/** OpenAI's chat completions, as everyone has built them. */
export function chatDialect(settings: WireSettings): Dialect {
  return {
    request: (state) => wireRequest(state, settings),
    withoutTools,
    quirks: wireQuirks,
    reader: chatReader,
  };
}

function chatReader(state: PolicyState): AnswerReader {
  const assembler = new MessageAssembler(assemblerOptions(state));
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

function assemblerOptions(state: PolicyState): ConstructorParameters<typeof MessageAssembler>[0] {
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
