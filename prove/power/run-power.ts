import { mkdir, mkdtempDisposable, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { isTransient, type RunEvent } from "../../src/agent/events.ts";
import { AppError } from "../../src/core/errors.ts";
import { sha256 } from "../../src/core/hash.ts";
import { seededRandom } from "../../src/core/seeded-random.ts";
import { embeddedPolicy } from "../../src/policy/embedded-policy.ts";
import { research, resume } from "../../src/research/research.ts";
import { openLibrary } from "../../src/retrieval/library.ts";
import { localSearchProvider } from "../../src/retrieval/local-provider.ts";
import { readJournal } from "../../src/run/journal.ts";
import type { Proof, ProofResult } from "../proof.ts";
import { makeLibrary, problemsOf, reportOf, type Subject, subjects } from "../run/killed-run.ts";
import { leaveBehind, type LossModel, lossModels } from "./lost-power.ts";
import { type DiskOperation, recordDisk } from "./recorded-disk.ts";

const fullCrashes = 5_000;
const saidEvery = 250;

/** The power goes at any operation of recorded runs, under each model of loss; the real code recovers from what is left. */
export const runPower: Proof = {
  promise: "run.power",
  async run({ seed, size = fullCrashes, say }) {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-prove-power-"));
    return await losePower(folder.path, { seed, size, say });
  },
};

export async function losePower(
  folder: string,
  { seed, size, say }: { readonly seed: number; readonly size: number; readonly say: (line: string) => void },
): Promise<ProofResult> {
  const random = seededRandom(seed);
  const recordings = [];
  for (const [index, subject] of subjects.entries()) {
    recordings.push(await recordRun(path.join(folder, `world-${index}`), subject));
  }
  const failures: string[] = [];
  for (let crash = 0; crash < size; crash++) {
    const recording = recordings[crash % recordings.length];
    const model = lossModels[Math.floor(crash / recordings.length) % lossModels.length];
    if (recording === undefined || model === undefined) throw new Error("there are runs and models");
    const end = 1 + Math.floor(random() * recording.operations.length);
    const own = path.join(folder, "crashed");
    const problems = await crashProblems(own, { recording, model, end, random });
    failures.push(...problems.map((problem) => `crash ${crash}, ${model} at operation ${end}: ${problem}`));
    await rm(own, { recursive: true, force: true });
    if (crash % saidEvery === 0) say(`${crash} of ${size} crashes, ${failures.length} wrong`);
  }
  return { tried: size, failures };
}

interface Recording {
  readonly id: string;
  readonly library: string;
  readonly operations: readonly DiskOperation[];
  readonly events: readonly RunEvent[];
  readonly report: string;
}

async function recordRun(folder: string, subject: Subject): Promise<Recording> {
  const runsDir = path.join(folder, "runs");
  await mkdir(runsDir, { recursive: true });
  const library = path.join(folder, "library.sqlite");
  await makeLibrary(library, subject);
  let directory = "";
  const operations = await recordDisk(runsDir, (promise) =>
    withProvider(library, async (common) => {
      const run = await research({ ...common, question: subject.question, runsDir });
      directory = run.directory;
      for await (const event of run) if (!isTransient(event)) promise();
      await run.result;
    }),
  );
  const events = await readJournal(path.join(directory, "journal.ndjson"));
  return { id: path.basename(directory), library, operations, events, report: await reportOf(directory) };
}

async function withProvider(
  file: string,
  work: (common: Pick<Parameters<typeof research>[0], "policy" | "search" | "pages">) => Promise<void>,
): Promise<void> {
  const library = openLibrary(file, { readOnly: true });
  try {
    const provider = localSearchProvider(library);
    await work({ policy: embeddedPolicy(), search: [provider], pages: [provider] });
  } finally {
    library.close();
  }
}

interface Crash {
  readonly recording: Recording;
  readonly model: LossModel;
  /** How many operations were asked for before the power went. */
  readonly end: number;
  readonly random: () => number;
}

/** What is wrong with a run after the power went: events that had been told to whoever reads them count as accepted. */
async function crashProblems(
  folder: string,
  { recording, model, end, random }: Crash,
): Promise<readonly string[]> {
  const done = recording.operations.slice(0, end);
  await mkdir(folder, { recursive: true });
  await leaveBehind(folder, done, { model, random });
  const directory = path.join(folder, recording.id);
  const accepted = done.filter(({ type }) => type === "promise").length;
  const events = await readJournal(path.join(directory, "journal.ndjson"));
  const isPrefix = JSON.stringify(events) === JSON.stringify(recording.events.slice(0, events.length));
  const found = [
    ...(events.length >= accepted ? [] : [`${accepted - events.length} accepted events are lost`]),
    ...(isPrefix ? [] : ["the journal holds what was never written"]),
    ...(await lostSources(directory, events)),
  ];
  if (events.length === 0) return found;
  try {
    await withProvider(recording.library, async (common) => {
      await (await resume({ ...common, directory })).result;
    });
  } catch (error) {
    return [...found, `it cannot go on: ${error instanceof AppError ? error.message : String(error)}`];
  }
  return [...found, ...(await problemsOf(directory, recording.report))];
}

/** Sources of evidence in the journal whose text is not there, or not what it was. */
async function lostSources(directory: string, events: readonly RunEvent[]): Promise<readonly string[]> {
  const ids = new Set(
    events.flatMap((event) =>
      event.type === "tool-result" ? event.evidence.map(({ source }) => source.id) : [],
    ),
  );
  const texts = await Promise.all(
    [...ids].map((id) => readFile(path.join(directory, "sources", `${id}.md`), "utf8").catch(() => "")),
  );
  return [...ids].filter((id, at) => sha256(texts[at] ?? "") !== id).map((id) => `the source ${id} is lost`);
}
