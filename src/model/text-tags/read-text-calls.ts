import { isJsonObject, type JsonValue } from "../../core/json.ts";
import { readLenientJson } from "../arguments/lenient-json.ts";
import { readArguments, readStrictJson, withoutFence } from "../arguments/read-arguments.ts";

/** A call as it was written between tags. */
export interface TextCall {
  readonly toolName: string;
  /** The whole body where it could not be read; the tool then refuses it. */
  readonly input: JsonValue;
  readonly repaired?: true;
}

/**
 * The calls in the body of one pair of tags: `{"name": …, "arguments": {…}}`, also under the names that
 * other formats use, or a list of such objects. A body that cannot be read is one call whose input is the
 * body itself. `isCut`: the model was stopped in mid-writing. Never empty.
 */
export function readTextCalls(body: string, { isCut }: { readonly isCut: boolean }): readonly TextCall[] {
  const strict = readStrictJson(body);
  const value = strict ?? readLenientJson(withoutFence(body), { allowsMissingEnd: !isCut });
  const calls = (Array.isArray(value) ? value : [value]).map((item: JsonValue | undefined) => callOf(item));
  const whole = calls.filter((call) => call !== undefined);
  if (whole.length === 0 || whole.length < calls.length) return [{ toolName: nameIn(body), input: body }];
  return strict === undefined ? whole.map((call) => ({ ...call, repaired: true as const })) : whole;
}

/** Whether a body holds calls: `strictly` takes only JSON as the standard has it. */
export function isReadable(body: string, how: "strictly" | "as-written"): boolean {
  if (how === "strictly" && readStrictJson(body) === undefined) return false;
  return readTextCalls(body, { isCut: false }).every(({ input }) => input !== body);
}

const nameKeys = ["name", "tool", "tool_name", "function"] as const;
const argumentKeys = ["arguments", "parameters", "args", "input"] as const;
const otherKeys: ReadonlySet<string> = new Set([...nameKeys, "id", "type"]);

function callOf(value: JsonValue | undefined): TextCall | undefined {
  if (!isJsonObject(value)) return undefined;
  if (isJsonObject(value["function"])) return callOf(value["function"]);
  const name = nameKeys.map((key) => value[key]).find((item) => item !== undefined);
  if (typeof name !== "string" || name.trim() === "") return undefined;
  const key = argumentKeys.find((candidate) => value[candidate] !== undefined);
  if (key === undefined) {
    // Arguments beside the name are too likely to be taken for something else.
    const isBare = Object.keys(value).every((item) => otherKeys.has(item));
    return isBare ? { toolName: name, input: {} } : undefined;
  }
  const given = value[key] ?? {};
  if (isJsonObject(given)) return { toolName: name, input: given };
  const read = typeof given === "string" ? readArguments(given, { isCut: false }) : undefined;
  return isJsonObject(read?.input) ? { toolName: name, ...read } : undefined;
}

/** The tool that an unreadable call seems to mean: only for saying what was wrong. */
function nameIn(body: string): string {
  return /["'“](?:name|tool)["'”]\s{0,8}[:：]\s{0,8}["'“]([\w.-]{1,64})["'”]/.exec(body)?.[1] ?? "unnamed";
}
