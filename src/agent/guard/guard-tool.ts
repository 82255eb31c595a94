import type { JsonValue } from "../../core/json.ts";
import type { AnyTool } from "../tool.ts";
import type { OutboundGuard } from "./outbound-guard.ts";

/** A tool that does nothing with input that the guard refuses; the policy reads why. What stays here is not guarded. */
export function guardTool(tool: AnyTool, guard: OutboundGuard): AnyTool {
  if (tool.outbound !== true) return tool;
  return {
    ...tool,
    async invoke(input, context) {
      // Tool input is JSON, from a model's message or from a journal.
      const refusal = guard.refusal(input as JsonValue);
      return refusal === undefined ? tool.invoke(input, context) : { content: refusal, isError: true };
    },
  };
}
