import type { WireBody } from "./dialect.ts";

/** The JSON of messages that were sent before and are sent again with every turn. */
const written = new WeakMap<object, string>();

/**
 * The text of a request: byte for byte what `JSON.stringify` writes. Messages that were written for an earlier turn are
 * not written again, so that a long conversation costs little more a turn than a short one; they must not change.
 */
export function writeBody(body: WireBody): string {
  const fields = Object.entries(body).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const isList = key === "messages" && Array.isArray(value);
    return [
      `${JSON.stringify(key)}:${isList ? `[${value.map(writeOnce).join(",")}]` : JSON.stringify(value)}`,
    ];
  });
  return `{${fields.join(",")}}`;
}

function writeOnce(message: unknown): string {
  if (typeof message !== "object" || message === null) return JSON.stringify(message);
  const known = written.get(message);
  if (known !== undefined) return known;
  const text = JSON.stringify(message);
  written.set(message, text);
  return text;
}
