import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import type { WireBody } from "../chat/dialect.ts";
import { responseOpener } from "./tags.ts";
import { toolResponses } from "./tool-responses.ts";
import { toolSection } from "./tool-section.ts";

/**
 * A chat completion request with everything about tools in its texts: the tools and how to call them at the
 * end of the system message, calls between tags in the assistant's text, results in user messages. A longer
 * conversation still begins with the bytes of the shorter one.
 */
export function textTagBody(body: WireBody): WireBody {
  const { tools, tool_choice: _, messages, ...rest } = body;
  const said = (Array.isArray(messages) ? messages : []) as readonly JsonValue[];
  const known = (Array.isArray(tools) ? tools : []) as readonly JsonValue[];
  const spoken = inTurns(withTools(said.filter(isJsonObject), known));
  return { ...rest, messages: spoken, ...(known.length === 0 ? {} : { stop: [responseOpener] }) };
}

function withTools(messages: readonly JsonObject[], tools: readonly JsonValue[]): readonly JsonObject[] {
  if (tools.length === 0) return messages;
  const [first] = messages;
  const prompt = first?.["role"] === "system" ? textOf(first) : "";
  const content = [prompt, toolSection(tools, prompt)].filter((part) => part !== "").join("\n\n");
  const system = { role: "system", content };
  return prompt === "" ? [system, ...messages] : [system, ...messages.slice(1)];
}

/** Results become a user's words, and neighbouring messages of users one: many servers ask for turns. */
function inTurns(messages: readonly JsonObject[]): readonly JsonObject[] {
  const spoken: JsonObject[] = [];
  for (const [index, message] of messages.entries()) {
    const isResult = message["role"] === "tool";
    if (isResult && messages[index - 1]?.["role"] === "tool") continue;
    const next = isResult ? resultsFrom(messages, index) : spokenMessage(message);
    const last = spoken.at(-1);
    if (last?.["role"] === "user" && next["role"] === "user") {
      spoken.splice(-1, 1, { role: "user", content: `${textOf(last)}\n\n${textOf(next)}` });
    } else {
      spoken.push(next);
    }
  }
  return spoken;
}

function resultsFrom(messages: readonly JsonObject[], start: number): JsonObject {
  const rest = messages.slice(start);
  const end = rest.findIndex((message) => message["role"] !== "tool");
  const results = end < 0 ? rest : rest.slice(0, end);
  return { role: "user", content: toolResponses(results.map(textOf)) };
}

function spokenMessage(message: JsonObject): JsonObject {
  const { tool_calls: calls, ...rest } = message;
  if (!Array.isArray(calls)) return message;
  const written = (calls as readonly JsonValue[]).map(writtenCall).join("\n");
  const said = textOf(message);
  return { ...rest, content: said === "" ? written : `${said}\n${written}` };
}

/** A call that another server made, or this one while it still took tools. */
function writtenCall(call: JsonValue): string {
  const made = isJsonObject(call) ? call["function"] : undefined;
  const { name = "unnamed", arguments: written } = isJsonObject(made) ? made : {};
  const given = typeof written === "string" ? written : "{}";
  return `<toolcall>{"name": ${JSON.stringify(name)}, "arguments": ${given}}</toolcall>`;
}

function textOf(message: JsonObject): string {
  return typeof message["content"] === "string" ? message["content"] : "";
}
