import process from "node:process";
import { parseArgs } from "node:util";
import { commit } from "../perf/commit.ts";
import { promises } from "../test/promises.ts";
import { proofOf, type ProofForm } from "./proofs.ts";
import { saveResult } from "./results.ts";

const usage = `npm run prove -- PROMISE [--json] [--seed N] [--size N] [--data PATH] [--suite] [--save]
Promises: ${promises.flatMap(({ id, status }) => (status === "kept" ? [id] : [])).join(", ")}`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: "string" },
      json: { type: "boolean", default: false },
      save: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      size: { type: "string" },
      suite: { type: "boolean", default: false },
    },
  });
  const [name = ""] = positionals;
  const wanted: ProofForm = values.suite ? "suite" : "full";
  const proof = await proofOf(name, wanted);
  if (proof === undefined) {
    console.error(usage);
    return 2;
  }
  const started = performance.now();
  const seed = Number(values.seed);
  const size = values.size === undefined ? {} : { size: Number(values.size) };
  const data = values.data === undefined ? {} : { data: values.data };
  const { tried, failures } = await proof.run({ seed, say: (line) => console.error(line), ...size, ...data });
  for (const failure of failures) console.error(`FAILED  ${failure}`);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const made = commit();
  const result = {
    promise: name,
    form: proof.form ?? "full",
    tried,
    failures: failures.length,
    seed,
    ...size,
    seconds,
    ...(made === undefined ? {} : { commit: made }),
  };
  if (values.save) saveResult({ ...result, date: new Date().toISOString().slice(0, 10) });
  console.log(values.json ? JSON.stringify(result) : `${name}: ${tried} tried, ${failures.length} failed`);
  return failures.length === 0 && tried > 0 ? 0 : 1;
}
