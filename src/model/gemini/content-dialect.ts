import type { JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import type { Dialect, WireBody, WireQuirk } from "../chat/dialect.ts";
import type { WireSettings } from "../chat/wire-request.ts";
import type { PolicyState } from "../policy.ts";
import { ContentReader } from "./content-reader.ts";
import { geminiContents, systemInstruction, withUncheckedSignatures } from "./wire-contents.ts";

/** Google's `generateContent` and `streamGenerateContent`. */
export function contentDialect(settings: WireSettings): Dialect {
  return {
    request: (state) => contentRequest(state, settings),
    withoutTools: (request) => ({ ...request, tools: undefined, toolConfig: undefined }),
    quirks: [uncheckedSignatures],
    reader: (state) => new ContentReader(state),
  };
}

function contentRequest(state: PolicyState, settings: WireSettings): WireBody {
  const { temperature, maxOutputTokens } = settings;
  const system = systemInstruction(state.messages);
  const answerRequest = { role: "user", parts: [{ text: settings.answerRequest(state) }] };
  const hasTools = state.tools.length > 0;
  const limits = present({ temperature, maxOutputTokens });
  return {
    ...present({ systemInstruction: system }),
    ...(hasTools ? { tools: [{ functionDeclarations: state.tools.map(wireTool) }] } : {}),
    ...(hasTools && state.mustAnswer ? { toolConfig: { functionCallingConfig: { mode: "NONE" } } } : {}),
    contents: [...geminiContents(state.messages), ...(state.mustAnswer ? [answerRequest] : [])],
    ...(Object.keys(limits).length === 0 ? {} : { generationConfig: limits }),
    ...settings.extraBody,
  };
}

/** Calls of other models, with which a run may go on, have no signature that Gemini could check. */
const uncheckedSignatures: WireQuirk = {
  name: "unchecked-signatures",
  matches: (complaint, request) =>
    /thought.?signature/i.test(complaint) && JSON.stringify(unchecked(request)) !== JSON.stringify(request),
  apply: unchecked,
};

function unchecked(request: WireBody): WireBody {
  const contents = request["contents"];
  return Array.isArray(contents) ? { ...request, contents: contents.map(withUncheckedSignatures) } : request;
}

/** `parameters` would take only a part of JSON Schema. */
function wireTool({ name, description, inputSchema }: PolicyState["tools"][number]): JsonValue {
  return { name, description, parametersJsonSchema: inputSchema };
}
