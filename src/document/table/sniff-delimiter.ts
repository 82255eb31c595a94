import { parse } from "csv-parse/sync";

const delimiters = [",", ";", "\t", "|"] as const;
const sampleLength = 64 * 1024;
const sampleRows = 60;

export type Delimiter = (typeof delimiters)[number];

/** How well a delimiter divides the sample: the share of rows with the usual number of columns, more columns first. */
function fit(sample: string, delimiter: Delimiter): number {
  const rows: string[][] = parse(sample, {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: sampleRows,
  });
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns, usual] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  return columns < 2 ? 0 : usual / rows.length + Math.min(columns, 50) / 1_000;
}

/** The delimiter of delimited text, by how evenly it divides the first rows; a comma where none does. Never throws. */
export function sniffDelimiter(text: string): Delimiter {
  const end = text.lastIndexOf("\n", sampleLength);
  const sample = text.length <= sampleLength ? text : text.slice(0, end > 0 ? end : sampleLength);
  let best: Delimiter = ",";
  let bestFit = 0;
  for (const delimiter of delimiters) {
    const found = fitOf(sample, delimiter);
    if (found > bestFit) [best, bestFit] = [delimiter, found];
  }
  return best;
}

function fitOf(sample: string, delimiter: Delimiter): number {
  try {
    return fit(sample, delimiter);
  } catch (error) {
    if (error instanceof Error) return 0;
    throw error;
  }
}
