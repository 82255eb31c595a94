import type { WireBody } from "./dialect.ts";

/** The JSON of messages that were sent before and are sent again with every turn. */
const written = new WeakMap<object, Buffer>();
const comma = Buffer.from(",");

/**
 * The bytes of a request: those of what `JSON.stringify` writes. Messages that were written for an earlier turn are not
 * written again, so that a long conversation costs little more a turn than a short one; they must not change.
 */
export function writeBody(body: WireBody): Uint8Array<ArrayBuffer> {
  const fields = Object.entries(body).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const name = Buffer.from(`${JSON.stringify(key)}:`);
    const isList = key === "messages" && Array.isArray(value);
    return [[name, ...(isList ? writeList(value) : [Buffer.from(JSON.stringify(value))])]];
  });
  return Buffer.concat([Buffer.from("{"), ...divided(fields).flat(), Buffer.from("}")]);
}

function writeList(messages: readonly unknown[]): readonly Buffer[] {
  return [
    Buffer.from("["),
    ...divided(messages.map((message) => [writeOnce(message)])).flat(),
    Buffer.from("]"),
  ];
}

function divided(items: readonly (readonly Buffer[])[]): readonly (readonly Buffer[])[] {
  return items.map((item, at) => (at === 0 ? item : [comma, ...item]));
}

function writeOnce(message: unknown): Buffer {
  if (typeof message !== "object" || message === null) return Buffer.from(JSON.stringify(message));
  const known = written.get(message);
  if (known !== undefined) return known;
  const bytes = Buffer.from(JSON.stringify(message));
  written.set(message, bytes);
  return bytes;
}
