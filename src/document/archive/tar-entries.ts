/** A file in a tape archive; folders, links and devices are told apart and hold nothing. */
export interface TarEntry {
  readonly name: string;
  readonly isFile: boolean;
  /** A view into the archive. */
  readonly bytes: Uint8Array;
}

const blockBytes = 512;
const mostEntries = 20_000;
/** Extended headers longer than this are no names. */
const mostHeaderBytes = 1 << 20;

/** Whether bytes begin as an archive of POSIX or GNU tar does (POSIX.1-2001, ustar). */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.byteLength >= blockBytes && ascii(bytes.subarray(257, 262)) === "ustar" && hasValidSum(bytes);
}

/**
 * The entries of a tape archive in their order: ustar, with the long names of pax and GNU. Stops at the first header
 * that is none; undefined where there are more entries than anybody packs. Never throws.
 */
export function tarEntries(bytes: Uint8Array): readonly TarEntry[] | undefined {
  const entries: TarEntry[] = [];
  let longName: string | undefined;
  for (let at = 0; at + blockBytes <= bytes.byteLength; ) {
    const header = bytes.subarray(at, at + blockBytes);
    if (!hasValidSum(header)) break;
    const size = numberIn(header.subarray(124, 136));
    const start = at + blockBytes;
    if (size === undefined || start + size > bytes.byteLength) break;
    const body = bytes.subarray(start, start + size);
    const kind = ascii(header.subarray(156, 157));
    at = start + Math.ceil(size / blockBytes) * blockBytes;
    if ((kind === "L" || kind === "x") && size <= mostHeaderBytes) {
      longName = (kind === "L" ? text(body) : paxPath(body)) ?? longName;
      continue;
    }
    if (kind === "g" || kind === "K" || kind === "x" || kind === "L") continue;
    if (entries.length >= mostEntries) return undefined;
    const isFile = kind === "0" || kind === "" || kind === "7";
    entries.push({ name: longName ?? nameIn(header), isFile, bytes: isFile ? body : body.subarray(0, 0) });
    longName = undefined;
  }
  return entries;
}

function nameIn(header: Uint8Array): string {
  const prefix = text(header.subarray(345, 500));
  const name = text(header.subarray(0, 100));
  const isUstar = ascii(header.subarray(257, 263)) === "ustar";
  return isUstar && prefix !== "" ? `${prefix}/${name}` : name;
}

/** Records of the form `LENGTH KEY=VALUE\n` (POSIX.1-2001, pax). */
function paxPath(body: Uint8Array): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < body.byteLength; ) {
    const space = body.indexOf(32, at);
    const length = Number(ascii(body.subarray(at, space)));
    if (space < 0 || !Number.isInteger(length) || length <= space - at || at + length > body.byteLength)
      break;
    const record = text(body.subarray(space + 1, at + length - 1));
    if (record.startsWith("path=")) path = record.slice(5);
    at += length;
  }
  return path;
}

/** Octal, or binary with the first bit set as GNU writes large sizes; undefined for anything else. */
function numberIn(field: Uint8Array): number | undefined {
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const value = field.reduce((sum, byte, at) => sum * 256 + (at === 0 ? byte & 0x7f : byte), 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const digits = ascii(field).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || "0", 8) : undefined;
}

function hasValidSum(header: Uint8Array): boolean {
  const wanted = numberIn(header.subarray(148, 156));
  let sum = 0;
  for (let at = 0; at < blockBytes; at += 1) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  // A block of zeros ends an archive; the sum of its bytes is never that of its field.
  return wanted === sum;
}

function ascii(field: Uint8Array): string {
  return Buffer.from(field.buffer, field.byteOffset, field.byteLength)
    .toString("latin1")
    .replace(/\0.*$/s, "");
}

function text(field: Uint8Array): string {
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}
