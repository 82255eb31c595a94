import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import { buildDocument } from "../build-document.ts";
import { decodeText } from "../charset.ts";
import type { ParseHints, ParseOutcome } from "../document.ts";
import { type RecordBlocks, recordsToBlocks, recordToBlocks } from "../records/record-blocks.ts";
import { readRecordFields } from "../records/record-fields.ts";
import { createValueWriter } from "../records/value-blocks.ts";
import { readJsonText } from "./read-json-text.ts";

/** The list of records that a file is about, also when it is wrapped in an object, as in `{"data": [...]}`. */
function mainRecords(value: JsonValue): readonly JsonObject[] | undefined {
  if (Array.isArray(value)) {
    const records = value.filter(isJsonObject);
    return records.length === value.length && records.length > 0 ? records : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const fields = Object.values(value).filter((field) => field !== undefined && field !== null);
  return fields.length === 1 && Array.isArray(fields[0]) ? mainRecords(fields[0]) : undefined;
}

function toBlocks(value: JsonValue, records: readonly JsonObject[] | undefined): RecordBlocks {
  if (records !== undefined && records.length > 1) return recordsToBlocks(records);
  const single = records?.[0] ?? value;
  if (isJsonObject(single)) return recordToBlocks(single, 2);
  const writer = createValueWriter();
  writer.addValue(single, 1);
  return { blocks: writer.blocks, left: writer.left() };
}

/**
 * Reads JSON, or JSON lines, into a document: records become sections under their titles or rows of a table,
 * other values are written readably. Fails as CORRUPT where it is neither, EMPTY where it says nothing. Never throws.
 */
export async function parseJsonDocument(bytes: Uint8Array, hints: ParseHints): Promise<ParseOutcome> {
  const { text, warnings } = decodeText(bytes, hints);
  if (text.trim() === "") return { type: "failure", code: "EMPTY", message: "The file has no text." };
  const content = readJsonText(text.replace(/^\ufeff/, ""));
  if (content === undefined) return { type: "failure", code: "CORRUPT", message: "It is not valid JSON." };
  const records = mainRecords(content.value);
  const { blocks, left } = toBlocks(content.value, records);
  const single = records === undefined ? content.value : records.length === 1 ? records[0] : undefined;
  const fields = isJsonObject(single) ? readRecordFields(single) : undefined;
  const title = fields?.title;
  const bad = content.badLines === 0 ? [] : [`${content.badLines} lines are not JSON and were left out.`];
  const deep = left === 0 ? [] : [`Values that are nested too deep were left out: ${left}.`];
  const document = buildDocument(
    title === undefined ? blocks : [{ type: "heading", level: 1, text: title }, ...blocks],
    {
      ...fields?.metadata,
      mediaType: content.isLines ? "application/jsonl" : "application/json",
      ...present({ title }),
      warnings: [...warnings, ...bad, ...deep],
    },
  );
  if (document.text.trim() === "")
    return { type: "failure", code: "EMPTY", message: "The JSON says nothing." };
  return { type: "document", document };
}
