import { mkdtempDisposable, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PerfBenchmark, PerfOptions, PerfResult, PerfRow } from "../benchmark.ts";
import { spread } from "../spread.ts";
import { deepwellJournal, type JournalSubject, sqliteJournal } from "./journal-subjects.ts";
import { turnEvents } from "./turn-events.ts";

/** Turns of the runs that are written and resumed. */
const defaultSizes = [100, 300, 1_000] as const;
const repeats = 3;

/** How fast events become durable, how much room they take, and how long a run of many turns takes to be resumed. */
export const journalPerf: PerfBenchmark = {
  name: "journal",
  description: "the journal of a run: events a second, bytes a turn, time to resume, beside node:sqlite",
  async run(options) {
    const subjects = [deepwellJournal, sqliteJournal].filter(
      ({ name }) => options.subjects?.includes(name) ?? true,
    );
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-perf-journal-"));
    return await measure(subjects, folder.path, options);
  },
};

async function measure(
  subjects: readonly JournalSubject[],
  folder: string,
  options: PerfOptions,
): Promise<PerfResult> {
  const rows: PerfRow[] = [];
  const resumes = new Map<string, number>();
  const sizes = options.sizes ?? defaultSizes;
  for (const size of sizes) {
    for (const subject of subjects) {
      options.say(`${subject.name}, ${size} turns …`);
      const measured = await writeAndResume(subject, path.join(folder, `${subject.name}-${size}`), size);
      rows.push(...measured.rows);
      resumes.set(`${subject.name} @${size}`, measured.resumeMs);
    }
  }
  const ratios = sizes.flatMap((size) => {
    const [own, peer] = [resumes.get(`deepwell @${size}`), resumes.get(`node:sqlite @${size}`)];
    return own === undefined || peer === undefined
      ? []
      : [[`resume, node:sqlite / deepwell @${size}`, Number((peer / own).toPrecision(3))] as const];
  });
  const note =
    "Both make events durable before a tool starts and at the end of a turn: fdatasync, and WAL with synchronous = FULL.";
  return { rows, ratios: Object.fromEntries(ratios), notes: [note] };
}

async function writeAndResume(
  subject: JournalSubject,
  file: string,
  turns: number,
): Promise<{ readonly rows: readonly PerfRow[]; readonly resumeMs: number }> {
  const events = Array.from({ length: turns }, (_, turn) => turnEvents(turn + 1));
  const writer = await subject.open(file);
  const started = performance.now();
  for (const event of events.flat()) {
    writer.append(event);
    // As the loop waits: before a tool starts, and here for the result as well.
    if (event.type === "tool-call" || event.type === "turn-end") await writer.synced();
  }
  const seconds = (performance.now() - started) / 1000;
  await writer.close();
  const { size } = await stat(file);
  const resumes: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const before = performance.now();
    const state = await subject.resume(file);
    resumes.push(performance.now() - before);
    if (state.turns !== turns) throw new Error(`${subject.name} resumed ${state.turns} of ${turns} turns`);
  }
  const row = (metric: string, unit: string, samples: readonly number[]): PerfRow =>
    spread({ subject: subject.name, metric: `${metric} @${turns}`, unit }, samples);
  return {
    rows: [
      row("append", "events/s", [events.flat().length / seconds]),
      row("size", "bytes/turn", [size / turns]),
      row("resume", "ms", resumes),
    ],
    resumeMs: resumes.toSorted((a, b) => a - b)[Math.floor(repeats / 2)] ?? Number.NaN,
  };
}
