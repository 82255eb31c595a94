import { mkdtempDisposable, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { seededRandom } from "../../src/core/seeded-random.ts";
import type { Proof, ProofResult } from "../proof.ts";
import { driveChild, makeLibrary, problemsOf, reportOf, subjects } from "./killed-run.ts";

/** Kills of the full form; another seed with a smaller size is a part of it. */
const fullKills = 10_000;
const saidEvery = 100;
/** A run that is killed again and again is let go on after so many kills. */
const mostKills = 8;
/** That a recovery is killed as well. */
const killAgainChance = 0.8;

/** SIGKILL of real processes at random times: while they start, research, write the report, and recover. */
export const runRandomKill: Proof = {
  promise: "run.random-kill",
  async run({ seed, size = fullKills, say }) {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-prove-kill-"));
    return await killAtRandom(folder.path, { seed, size, say });
  },
};

export async function killAtRandom(
  folder: string,
  { seed, size, say }: { readonly seed: number; readonly size: number; readonly say: (line: string) => void },
): Promise<ProofResult> {
  const random = seededRandom(seed);
  const failures: string[] = [];
  const worlds = await Promise.all(subjects.map((_, index) => makeWorld(folder, index)));
  let tried = 0;
  for (let run = 0; tried < size; run++) {
    const world = worlds[run % worlds.length];
    if (world === undefined) throw new Error("there are subjects");
    const runs = path.join(folder, "killed");
    const kill = () => ({ afterMs: random() * world.milliseconds * 1.1 });
    let ended = await driveChild(["start", runs, world.library, world.question], kill());
    tried += 1;
    // Killed before it had a directory: nothing was begun, nothing can be lost.
    if (ended.directory === "") continue;
    const { directory } = ended;
    for (let again = 1; !ended.isDone && again < mostKills && random() < killAgainChance; again++) {
      ended = await driveChild(["resume", directory, world.library], kill());
      tried += 1;
    }
    const last = ended.isDone ? ended : await driveChild(["resume", directory, world.library]);
    const problems = last.isDone ? await problemsOf(directory, world.expected) : ["it was not finished"];
    failures.push(...problems.map((problem) => `run ${run}: ${problem}`));
    await rm(runs, { recursive: true, force: true });
    if (run % saidEvery === 0) say(`${tried} of ${size} kills, ${failures.length} wrong`);
  }
  return { tried, failures };
}

interface World {
  readonly question: string;
  readonly library: string;
  readonly expected: string;
  /** What a run that is left alone takes. */
  readonly milliseconds: number;
}

async function makeWorld(folder: string, index: number): Promise<World> {
  const subject = subjects[index];
  if (subject === undefined) throw new Error("there are subjects");
  const library = path.join(folder, `library-${index}.sqlite`);
  await makeLibrary(library, subject);
  const started = performance.now();
  const whole = await driveChild(["start", path.join(folder, `whole-${index}`), library, subject.question]);
  const milliseconds = performance.now() - started;
  return { question: subject.question, library, expected: await reportOf(whole.directory), milliseconds };
}
