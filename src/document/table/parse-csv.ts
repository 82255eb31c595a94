import { CsvError, parse } from "csv-parse/sync";
import { buildDocument } from "../build-document.ts";
import { decodeText } from "../charset.ts";
import type { ParseHints, ParseOutcome } from "../document.ts";
import { type Delimiter, sniffDelimiter } from "./sniff-delimiter.ts";
import { gridToBlocks } from "./table-blocks.ts";

const mostRows = 1_000_000;

interface Rows {
  readonly rows: readonly (readonly string[])[];
  readonly warnings: readonly string[];
}

/** RFC 4180 with tolerance; where quotes do not close, they are taken for characters. */
function readRows(text: string, delimiter: Delimiter): Rows {
  const options = {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    to: mostRows + 1,
  };
  try {
    return { rows: parse(text, options), warnings: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const rows = parse(text, { ...options, quote: null });
    return { rows, warnings: ["A quoted field does not end; quotation marks were read as characters."] };
  }
}

/**
 * Reads delimited text (`,` `;` tab or `|`) into a document with one table, whose header is repeated where the table
 * is divided, so that every row can be cited with its column names. Fails as EMPTY without a filled cell. Never throws.
 */
export async function parseCsv(bytes: Uint8Array, hints: ParseHints): Promise<ParseOutcome> {
  const decoded = decodeText(bytes, hints);
  const text = decoded.text.replace(/^\ufeff/, "");
  const delimiter = sniffDelimiter(text);
  const { rows, warnings } = readRows(text, delimiter);
  const cut = rows.length > mostRows ? [`Only the first ${mostRows} rows were read.`] : [];
  const blocks = gridToBlocks(cut.length > 0 ? rows.slice(0, mostRows) : rows);
  if (blocks.length === 0) return { type: "failure", code: "EMPTY", message: "The table is empty." };
  const document = buildDocument(blocks, {
    mediaType: delimiter === "\t" ? "text/tab-separated-values" : "text/csv",
    warnings: [...decoded.warnings, ...warnings, ...cut],
  });
  return { type: "document", document };
}
