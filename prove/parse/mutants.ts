import fc from "fast-check";

/** Cuts, doubles, overwrites and splices bytes, at places that `fc` chooses and shrinks. */
const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 200 }),
    how: fc.constantFrom("cut" as const, "double" as const, "overwrite" as const, "splice" as const),
    bytes: fc.uint8Array({ maxLength: 40 }),
  }),
  { minLength: 1, maxLength: 12 },
);

type Changes = typeof mutations extends fc.Arbitrary<infer T> ? T : never;

/** Copies of a file with other bytes, the same ones for a seed. */
export function mutantsOf(
  original: Buffer,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Buffer[] {
  return fc.sample(mutations, { numRuns: count, seed }).map((changes) => mutate(original, changes));
}

function mutate(original: Buffer, changes: Changes): Buffer {
  let bytes = original;
  for (const { at, length, how, bytes: fresh } of changes) {
    const start = Math.floor(at * bytes.length);
    const [head, part, tail] = [
      bytes.subarray(0, start),
      bytes.subarray(start, start + length),
      bytes.subarray(start + length),
    ];
    if (how === "cut") bytes = Buffer.concat([head, tail]);
    else if (how === "double") bytes = Buffer.concat([head, part, part, tail]);
    else if (how === "overwrite")
      bytes = Buffer.concat([head, Buffer.alloc(part.length, fresh[0] ?? 0), tail]);
    else bytes = Buffer.concat([head, fresh, part, tail]);
  }
  return bytes;
}

/** A page with something of everything that pages are made of. */
export const soundPage = `<!doctype html><html lang="en"><head><title>Rules &amp; fees</title><style>.h{display:none}</style>
<script type="application/ld+json">{"@type":"Article","datePublished":"2024-05-06"}</script></head><body><nav><a href="/">Home</a></nav>
<main><h1>Rules &amp; fees</h1><p>A late return costs <b>20 cents</b> a day.<p class="h">hidden</p><ul><li>one<li>two<ol><li>deep</ol></ul>
<table><tr><th>Day<th>Fee<tr><td colspan=2>all<td rowspan=0>5</table><pre>a  b</pre><svg><title>x</title></svg><template><p>t</template>
<p>护照遗失的，应当立即报告。<!-- c --><math><mi>x</mi></math><select><option>o</select></main></body></html>`;
