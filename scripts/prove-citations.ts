import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import { parseCorpus } from "../src/corpora/corpus-record.ts";
import { proveChecks } from "../src/report/fixtures/mutation-proof.ts";
import { type SampleDocument, sampleDocument } from "../src/report/fixtures/sample-input.ts";

// node scripts/prove-citations.ts [--mutants N] [--clean N] [--seed N] [--show N]: tries the citation checks on sentences
// of the bundled documents and on mutants of them. Exits with 1 below 99 % caught or above 1 % false alarms.
const { values } = parseArgs({
  options: {
    mutants: { type: "string", default: "5000" },
    clean: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "3" },
  },
});

const folder = fileURLToPath(new URL("../corpora/", import.meta.url));
const longestText = 40_000;

function documentsOf(name: string): readonly SampleDocument[] {
  const text = brotliDecompressSync(readFileSync(`${folder}${name}.jsonl.br`)).toString("utf8");
  return parseCorpus(text, name)
    .filter((record) => record.text.length < longestText)
    .map(({ text: markdown, url, title, language }) =>
      sampleDocument(markdown, { url, title, language, collection: name }),
    );
}

/** English and Chinese by turns, spread over each corpus by a step that is prime to its size. */
function mixed(seed: number): readonly SampleDocument[] {
  const [english, chinese] = [documentsOf("usagov"), documentsOf("china-laws")];
  const spread = (all: readonly SampleDocument[], at: number): readonly SampleDocument[] =>
    all.length === 0 ? [] : all.slice((at * 389 + seed * 97) % all.length).slice(0, 1);
  const count = Math.min(english.length, chinese.length, 400);
  return Array.from({ length: count }, (_, at) => [...spread(english, at), ...spread(chinese, at)]).flat();
}

const proof = await proveChecks({
  documents: mixed(Number(values.seed)),
  mutants: Number(values.mutants),
  clean: Number(values.clean),
  seed: Number(values.seed),
});
const rows = Object.entries(proof.mutants);
const tried = rows.reduce((sum, [, row]) => sum + row.tried, 0);
const missed = rows.reduce((sum, [, row]) => sum + row.wrong.length, 0);
for (const [name, row] of rows) {
  console.log(`${name.padEnd(36)} ${row.tried - row.wrong.length} of ${row.tried} caught`);
  for (const wrong of row.wrong.slice(0, Number(values.show))) console.log(`    ${wrong}`);
}
console.log(`mutants: ${tried - missed} of ${tried} caught`);
console.log(`clean: ${proof.clean.wrong.length} alarms in ${proof.clean.tried}`);
for (const wrong of proof.clean.wrong.slice(0, Number(values.show))) console.log(`    ${wrong}`);
const isKept = missed <= 0.01 * tried && proof.clean.wrong.length <= 0.01 * proof.clean.tried;
process.exitCode = isKept ? 0 : 1;
