import { isJsonObject } from "../../../core/json.ts";
import { readObject } from "../../ask-model.ts";

/** What an answer says of one criterion. */
export type AnswerItem = Readonly<Record<string, unknown>>;

/**
 * The items of a judge's answer by the id of their criterion: from a list under any key, from an object with ids as its
 * keys, or from one item alone where one was asked for. Ids that were not asked for are left out, and so are ids of which
 * two items say different things. Undefined where the answer holds no items at all.
 */
export function readItems(
  answer: string,
  ids: readonly string[],
): ReadonlyMap<string, AnswerItem> | undefined {
  const value = readObject(answer);
  const items = itemsOf(value, ids);
  if (items.length === 0) return undefined;
  const found = new Map<string, AnswerItem>();
  const torn = new Set<string>();
  for (const [id, item] of items) {
    if (!ids.includes(id)) continue;
    const other = found.get(id);
    if (other !== undefined && other["verdict"] !== item["verdict"]) torn.add(id);
    found.set(id, item);
  }
  for (const id of torn) found.delete(id);
  return found;
}

function itemsOf(value: unknown, ids: readonly string[]): readonly (readonly [string, AnswerItem])[] {
  if (Array.isArray(value)) {
    return value.filter(isJsonObject).map((item) => [textOf(item["id"]) ?? "", item] as const);
  }
  if (!isJsonObject(value)) return [];
  const own = textOf(value["id"]);
  if (own !== undefined) return [[own, value]];
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0 && value["verdict"] !== undefined) return [[only, value]];
  const list = Object.values(value).find((inner) => Array.isArray(inner));
  if (list !== undefined) return itemsOf(list, ids);
  return Object.entries(value).flatMap(([id, item]) => (isJsonObject(item) ? [[id, item] as const] : []));
}

function textOf(id: unknown): string | undefined {
  if (typeof id === "number") return String(id);
  return typeof id === "string" ? id.trim() : undefined;
}
