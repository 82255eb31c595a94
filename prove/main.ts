import process from "node:process";
import { parseArgs } from "node:util";
import { commit } from "../perf/commit.ts";
import type { Proof } from "./proof.ts";

/** Promises with a full form, by their id in `test/promises.ts`. */
const proofs: Readonly<Record<string, () => Promise<Proof>>> = {
  "data.secret": async () => (await import("./secret/data-secret.ts")).dataSecret,
  "fetch.rebind": async () => (await import("./fetch/fetch-rebind.ts")).fetchRebind,
  "fetch.ssrf": async () => (await import("./fetch/fetch-ssrf.ts")).fetchSsrf,
  "fetch.trap": async () => (await import("./fetch/fetch-trap.ts")).fetchTrap,
  "inject.act": async () => (await import("./inject/inject-act.ts")).injectAct,
  "inject.exfil": async () => (await import("./inject/inject-exfil.ts")).injectExfil,
  "run.atomic": async () => (await import("./run/run-atomic.ts")).runAtomic,
  "run.fault": async () => (await import("./run/run-fault.ts")).runFault,
  "run.random-kill": async () => (await import("./run/run-random-kill.ts")).runRandomKill,
  "sandbox.hold": async () => (await import("./sandbox/sandbox-hold.ts")).sandboxHold,
};

const usage = `npm run prove -- PROMISE [--json] [--seed N] [--size N]
Promises: ${Object.keys(proofs).join(", ")}`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      size: { type: "string" },
    },
  });
  const [name = ""] = positionals;
  const load = Object.hasOwn(proofs, name) ? proofs[name] : undefined;
  if (load === undefined) {
    console.error(usage);
    return 2;
  }
  const started = performance.now();
  const seed = Number(values.seed);
  const proof = await load();
  const { tried, failures } = await proof.run({
    seed,
    say: (line) => console.error(line),
    ...(values.size === undefined ? {} : { size: Number(values.size) }),
  });
  for (const failure of failures) console.error(`FAILED  ${failure}`);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const result = { promise: name, tried, failures: failures.length, seed, seconds, commit: commit() };
  console.log(values.json ? JSON.stringify(result) : `${name}: ${tried} tried, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}
