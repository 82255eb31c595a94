import { present } from "../../core/present.ts";
import { readDate } from "../dates.ts";
import type { DocumentMetadata } from "../document.ts";

const longestFrontMatter = 20_000;

export interface FrontMatter {
  readonly metadata: DocumentMetadata;
  /** The text behind it. */
  readonly rest: string;
}

function unquote(value: string): string {
  return value
    .trim()
    .replace(/^(["'])(.*)\1$/, "$2")
    .trim();
}

/** The top-level keys of simple YAML or TOML: scalars, inline lists, and lists of scalars. Anything deeper is passed over. */
function readKeys(source: string): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  let open: string[] | undefined;
  for (const line of source.split("\n")) {
    const item = /^\s*-\s+(.+)$/.exec(line)?.[1];
    if (item !== undefined && open !== undefined) {
      open.push(unquote(item.replace(/^name:\s*/, "")));
      continue;
    }
    const pair = /^([\w-]+)\s*[:=]\s*(.*)$/.exec(line);
    if (pair === null) continue;
    const [, key = "", raw = ""] = pair;
    const inline = /^\[(.*)\]$/.exec(raw.trim())?.[1];
    open = inline === undefined ? [unquote(raw)] : inline.split(",").map(unquote);
    open = open.filter((value) => value !== "");
    keys.set(key.toLowerCase(), open);
  }
  return keys;
}

/** Takes YAML (`---`) or TOML (`+++`) front matter off a Markdown text and reads title, authors, dates and language from it. */
export function readFrontMatter(text: string): FrontMatter {
  const match = /^\s*(---|\+\+\+)[ \t]*\r?\n/.exec(text.slice(0, 200));
  if (match === null) return { metadata: {}, rest: text };
  const head = text.slice(match[0].length, match[0].length + longestFrontMatter);
  const end = new RegExp(`^\\${match[1]?.[0] ?? "-"}{3}[ \\t]*\\r?$`, "m").exec(head);
  if (end === null || !/^[\w-]+\s*[:=]/m.test(head.slice(0, end.index))) return { metadata: {}, rest: text };
  const keys = readKeys(head.slice(0, end.index));
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => keys.get(name)?.[0]).find((value) => value !== undefined);
  const title = first(["title"]);
  const authors = keys.get("authors") ?? keys.get("author") ?? [];
  const published = readDate(first(["date", "published", "pubdate", "created"]) ?? "");
  const modified = readDate(first(["modified", "updated", "lastmod", "last_modified"]) ?? "");
  const language = /^[a-z]{2,3}\b/i.exec(first(["lang", "language"]) ?? "")?.[0].toLowerCase();
  const publisher = first(["publisher", "site"]);
  return {
    metadata: {
      ...present({ title }),
      ...(authors.length === 0 ? {} : { authors }),
      ...present({ publisher, published, modified, language }),
    },
    rest: text.slice(match[0].length + end.index + end[0].length),
  };
}
