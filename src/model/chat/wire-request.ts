import type { JsonObject, JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import type { Message } from "../message.ts";
import type { PolicyState } from "../policy.ts";
import type { WireBody } from "./dialect.ts";
import { textCallIds, wireMessages } from "./wire-message.ts";

/** The body of a chat completion request. */
export interface WireRequest extends WireBody {
  readonly messages: readonly JsonValue[];
}

export interface WireSettings {
  readonly model: string;
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  /** False: the answer is asked for in one piece. */
  readonly stream?: boolean;
  /** Merged over the body, for what only some servers know; `undefined` takes a key out. */
  readonly extraBody?: JsonObject;
  /** What the model is told when the budget is spent. */
  readonly answerRequest: (state: PolicyState) => string;
}

/**
 * The request for the next turn. A turn that must answer keeps the tools in the prompt, so that the
 * server's prefix cache still holds, and forbids their use by `tool_choice` and by a last user message.
 */
export function wireRequest(state: PolicyState, settings: WireSettings): WireRequest {
  const written = textCallIds(state.messages);
  const messages = state.messages.flatMap((message) => wiredOnce(message, written));
  const mustAnswer = state.mustAnswer ? [{ role: "user", content: settings.answerRequest(state) }] : [];
  const hasTools = state.tools.length > 0;
  return {
    model: settings.model,
    messages: [...messages, ...mustAnswer],
    ...(hasTools ? { tools: state.tools.map(wireTool) } : {}),
    ...(hasTools && state.mustAnswer ? { tool_choice: "none" } : {}),
    ...present({ temperature: settings.temperature, max_tokens: settings.maxOutputTokens }),
    ...(settings.stream === false ? {} : { stream: true, stream_options: { include_usage: true } }),
    ...settings.extraBody,
  };
}

const wired = new WeakMap<Message, readonly JsonValue[]>();

/** The same objects for a message in every turn, so that it is written once; results depend on how they were called. */
function wiredOnce(message: Message, textCalls: ReadonlySet<string>): readonly JsonValue[] {
  if (message.role === "tool" && textCalls.size > 0) return wireMessages(message, textCalls);
  const made = wired.get(message) ?? wireMessages(message, textCalls);
  wired.set(message, made);
  return made;
}

function wireTool(tool: PolicyState["tools"][number]): JsonValue {
  const { name, description, inputSchema } = tool;
  return { type: "function", function: { name, description, parameters: inputSchema } };
}

/** The same request to a server that does not heed `tool_choice`. */
export function withoutTools(request: WireBody): WireBody {
  return { ...request, tools: undefined, tool_choice: undefined };
}
