/** A named array of 32-bit floats. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface TensorFile {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Writes the safetensors format: 8 bytes of header length, JSON header, raw little-endian data. */
export function encodeSafetensors({ tensors, metadata }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const text = JSON.stringify(header);
  const head = new TextEncoder().encode(text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8)));
  const file = new Uint8Array(8 + head.length + offset);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  file.set(head, 8);
  let at = 8 + head.length;
  for (const { data } of Object.values(tensors)) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return file;
}

/** Reads a safetensors file of 32-bit floats; throws where the bytes are none. */
export function decodeSafetensors(file: Uint8Array): TensorFile {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = file.byteLength < 8 ? -1 : Number(view.getBigUint64(0, true));
  if (length < 2 || length > file.byteLength - 8) throw new Error("not a safetensors file: no header");
  const header: unknown = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  if (typeof header !== "object" || header === null)
    throw new Error("not a safetensors file: header is no object");
  const tensors: Record<string, Tensor> = {};
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === "__metadata__")
      metadata = Object.fromEntries(
        Object.entries(entry as object).map(([key, value]) => [key, String(value)]),
      );
    else tensors[name] = readTensor(name, entry, { view, base: 8 + length });
  }
  return { tensors, metadata };
}

function readTensor(
  name: string,
  entry: unknown,
  { view, base }: { readonly view: DataView; readonly base: number },
): Tensor {
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = entry as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  const isList = (value: unknown): value is number[] =>
    Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0);
  if (dtype !== "F32" || !isList(shape) || !isList(offsets) || offsets.length !== 2) {
    throw new Error(`safetensors: ${name} is not an array of 32-bit floats`);
  }
  const [from = 0, to = 0] = offsets;
  const size = shape.reduce((product, one) => product * one, 1);
  if (to - from !== 4 * size || base + to > view.byteLength)
    throw new Error(`safetensors: ${name} has the wrong size`);
  const data = Float32Array.from({ length: size }, (_, index) =>
    view.getFloat32(base + from + 4 * index, true),
  );
  return { shape, data };
}
