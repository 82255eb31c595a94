import process from "node:process";
import { openTerminals } from "../../src/run/sandbox/terminals.ts";

/** A process to be killed: opens a sandbox on the workspace given, runs what does not want to end, and says so. */
const [, , workspace = ""] = process.argv;
const { signal } = new AbortController();
const outcome = await openTerminals({ workspace, signal });
if (outcome.type === "refused") throw new Error(outcome.refusal.why);
const stubborn =
  "trap '' HUP INT TERM; setsid sleep 86399 & nohup sleep 86399 & echo up; while :; do sleep 1; done";
await outcome.terminals.act(
  {
    terminal: "main",
    action: { type: "run", command: stubborn },
    wait: { until: { type: "text", text: "up" }, timeoutMs: 30_000 },
    scrollback: 0,
  },
  signal,
);
process.stdout.write("ready\n");
