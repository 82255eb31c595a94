const newline = 0x0a;
const tab = 0x09;

/** A tab-separated text with a header line, sorted by its first column, of which rows are read when they are asked for. */
export interface SortedTable {
  /** The columns of the row with this first column. */
  readonly find: (key: string) => readonly string[] | undefined;
  /** Every row, in order. */
  readonly rows: () => Iterable<readonly string[]>;
}

/**
 * Opens a table over its bytes, which are kept as they are: to look a key up costs a dozen comparisons, to open costs
 * nothing. First columns are ASCII, each once, in the order of their bytes; elsewhere rows go unfound.
 */
export function openSortedTable(bytes: Buffer): SortedTable {
  const first = endOfLine(bytes, 0) + 1;
  return {
    find(key) {
      let low = first;
      let high = bytes.length;
      while (low < high) {
        const start = startOfLine(bytes, (low + high) >> 1, low);
        const end = endOfLine(bytes, start);
        const split = bytes.indexOf(tab, start);
        const found = bytes.toString("latin1", start, split === -1 || split > end ? end : split);
        if (found === key) return columnsOf(bytes, start, end);
        if (found < key) low = end + 1;
        else high = start;
      }
      return undefined;
    },
    *rows() {
      for (let start = first; start < bytes.length; ) {
        const end = endOfLine(bytes, start);
        if (end > start) yield columnsOf(bytes, start, end);
        start = end + 1;
      }
    },
  };
}

function startOfLine(bytes: Buffer, at: number, low: number): number {
  if (at === low) return low;
  return Math.max(low, bytes.lastIndexOf(newline, at - 1) + 1);
}

function endOfLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(newline, start);
  return end === -1 ? bytes.length : end;
}

function columnsOf(bytes: Buffer, start: number, end: number): readonly string[] {
  return bytes.toString("utf8", start, end).split("\t");
}
