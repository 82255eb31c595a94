import { isJsonObject, type JsonValue, parseJson } from "../../core/json.ts";
import { deepestJson, readLenientJson } from "./lenient-json.ts";

/** The arguments of a tool call as far as they could be read. */
export interface ReadArguments {
  /** The string itself where it is no JSON and could not be repaired; the tool then refuses it. */
  readonly input: JsonValue;
  /** Present where `input` is what broken JSON was taken to mean. */
  readonly repaired?: true;
}

/**
 * Reads the arguments that a model wrote; nothing stands for `{}`. Only an object can be the outcome of a
 * repair. `isCut` says that the model was stopped in mid-writing: brackets that it did not close are then
 * not closed for it, since more might have followed. Never throws.
 */
export function readArguments(written: string, { isCut }: { readonly isCut: boolean }): ReadArguments {
  if (written.trim() === "") return { input: {} };
  const strict = readStrictJson(written);
  // Some models write the object as JSON and then write that as a JSON string.
  if (typeof strict === "string" && /^\s*\{/.test(strict)) {
    const inner = readArguments(strict, { isCut });
    if (isJsonObject(inner.input)) return { input: inner.input, repaired: true };
  }
  if (strict !== undefined) return { input: strict };
  const repaired = readLenientJson(withoutFence(written), { allowsMissingEnd: !isCut });
  return isJsonObject(repaired) ? { input: repaired, repaired: true } : { input: written };
}

/** JSON as the standard has it; undefined where it is none or is nested too deep. */
export function readStrictJson(text: string): JsonValue | undefined {
  const parsed = parseJson(text);
  if (!parsed.ok) return undefined;
  // What JSON.parse returns is a JsonValue by construction.
  const value = parsed.value as JsonValue;
  return isDeeper(value, deepestJson) ? undefined : value;
}

/** The text inside the Markdown code fence that is all of it, else the text itself. */
export function withoutFence(text: string): string {
  const fenced = /^\s*(?:```|~~~)[a-z]{0,16}[ \t]*\n(?<inside>[\s\S]*?)\n?\s*(?:```|~~~)\s*$/i.exec(text);
  return fenced?.groups?.["inside"] ?? text;
}

function isDeeper(value: JsonValue | undefined, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((item: JsonValue | undefined) => isDeeper(item, depth - 1));
}
