import { parseArgs } from "node:util";
import { readPair } from "../src/judge/support/features.ts";
import { foldOf, loadSupportModel, shippedSupportModel } from "../src/judge/support/support-model.ts";
import { readPairs } from "../src/judge/support/training/read-pairs.ts";
import { folds, validationFold } from "../src/judge/support/training/train-support.ts";
import { type Chooser, tuneVerdicts } from "../src/judge/support/training/tune-verdicts.ts";

// node scripts/tune-support.ts --data FOLDER [--model FILE]: the two phases of training a judge, on the verdicts of the
// support scorer; prints what each comes to. Every pair is scored by the member that has not seen it.
const { values } = parseArgs({
  options: { data: { type: "string" }, model: { type: "string", default: shippedSupportModel } },
});
if (values.data === undefined) throw new Error("--data FOLDER is missing: labelled claims with evidence");
const model = loadSupportModel(values.model);
const examples = (await readPairs(values.data)).map(({ claim, evidence, group, label, set }) => {
  const pair = readPair(claim, evidence, model.rarity);
  return {
    probabilities: model.probabilities(pair, group),
    limits: model.settings.limits[pair.kind],
    label,
    set,
    isValidation: foldOf(group, folds) === validationFold,
  };
});
const byThresholds: Chooser<(typeof examples)[number]> = ({ probabilities: { full, some }, limits }) => {
  const { thresholds, unsure } = limits;
  if (full >= unsure.from && full <= unsure.to) return "unknown";
  return full >= thresholds.full ? "full" : some >= thresholds.some ? "partial" : "none";
};
const report = tuneVerdicts(
  {
    training: examples.filter(({ isValidation }) => !isValidation),
    validation: examples.filter(({ isValidation }) => isValidation),
  },
  byThresholds,
);
console.log(JSON.stringify(report, null, 2));
