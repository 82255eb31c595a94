import { strToU8, zipSync } from "fflate";
import { escapeXml } from "./make-docx.ts";

/** A cell: text, a number, or a date as ISO 8601. */
export type XlsxCell = string | number | { readonly date: string } | undefined;

export interface XlsxSheet {
  readonly name: string;
  readonly rows: readonly (readonly XlsxCell[])[];
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const daysFrom1900 = 25_569;

function cellXml(cell: XlsxCell, reference: string): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
  return `<c r="${reference}" s="1"><v>${Date.parse(cell.date) / 86_400_000 + daysFrom1900}</v></c>`;
}

function sheetXml(sheet: XlsxSheet): string {
  const rows = sheet.rows.map((row, at) => {
    const cells = row.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`));
    return `<row r="${at + 1}">${cells.join("")}</row>`;
  });
  const last = `${String.fromCharCode(64 + Math.max(1, ...sheet.rows.map((row) => row.length)))}${Math.max(1, sheet.rows.length)}`;
  return `${declaration}<worksheet ${main}><dimension ref="A1:${last}"/><sheetData>${rows.join("")}</sheetData></worksheet>`;
}

/** An Excel workbook (OOXML) with the given sheets. */
export function makeXlsx(sheets: readonly XlsxSheet[]): Uint8Array<ArrayBuffer> {
  const listed = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`,
  );
  const linked = sheets.map(
    (_, at) =>
      `<Relationship Id="r${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const packageRelationships = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  const files: Record<string, string> = {
    "[Content_Types].xml": `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `${declaration}<Relationships ${packageRelationships}><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${declaration}<workbook ${main} xmlns:r="${office}"><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${declaration}<Relationships ${packageRelationships}>${linked.join("")}<Relationship Id="s" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${declaration}<styleSheet ${main}><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  for (const [at, sheet] of sheets.entries()) files[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet);
  return new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
}
