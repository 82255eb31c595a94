import type { JsonObject } from "../../core/json.ts";
import type { Block } from "../block.ts";
import { singleLine } from "../normalise.ts";
import { readRecordFields } from "./record-fields.ts";
import { createValueWriter, flatTable } from "./value-blocks.ts";

export interface RecordBlocks {
  readonly blocks: readonly Block[];
  /** Values nested too deep to be written. */
  readonly left: number;
}

/** Without a title or id, a record is known by its place. */
function headingOf(record: JsonObject, index: number): string {
  const { title, id } = readRecordFields(record);
  return singleLine(title ?? id ?? `#${index + 1}`).slice(0, 300);
}

/**
 * Many records as one document: a table where they are flat and short, else each a section under its title,
 * with its text first and its other fields as a list. Linear in their size; never throws.
 */
export function recordsToBlocks(records: readonly JsonObject[]): RecordBlocks {
  const hasText = records.some((record) => readRecordFields(record).texts.some((text) => text.length > 120));
  const table = hasText ? undefined : flatTable(records);
  if (table !== undefined) return { blocks: [{ type: "table", rows: table, header: true }], left: 0 };
  const blocks: Block[] = [];
  let left = 0;
  for (const [index, record] of records.entries()) {
    const { blocks: own, left: deep } = recordToBlocks(record, 2);
    blocks.push({ type: "heading", level: 1, text: headingOf(record, index) });
    for (const block of own) blocks.push(block);
    left += deep;
  }
  return { blocks, left };
}

/** One record without its title: its text, then its other fields. `level` is that of the headings it may open. */
export function recordToBlocks(record: JsonObject, level: number): RecordBlocks {
  const { title, texts } = readRecordFields(record);
  const writer = createValueWriter();
  const shown = new Set([title, ...texts]);
  for (const text of texts) writer.addText(text);
  const others = Object.entries(record).filter(
    ([, value]) => typeof value !== "string" || !shown.has(value.trim()),
  );
  writer.addFields(Object.fromEntries(others), level);
  return { blocks: writer.blocks, left: writer.left() };
}
