/** Copying fewer bytes than this one by one is quicker than asking the engine to. */
const shortCopy = 32;

/** What was written so far, to be read. */
export type WrittenBytes = Pick<ByteWriter, "length" | "bytes" | "copyTo">;

/** A growing byte array with variable-length integers (LEB128: seven bits a byte, low bits first). */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 64) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written so far; valid until the next write. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  /** Takes back what was written after the first `length` bytes. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** A whole number from 0 to 2^53 - 1; throws `RangeError` for a negative one. */
  varint(value: number): void {
    if (value < 0) throw new RangeError(`${value} is negative.`);
    if (this.#length + 8 > this.#bytes.length) this.#grow(8);
    if (value < 0x80) {
      this.#bytes[this.#length++] = value;
      return;
    }
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
      rest = rest < 0x8000_0000 ? rest >>> 7 : Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** A whole number from 0 to 255. */
  byte(value: number): void {
    if (this.#length + 1 > this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  append(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    if (bytes.length < shortCopy) {
      for (let at = 0; at < bytes.length; at++) this.#bytes[this.#length + at] = bytes[at] ?? 0;
    } else {
      this.#bytes.set(bytes, this.#length);
    }
    this.#length += bytes.length;
  }

  /** Copies the bytes from `start` up to `end` to place `at` of `target`. */
  copyTo(target: Uint8Array, { start, end, at }: { start: number; end: number; at: number }): void {
    if (end - start >= shortCopy) {
      target.set(this.#bytes.subarray(start, end), at);
      return;
    }
    for (let from = start; from < end; from++) target[at + from - start] = this.#bytes[from] ?? 0;
  }

  #grow(extra: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + extra));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Reads what `ByteWriter` wrote. */
export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Throws `RangeError` past the end. */
  varint(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    let factor = 0x80;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError("The data ends where more should be.");
    return byte;
  }

  take(length: number): Uint8Array {
    const taken = this.bytes.subarray(this.at, this.at + length);
    if (taken.length < length) throw new RangeError("The data ends inside a string.");
    this.at += length;
    return taken;
  }
}
