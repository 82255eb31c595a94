import { mkdtempDisposable, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Proof } from "../proof.ts";
import { driveChild, makeLibrary, problemsOf, reportOf, subjects } from "./killed-run.ts";

/** Crash points of the full form. */
const fullPoints = 1_500;

/** SIGKILL after each event of several runs, also during the recovery that follows. */
export const runAtomic: Proof = {
  promise: "run.atomic",
  async run({ size = fullPoints, say }) {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-prove-atomic-"));
    return await killEverywhere(folder.path, size, say);
  },
};

/** Kills at every event in turn, round after round with other points of the recovery, until it was killed so often. */
export async function killEverywhere(
  folder: string,
  size: number,
  say: (line: string) => void,
): Promise<{ readonly tried: number; readonly failures: readonly string[] }> {
  const failures: string[] = [];
  let tried = 0;
  for (let round = 0; tried < size; round++) {
    const subject = subjects[round % subjects.length];
    if (subject === undefined) throw new Error("there are subjects");
    const library = path.join(folder, `library-${round % subjects.length}.sqlite`);
    if (round < subjects.length) await makeLibrary(library, subject);
    const whole = await driveChild(["start", path.join(folder, `whole-${round}`), library, subject.question]);
    const expected = await reportOf(whole.directory);
    for (let point = 1; point <= whole.events && tried < size; point++) {
      const runs = path.join(folder, "killed");
      const first = await driveChild(["start", runs, library, subject.question], { afterEvents: point });
      tried += 1;
      // In every other run the recovery is killed as well.
      if ((point + round) % 2 === 0 && tried < size) {
        await driveChild(["resume", first.directory, library], { afterEvents: 1 + ((point + round) % 7) });
        tried += 1;
      }
      const last = await driveChild(["resume", first.directory, library]);
      const problems = last.isDone ? await problemsOf(first.directory, expected) : ["it was not finished"];
      failures.push(...problems.map((problem) => `round ${round}, event ${point}: ${problem}`));
      await rm(runs, { recursive: true, force: true });
    }
    say(`${tried} of ${size} crash points, ${failures.length} wrong`);
  }
  return { tried, failures };
}
