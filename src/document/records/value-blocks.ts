import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import type { Block, ListItem } from "../block.ts";
import { textToBlocks } from "../markdown/text-blocks.ts";
import { singleLine } from "../normalise.ts";

/** Values nested deeper are left out. */
const deepest = 24;
/** A text longer than this, or one of several paragraphs, stands by itself and not in a list or table. */
const longestCell = 300;
const mostColumns = 60;

export interface ValueWriter {
  readonly blocks: readonly Block[];
  /** Writes a field with its name: texts and tables under a heading, small values as list items. */
  readonly addFields: (record: JsonObject, level: number) => void;
  readonly addValue: (value: JsonValue, level: number) => void;
  /** Running text, in paragraphs. */
  readonly addText: (text: string) => void;
  /** How many values were nested too deep to be written. */
  readonly left: () => number;
}

function isScalar(value: JsonValue | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

function isLong(value: JsonValue | undefined): boolean {
  return typeof value === "string" && (value.length > longestCell || /\n\s*\n/.test(value.trim()));
}

/** A value on one line; undefined where it needs more room. */
function lineOf(value: JsonValue | undefined): string | undefined {
  if (isScalar(value)) return isLong(value) ? undefined : singleLine(String(value));
  if (!Array.isArray(value)) return undefined;
  const items = value.filter((item: JsonValue) => !isEmpty(item));
  if (!items.every(isScalar)) return undefined;
  const line = items.map((item) => singleLine(String(item))).join(", ");
  return line.length > longestCell ? undefined : line;
}

/** The rows of a table, header first, when the records are flat, short, and have most of their fields in common. */
export function flatTable(records: readonly JsonObject[]): readonly (readonly string[])[] | undefined {
  const columns: string[] = [];
  const known = new Set<string>();
  let filled = 0;
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      if (isEmpty(value)) continue;
      if (lineOf(value) === undefined) return undefined;
      filled += 1;
      if (known.has(name)) continue;
      if (columns.push(name) > mostColumns) return undefined;
      known.add(name);
    }
  }
  if (columns.length === 0 || filled < records.length * columns.length * 0.4) return undefined;
  return [columns, ...records.map((record) => columns.map((name) => lineOf(record[name]) ?? ""))];
}

/** Writes values that have no form of their own readably: records as lists, lists of records as tables. Never throws. */
export function createValueWriter(): ValueWriter {
  const blocks: Block[] = [];
  let items: ListItem[] = [];
  let left = 0;

  const close = (): void => {
    if (items.length > 0) blocks.push({ type: "list", items });
    items = [];
  };
  const addItem = (text: string): void => {
    items.push({ text, depth: 0 });
  };
  const addText = (text: string): void => {
    close();
    for (const block of textToBlocks(text)) blocks.push(withoutHeading(block));
  };
  const addArray = (values: readonly JsonValue[], level: number): void => {
    const records = values.filter(isJsonObject);
    const table = records.length === values.length && records.length > 1 ? flatTable(records) : undefined;
    if (table !== undefined) {
      close();
      blocks.push({ type: "table", rows: table, header: true });
      return;
    }
    for (const value of values) addValue(value, level + 1);
  };
  const addValue = (value: JsonValue, level: number): void => {
    if (isEmpty(value)) return;
    const line = lineOf(value);
    if (line !== undefined) {
      if (line !== "") addItem(line);
    } else if (level > deepest) left += 1;
    else if (typeof value === "string") addText(value);
    else if (Array.isArray(value)) addArray(value, level);
    else if (isJsonObject(value)) {
      addFields(value, level + 1);
      close();
    }
  };
  const addFields = (record: JsonObject, level: number): void => {
    const fields = Object.entries(record).filter(([, value]) => !isEmpty(value));
    for (const [name, value] of fields) {
      const line = lineOf(value);
      if (line !== undefined && line !== "") addItem(`${singleLine(name)}: ${line}`);
    }
    close();
    for (const [name, value] of fields) {
      if (value === undefined || lineOf(value) !== undefined) continue;
      blocks.push({ type: "heading", level: Math.min(level, 6), text: singleLine(name) });
      addValue(value, level + 1);
      close();
    }
  };

  return {
    get blocks() {
      close();
      return blocks;
    },
    addFields,
    addValue,
    addText,
    left: () => left,
  };
}

/** A text within a record does not open sections of the document. */
function withoutHeading(block: Block): Block {
  return block.type === "heading" ? { type: "paragraph", text: block.text } : block;
}
