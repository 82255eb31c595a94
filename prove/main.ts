import process from "node:process";
import { Argument, Command } from "commander";
import { currentCommit } from "../src/cli/current-commit.ts";
import { wholeNumber } from "../perf/whole-number.ts";
import { present } from "../src/core/present.ts";
import { promises } from "../test/promises.ts";
import { proofOf, type ProofForm } from "./proofs.ts";
import { saveResult } from "./results.ts";

interface ProveFlags {
  readonly data?: string;
  readonly json?: true;
  readonly save?: true;
  readonly seed: number;
  readonly size?: number;
  readonly suite?: true;
}

const kept = promises.flatMap(({ id, status }) => (status === "kept" ? [id] : []));

await new Command("npm run prove --")
  .description("Tries to break a promise as hard as it can; exit code 1 where it broke.")
  .addArgument(new Argument("<promise>", "what is promised").choices(kept))
  .option("--json", "the result as JSON")
  .option("--seed <n>", "of what is random; with a smaller size, a part of the whole", wholeNumber, 1)
  .option("--size <n>", "how much is tried, where a proof can be made smaller", wholeNumber)
  .option("--data <path>", "material of your own, where a proof takes it")
  .option("--suite", "the tests that cite it instead of its full form")
  .option("--save", "keep the result in prove/results")
  .action(async (name: string, flags: ProveFlags) => {
    process.exitCode = await prove(name, flags);
  })
  .parseAsync();

async function prove(name: string, flags: ProveFlags): Promise<number> {
  const wanted: ProofForm = flags.suite ? "suite" : "full";
  const proof = await proofOf(name, wanted);
  if (proof === undefined) throw new Error(`${name} has no proof`);
  const started = performance.now();
  const { seed } = flags;
  const size = flags.size === undefined ? {} : { size: flags.size };
  const data = flags.data === undefined ? {} : { data: flags.data };
  const { tried, failures } = await proof.run({ seed, say: (line) => console.error(line), ...size, ...data });
  for (const failure of failures) console.error(`FAILED  ${failure}`);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const made = currentCommit();
  const result = {
    promise: name,
    form: proof.form ?? "full",
    tried,
    failures: failures.length,
    seed,
    ...size,
    seconds,
    ...present({ commit: made }),
  };
  if (flags.save) saveResult({ ...result, date: new Date().toISOString().slice(0, 10) });
  console.log(flags.json ? JSON.stringify(result) : `${name}: ${tried} tried, ${failures.length} failed`);
  return failures.length === 0 && tried > 0 ? 0 : 1;
}
