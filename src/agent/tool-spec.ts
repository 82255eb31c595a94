import { z } from "zod";
import type { JsonValue } from "../core/json.ts";
import type { ToolSpec } from "../model/policy.ts";
import type { AnyTool } from "./tool.ts";

/** A tool as a policy sees it, with its input as JSON Schema. */
export function toolSpec(tool: AnyTool): ToolSpec {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(tool.input, { io: "input" });
  return { name: tool.name, description: tool.description, inputSchema: inputSchema as JsonValue };
}
