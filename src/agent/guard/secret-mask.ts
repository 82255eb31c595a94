import type { JsonValue } from "../../core/json.ts";
import { innerBase64 } from "./disguises.ts";

/** What stands in what is written down in place of a secret. */
const maskedSecret = "[secret]";

/** What is shorter would be found everywhere. */
const shortest = 8;

/**
 * Takes the values of secrets out of everything that a run writes down: as they are, and as URLs, JSON and headers have
 * them. What somebody has disguised on purpose is the leak screen's business.
 */
export interface SecretMask {
  text(text: string): string;
  /** The same in every string of a value, names of fields too. */
  value<T extends JsonValue>(value: T): T;
  /** Whether a text has a secret in it. */
  holds(text: string): boolean;
  /** How many of the last characters of a text may be the beginning of a secret that goes on. */
  openEnd(text: string): number;
}

/** Deterministic. Values of fewer than eight characters are passed over. */
export function createSecretMask(secrets: readonly string[]): SecretMask {
  const forms = [...new Set(secrets.filter(({ length }) => length >= shortest).flatMap(formsOf))];
  forms.sort((a, b) => b.length - a.length);
  if (forms.length === 0) return noMask;
  const pattern = new RegExp(forms.map(literal).join("|"), "g");
  const text = (given: string): string => given.replace(pattern, maskedSecret);
  return {
    text,
    // Strings stay strings and lists stay lists, so the type stays what it was.
    value: <T extends JsonValue>(value: T) => masked(value, text) as T,
    holds: (given) => given.search(pattern) >= 0,
    openEnd: (given) => Math.max(0, ...forms.map((form) => overlap(given, form))),
  };
}

const noMask: SecretMask = {
  text: (text) => text,
  value: (value) => value,
  holds: () => false,
  openEnd: () => 0,
};

function formsOf(secret: string): readonly string[] {
  const escaped = encodeURIComponent(secret);
  const form = new URLSearchParams({ "": secret }).toString().slice(1);
  const json = JSON.stringify(secret).slice(1, -1);
  const encoded = [0, 1, 2].map((offset) => innerBase64(Buffer.from(secret), offset));
  return [
    secret,
    escaped,
    escaped.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    form,
    json,
    ...encoded.flatMap((text) => [text, text.replaceAll("-", "+").replaceAll("_", "/")]),
  ].filter(({ length }) => length >= shortest);
}

function masked(value: JsonValue | undefined, mask: (text: string) => string): JsonValue | undefined {
  if (typeof value === "string") return mask(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => masked(item, mask) ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [mask(key), masked(item, mask)]));
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The longest end of `text` that `form` begins with, without being all of it. */
function overlap(text: string, form: string): number {
  for (let length = Math.min(text.length, form.length - 1); length > 0; length--) {
    if (text.endsWith(form.slice(0, length))) return length;
  }
  return 0;
}
