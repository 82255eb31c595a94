const longestName = 100;
const sampleRows = 100;

/** Numbers with separators, units or currency, dates, and blanks: what columns hold and what names are not. */
function isDatum(cell: string): boolean {
  const text = cell.trim();
  return (
    /^[-+(]?\s?[$€£¥]?\s?\d[\d\s.,'’]*\)?\s?(?:%|‰|[$€£¥元万亿])?(?:[eE][-+]?\d+)?$/u.test(text) ||
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?$/.test(text) ||
    /^(?:true|false|yes|no|n\/?a|null|-+)$/i.test(text)
  );
}

function isYear(cell: string): boolean {
  return /^(?:1[5-9]|20|21)\d{2}(?:年|年度)?$/.test(cell.trim());
}

/**
 * Whether the first row names the columns: it has short, distinct texts, and no data unless the data are years
 * above columns of numbers. A single row is no header.
 */
export function findHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows.slice(0, sampleRows);
  if (first === undefined || rest.length === 0) return false;
  const names = first.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (names.length === 0 || names.length < first.length * 0.5) return false;
  if (names.some((name) => name.length > longestName) || new Set(names).size < names.length * 0.8)
    return false;
  const data = names.filter((name) => isDatum(name) && !isYear(name));
  if (data.length > 0) return false;
  if (first.length > 1) return true;
  // A single column has a header only where what stands below is of another kind.
  return rest.every(([cell = ""]) => isDatum(cell));
}
