import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { analyse } from "./analyse.ts";

const corpora = join(import.meta.dirname, "../../../corpora");
const documents = 40;

/** Terms, positions and offsets of the first documents of a bundled corpus, as one digest. */
function digestOf(corpus: string): string {
  const lines = brotliDecompressSync(readFileSync(join(corpora, `${corpus}.jsonl.br`)))
    .toString("utf8")
    .split("\n", documents);
  const hash = createHash("sha256");
  for (const line of lines) {
    const { text } = JSON.parse(line) as { readonly text: string };
    for (const mode of ["index", "query"] as const) {
      for (const { term, position, start, end } of analyse(text, { mode }))
        hash.update(`${term} ${position} ${start} ${end}\n`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}

// What is stored was analysed by the version that stored it: other terms need another layout number in database.ts.
test.each([
  ["usagov", "0b1458ba24869f01"],
  ["china-laws", "394db7741bc581ea"],
])("the terms of %s are those that stored libraries hold", (corpus, digest) => {
  expect(digestOf(corpus)).toBe(digest);
});
