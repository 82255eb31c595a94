// Makes the compressed corpora of `corpora/` out of the collections they were taken from. The same input gives
// the same bytes. `node scripts/build-corpora.ts --usagov DIR --laws DIR [--out DIR]`
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import type { CorpusRecord } from "../src/corpora/corpus-record.ts";
import { chinaLaws } from "./corpora/china-laws.ts";
import { usagov } from "./corpora/usagov.ts";

/** Where the texts of the laws were taken from; corpora/README.md says so too. */
const lawsUrl = "https://github.com/LawRefBook/Laws/blob/2f4c5c23716267af9dbebbbbd6cbbf732b101981";

const { values } = parseArgs({
  options: {
    usagov: { type: "string" },
    laws: { type: "string" },
    out: { type: "string", default: "corpora" },
  },
});

function writeCorpus(name: string, records: readonly CorpusRecord[]): void {
  const jsonl = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  const packed = brotliCompressSync(jsonl, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: jsonl.length,
    },
  });
  mkdirSync(values.out, { recursive: true });
  writeFileSync(path.join(values.out, `${name}.jsonl.br`), packed);
  console.log(`${name}: ${records.length} documents, ${jsonl.length} bytes, ${packed.length} compressed`);
}

if (values.usagov !== undefined) writeCorpus("usagov", await usagov(values.usagov));
if (values.laws !== undefined) writeCorpus("china-laws", chinaLaws(values.laws, lawsUrl));
