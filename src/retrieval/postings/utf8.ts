import type { ByteWriter } from "./byte-writer.ts";

const encoder = new TextEncoder();

/** Appends a string in UTF-8, a lone surrogate as U+FFFD; for short ones many times faster than `TextEncoder`. */
export function writeUtf8(writer: ByteWriter, text: string): void {
  const start = writer.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      writer.byte(unit);
    } else if (unit < 0x800) {
      writer.byte(0xc0 | (unit >> 6));
      writer.byte(0x80 | (unit & 0x3f));
    } else if (unit < 0xd800 || unit >= 0xe000) {
      writer.byte(0xe0 | (unit >> 12));
      writer.byte(0x80 | ((unit >> 6) & 0x3f));
      writer.byte(0x80 | (unit & 0x3f));
    } else {
      writer.truncate(start);
      writer.append(encoder.encode(text));
      return;
    }
  }
}
