import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type RestatingDocument, turnedClaims } from "../src/judge/support/training/turned-claims.ts";
import { readPairs } from "../src/judge/support/training/read-pairs.ts";
import { trainSupport } from "../src/judge/support/training/train-support.ts";
import { encodeSupportWeights, shippedSupportModel } from "../src/judge/support/support-model.ts";

const document = z.looseObject({ _id: z.string(), title: z.string(), text: z.string() });

// node scripts/train-support.ts --data FOLDER [--documents FILE] [--without FILE] [--out FILE] [--seed N]: trains the
// support model and prints how good it is. --documents: abstracts without labels (JSONL of _id, title, text), from which
// claims and their opposites are made; --without: a list (TSV) whose second column names documents not to be read.
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    documents: { type: "string" },
    without: { type: "string" },
    out: { type: "string", default: shippedSupportModel },
    seed: { type: "string", default: "1" },
  },
});
if (values.data === undefined) throw new Error("--data FOLDER is missing: labelled claims with evidence");
const pairs = await readPairs(values.data);
const turned =
  values.documents === undefined ? [] : turnedClaims(documentsIn(values.documents, values.without));
const { weights, report } = trainSupport(pairs, { seed: Number(values.seed), turned });
const bytes = encodeSupportWeights(weights);
writeFileSync(values.out, bytes);
console.log(
  JSON.stringify(
    {
      pairs: pairs.length,
      turned: turned.length,
      bytes: bytes.length,
      settings: weights.settings,
      ...report,
    },
    null,
    2,
  ),
);

function documentsIn(file: string, without: string | undefined): readonly RestatingDocument[] {
  const left = new Set(without === undefined ? [] : linesOf(without).map((line) => line.split("\t")[1]));
  return linesOf(file).flatMap((line) => {
    const { _id: id, title, text } = document.parse(JSON.parse(line));
    return left.has(id) ? [] : [{ id, title, text }];
  });
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
}
