import { isPromiseId, type PromiseId } from "../test/promises.ts";
import type { Proof } from "./proof.ts";
import { suiteProof } from "./suite/suite-tests.ts";

/** Promises whose full form takes too long for the suite, by their id. */
const fullForms: Readonly<Partial<Record<PromiseId, () => Promise<Proof>>>> = {
  "data.secret": async () => (await import("./secret/data-secret.ts")).dataSecret,
  "fetch.rebind": async () => (await import("./fetch/fetch-rebind.ts")).fetchRebind,
  "fetch.robots": async () => (await import("./fetch/fetch-robots.ts")).fetchRobots,
  "fetch.ssrf": async () => (await import("./fetch/fetch-ssrf.ts")).fetchSsrf,
  "fetch.trap": async () => (await import("./fetch/fetch-trap.ts")).fetchTrap,
  "inject.act": async () => (await import("./inject/inject-act.ts")).injectAct,
  "inject.exfil": async () => (await import("./inject/inject-exfil.ts")).injectExfil,
  "oracle.live": async () => (await import("./oracle/oracle-live.ts")).oracleLive,
  "parse.html": async () => (await import("./parse/parse-html.ts")).parseHtml,
  "parse.pdf": async () => (await import("./parse/parse-pdf.ts")).parsePdf,
  "parse.url": async () => (await import("./url/parse-url.ts")).parseUrl,
  "run.atomic": async () => (await import("./run/run-atomic.ts")).runAtomic,
  "run.budget": async () => (await import("./run/run-budget.ts")).runBudget,
  "run.fault": async () => (await import("./run/run-fault.ts")).runFault,
  "run.power": async () => (await import("./power/run-power.ts")).runPower,
  "run.random-kill": async () => (await import("./run/run-random-kill.ts")).runRandomKill,
  "run.step-once": async () => (await import("./run/run-step-once.ts")).runStepOnce,
  "sandbox.hold": async () => (await import("./sandbox/sandbox-hold.ts")).sandboxHold,
  "tool.args": async () => (await import("./args/tool-args.ts")).toolArgs,
};

/** Whether a promise is proved at length, or by the suite's own tests alone. */
export type ProofForm = "full" | "suite";

/** The proof of a promise, by the suite where it has no full form; undefined where there is no such promise. */
export async function proofOf(promise: string, form: ProofForm): Promise<Proof | undefined> {
  if (!isPromiseId(promise)) return undefined;
  const load = form === "full" ? fullForms[promise] : undefined;
  return load === undefined ? suiteProof(promise) : load();
}
