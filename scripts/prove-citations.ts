import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import { z } from "zod";
import { parseCorpus } from "../src/corpora/corpus-record.ts";
import { shuffled } from "../src/judge/rubric/model/arrange-report.ts";
import { proveChecks } from "../src/report/fixtures/mutation-proof.ts";
import { type SampleDocument, sampleDocument } from "../src/report/fixtures/sample-input.ts";

// node scripts/prove-citations.ts [--mutants N] [--clean N] [--seed N] [--show N] [--data PLACE]: tries the citation checks
// on sentences of the bundled documents, or of a Markdown file, a JSONL corpus or a folder of them, and on mutants of
// these sentences. Exits with 1 below 99 % caught or above 1 % false alarms.
const { values } = parseArgs({
  options: {
    mutants: { type: "string", default: "5000" },
    clean: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "3" },
    data: { type: "string" },
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

const row = z.looseObject({
  text: z.string().optional(),
  title: z.string().optional(),
  evidence_sentences: z.array(z.string()).optional(),
  evidence_title: z.string().optional(),
});

/** Documents of a place; what several rows of a corpus have in common counts once. */
function documentsAt(place: string): readonly SampleDocument[] {
  if (statSync(place).isDirectory()) {
    return readdirSync(place).flatMap((name) => documentsAt(path.join(place, name)));
  }
  const text = readFileSync(place, "utf8");
  if (place.endsWith(".md")) return [sampleDocument(text, { url: `https://data.example/${place}` })];
  if (!place.endsWith(".jsonl")) return [];
  const documents = text.split("\n").flatMap((line, index) => {
    const record = line === "" ? {} : row.parse(JSON.parse(line));
    const own = record.text ?? record.evidence_sentences?.join(" ") ?? "";
    if (own.trim() === "" || own.length > longestText) return [];
    const title = record.title ?? record.evidence_title ?? "";
    return [sampleDocument(own, { url: `https://data.example/${index}`, title })];
  });
  return [...new Map(documents.map((document) => [document.source.id, document])).values()];
}

const seed = Number(values.seed);
const proof = await proveChecks({
  documents: values.data === undefined ? mixed(seed) : shuffled(documentsAt(values.data), seed),
  mutants: Number(values.mutants),
  clean: Number(values.clean),
  seed,
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
