import { type JsonValue, parseJson } from "../../core/json.ts";

export interface JsonText {
  /** For JSON lines, the list of their values. */
  readonly value: JsonValue;
  readonly isLines: boolean;
  /** Lines that are no JSON. */
  readonly badLines: number;
}

/** Keeps the digits of numbers that a double does not hold, such as long ids: they are there to be cited. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && source.length > 15 ? source : value;
}

/** What JSON.parse gives is JSON: the casts stand beside the parse that makes them true. */
function parseValue(text: string): JsonValue | undefined {
  if (/\d{16}/.test(text)) {
    try {
      return JSON.parse(text, keepDigits) as JsonValue;
    } catch (error) {
      // Too deep for a reviver, or no JSON: the plain parser tells which.
      if (!(error instanceof Error)) throw error;
    }
  }
  const parsed = parseJson(text);
  return parsed.ok ? (parsed.value as JsonValue) : undefined;
}

/** Reads a text as one JSON value, or as one a line unless most lines are none; undefined where it is neither. */
export function readJsonText(text: string): JsonText | undefined {
  const value = parseValue(text);
  if (value !== undefined) return { value, isLines: false, badLines: 0 };
  const values: JsonValue[] = [];
  let badLines = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const parsed = parseValue(line);
    if (parsed === undefined) badLines += 1;
    else values.push(parsed);
  }
  if (values.length === 0 || badLines > values.length) return undefined;
  return { value: values, isLines: true, badLines };
}
