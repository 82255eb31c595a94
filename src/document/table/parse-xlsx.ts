import readWorkbook from "read-excel-file/node";
import { errorMessage } from "../../core/errors.ts";
import type { Block } from "../block.ts";
import { buildDocument } from "../build-document.ts";
import type { ParseHints, ParseOutcome } from "../document.ts";
import { readOfficeProperties } from "../zip/read-office-properties.ts";
import { readZip, storeZip } from "../zip/read-zip.ts";
import { gridToBlocks } from "./table-blocks.ts";

const mostRows = 1_000_000;

/** Dates have no zone in a workbook; midnight means that only the day is meant. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const iso = date.toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** Binary fractions show as the decimal number that was typed. */
function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return dateText(cell);
  if (typeof cell === "number") return numberText(cell);
  return typeof cell === "string" || typeof cell === "boolean" ? String(cell) : "";
}

/** Only what the cells need: no pictures, and nothing the library would unpack without a limit. */
function isWanted(name: string): boolean {
  return /\.(?:xml|rels)$/i.test(name) && !/^xl\/(?:drawings|media|charts|theme|pivot\w*)\//i.test(name);
}

/**
 * Reads every sheet of an Excel workbook (.xlsx) as a section with its table; dates as ISO 8601. Formulas give the
 * value that was stored. Fails as CORRUPT, TOO_LARGE or EMPTY; never throws.
 */
export async function parseXlsx(bytes: Uint8Array, _hints: ParseHints): Promise<ParseOutcome> {
  if (bytes.length === 0) return { type: "failure", code: "EMPTY", message: "The file is empty." };
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    return { type: "failure", code: "ENCRYPTED", message: "The workbook is protected by a password." };
  const zip = readZip(bytes, isWanted);
  if (zip.type === "failure") return zip;
  let sheets: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    sheets = await readWorkbook(Buffer.from(storeZip(zip.entries)));
  } catch (error) {
    return { type: "failure", code: "CORRUPT", message: `The workbook is damaged: ${errorMessage(error)}` };
  }
  const warnings: string[] = [];
  const blocks = sheets.flatMap(({ sheet, data }): readonly Block[] => {
    if (data.length > mostRows) warnings.push(`Only the first ${mostRows} rows of ${sheet} were read.`);
    const content = gridToBlocks(data.slice(0, mostRows).map((row) => row.map(cellText)));
    if (content.length === 0) return [];
    return sheets.length === 1 ? content : [{ type: "heading", level: 1, text: sheet }, ...content];
  });
  if (blocks.length === 0) return { type: "failure", code: "EMPTY", message: "The workbook is empty." };
  const properties = readOfficeProperties(zip.entries);
  const document = buildDocument(blocks, {
    ...properties.metadata,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    warnings: [...warnings, ...properties.warnings],
  });
  return { type: "document", document };
}
