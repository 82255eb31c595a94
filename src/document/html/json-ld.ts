import { isJsonObject, parseJson } from "../../core/json.ts";
import { elementsOf, type HtmlElement, textContent } from "./tree.ts";

/** A node of structured data, with its properties as they stand. */
export type LinkedNode = Readonly<Record<string, unknown>>;

const mostNodes = 2_000;

/** JSON as sites write it: in comments or CDATA, with raw line breaks in strings or commas too many. */
function parseLoosely(text: string): unknown {
  const bare = text
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[|\/\/<!\[CDATA\[)/, "")
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, "")
    .trim();
  const strict = parseJson(bare);
  if (strict.ok) return strict.value;
  const repaired = parseJson(
    bare
      .replace(/\p{Cc}+/gu, " ")
      .replace(/,\s*([}\]])/g, "$1")
      .replace(/;\s*$/, ""),
  );
  return repaired.ok ? repaired.value : undefined;
}

/** Every node of the page's JSON-LD, outermost first. */
export function readLinkedData(root: HtmlElement): readonly LinkedNode[] {
  const nodes: LinkedNode[] = [];
  const queue: unknown[] = [];
  for (const element of elementsOf(root)) {
    if (element.tag === "script") queue.push(parseLoosely(textContent(element)));
  }
  for (let at = 0; at < queue.length && nodes.length < mostNodes; at += 1) {
    const value = queue[at];
    if (isJsonObject(value) && value["@type"] !== undefined) nodes.push(value);
    const parts: readonly unknown[] = Array.isArray(value)
      ? value
      : isJsonObject(value)
        ? Object.values(value)
        : [];
    queue.push(...parts.slice(0, mostNodes).filter((part) => typeof part === "object" && part !== null));
  }
  return nodes;
}

/** Whether a schema.org type is that of an article, a post or a report. */
export function isArticleType(type: string): boolean {
  return /(?:Article|BlogPosting|^Report|ReviewNewsArticle|LiveBlogPosting)$/.test(type);
}

/** The types of a node, without prefix. */
export function typesOf(node: LinkedNode): readonly string[] {
  const types = Array.isArray(node["@type"]) ? node["@type"] : [node["@type"]];
  return types.filter((type) => typeof type === "string").map((type) => type.replace(/^.*[/:#]/, ""));
}

/** The node that a value refers to by `@id`; the value itself where it refers to none. */
export function follow(value: unknown, nodes: readonly LinkedNode[]): unknown {
  if (!isJsonObject(value) || value["name"] !== undefined) return value;
  const id = value["@id"];
  return id === undefined
    ? value
    : (nodes.find((node) => node["@id"] === id && node["name"] !== undefined) ?? value);
}

/** The first string of a property; follows `name` where the value is a node or a list. */
export function stringOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  if (Array.isArray(value)) return value.map(stringOf).find((one) => one !== undefined);
  return isJsonObject(value) ? stringOf(value["name"] ?? value["@value"]) : undefined;
}

/** All strings of a property that may be a list. */
export function stringsOf(value: unknown): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.map(stringOf).filter((one) => one !== undefined);
}
