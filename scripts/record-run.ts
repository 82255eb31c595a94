// Records a run for the replay tests, once for each version of Deepwell and of its journal: `node scripts/record-run.ts`.
// A recording is never made again: it is what that version wrote.
import { existsSync } from "node:fs";
import { cp, mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fakeClock } from "../src/core/clock.ts";
import { version } from "../src/core/version.ts";
import { journalVersion } from "../src/run/journal-version.ts";
import { recordRun } from "../test/recorded-runs/record-run.ts";
import { recordedRuns, whatWasSaid } from "../test/recorded-runs/recorded-runs.ts";

const target = path.join(recordedRuns, `${version}-journal-${journalVersion}`);
if (existsSync(target)) {
  console.error(`${path.relative(process.cwd(), target)} is there already; nothing was recorded.`);
  process.exitCode = 2;
} else {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-record-"));
  const directory = await recordRun(folder.path, fakeClock());
  for (const name of ["journal.ndjson", "sources", "workspace"]) {
    await cp(path.join(directory, name), path.join(target, name), { recursive: true });
  }
  const said = await whatWasSaid(directory);
  await writeFile(path.join(target, "said.json"), `${JSON.stringify(said, null, 2)}\n`);
  console.log(path.relative(process.cwd(), target));
}
