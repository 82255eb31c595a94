import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readPairs } from "../src/judge/support/training/read-pairs.ts";
import { trainSupport } from "../src/judge/support/training/train-support.ts";
import { encodeSupportWeights, shippedSupportModel } from "../src/judge/support/support-model.ts";

// node scripts/train-support.ts --data FOLDER [--out FILE] [--seed N]: trains the support model, prints how good it is.
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    out: { type: "string", default: shippedSupportModel },
    seed: { type: "string", default: "1" },
  },
});
if (values.data === undefined) throw new Error("--data FOLDER is missing: labelled claims with evidence");
const pairs = await readPairs(values.data);
const { weights, report } = trainSupport(pairs, { seed: Number(values.seed) });
const bytes = encodeSupportWeights(weights);
writeFileSync(values.out, bytes);
console.log(
  JSON.stringify(
    { pairs: pairs.length, bytes: bytes.length, settings: weights.settings, ...report },
    null,
    2,
  ),
);
