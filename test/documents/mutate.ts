import * as fc from "fast-check";

/** Damaged copies of a file: bytes overwritten, cut off, taken out, or doubled. */
export function mutations(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat({ max: original.length - 1 });
  const overwritten = fc
    .array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 20 })
    .map((changes) => {
      const copy = original.slice();
      for (const [at, value] of changes) copy[at] = value;
      return copy;
    });
  const cut = place.map((at) => original.slice(0, at));
  const spliced = fc
    .tuple(place, fc.nat({ max: 200 }))
    .map(([at, length]) => new Uint8Array([...original.slice(0, at), ...original.slice(at + length)]));
  const doubled = fc
    .tuple(place, fc.nat({ max: 200 }))
    .map(([at, length]) => new Uint8Array([...original.slice(0, at + length), ...original.slice(at)]));
  return fc.oneof({ arbitrary: overwritten, weight: 3 }, cut, spliced, doubled);
}
