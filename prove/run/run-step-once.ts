import { mkdtempDisposable, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunEvent } from "../../src/agent/events.ts";
import { seededRandom } from "../../src/core/seeded-random.ts";
import { readJournal } from "../../src/run/journal.ts";
import type { Proof, ProofResult } from "../proof.ts";
import { driveChild, type Ended } from "./killed-run.ts";

/** Finished calls that stood in a journal when its run was killed, of the full form. */
const fullCalls = 10_000;
const mostKills = 4;
const saidEvery = 10;

/** Runs whose calls are counted by what they call, killed at random times and resumed. */
export const runStepOnce: Proof = {
  promise: "run.step-once",
  async run({ seed, size = fullCalls, say }) {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-prove-once-"));
    return await countCalls(folder.path, { seed, size, say });
  },
};

export async function countCalls(
  folder: string,
  { seed, size, say }: { readonly seed: number; readonly size: number; readonly say: (line: string) => void },
): Promise<ProofResult> {
  const random = seededRandom(seed);
  const whole = performance.now();
  await killedRun(path.join(folder, "whole"), () => undefined);
  const wholeMs = performance.now() - whole;
  const failures: string[] = [];
  let tried = 0;
  for (let run = 0; tried < size; run++) {
    const runFolder = path.join(folder, String(run));
    const outcome = await killedRun(runFolder, () => random() * wholeMs);
    tried += outcome.finishedAtKills;
    failures.push(...outcome.problems.map((problem) => `run ${run}: ${problem}`));
    await rm(runFolder, { recursive: true, force: true });
    if (run % saidEvery === 0) say(`${tried} of ${size} finished calls, ${failures.length} wrong`);
  }
  return { tried, failures };
}

interface KilledRun {
  /** Calls with a result in the journal, added up over the kills. */
  readonly finishedAtKills: number;
  readonly problems: readonly string[];
}

/** One run, killed a few times where `killAfterMs` says so, and resumed to its end. */
async function killedRun(runsDir: string, killAfterMs: () => number | undefined): Promise<KilledRun> {
  const counts = path.join(path.dirname(runsDir), `${path.basename(runsDir)}-searches.txt`);
  const drive = (args: readonly string[], afterMs?: number): Promise<Ended> =>
    driveChild([...args, counts], { script: "counting-child.ts", ...(afterMs !== undefined && { afterMs }) });
  let ended = await drive(["start", runsDir], killAfterMs());
  // Killed before it had a directory: nothing was begun.
  if (ended.directory === "") return { finishedAtKills: 0, problems: [] };
  const { directory } = ended;
  const journal = path.join(directory, "journal.ndjson");
  let finishedAtKills = 0;
  for (let kills = 1; !ended.isDone; kills++) {
    const events = await readJournal(journal);
    finishedAtKills += events.filter(({ type }) => type === "tool-result").length;
    ended = await drive(["resume", directory], kills < mostKills ? killAfterMs() : undefined);
  }
  const searches = await linesOf(counts);
  const changes = await linesOf(path.join(directory, "workspace", "effects.txt"));
  await rm(counts, { force: true });
  return { finishedAtKills, problems: problemsOf(await readJournal(journal), [...searches, ...changes]) };
}

/** What is wrong with the calls of a journal, given the name of a call for each time that it had its effect. */
function problemsOf(events: readonly RunEvent[], effects: readonly string[]): readonly string[] {
  const begun = events.flatMap((event, at) => (event.type === "tool-call" ? [{ ...event, at }] : []));
  return events.flatMap((result, end) => {
    if (result.type !== "tool-result") return [];
    const { callId } = result;
    const beginnings = begun.filter((call) => call.callId === callId);
    const happened = effects.filter((name) => name === callId).length;
    const [first, ...again] = beginnings;
    return [
      ...(result.isError ? [`${callId} failed: ${result.content}`] : []),
      ...(beginnings.some(({ at }) => at > end)
        ? [`${callId} was begun again although it had a result`]
        : []),
      ...(happened >= 1 ? [] : [`${callId} has a result and no effect`]),
      ...(happened <= beginnings.length ? [] : [`${callId} was made more often than the journal says`]),
      ...(again.every((call) => call.again) && first?.again === undefined
        ? []
        : [`${callId} was begun again without a mark`]),
    ];
  });
}

async function linesOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, "utf8");
  return text.split("\n").filter((line) => line !== "");
}
