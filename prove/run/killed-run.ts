import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { cacheDirectory } from "../../src/cli/cache-directory.ts";
import { sha256 } from "../../src/core/hash.ts";
import { present } from "../../src/core/present.ts";
import { parseDocument } from "../../src/document/parse-document.ts";
import { openLibrary } from "../../src/retrieval/library.ts";
import { readJournal } from "../../src/run/journal.ts";

export interface Subject {
  readonly question: string;
  /** Documents that answer it, as Markdown. */
  readonly pages: readonly string[];
}

/** Small worlds with one answer each. */
export const subjects: readonly Subject[] = [
  {
    question: "How much does a fishing licence cost, and how long is it valid?",
    pages: [
      "# Fishing licences\n\nA fishing licence costs $45 a year for residents.\n\n## Validity\n\nA fishing licence is valid for twelve months from the day of issue.\n",
      "# Licence fees of the county\n\nResidents pay $45 for a fishing licence. Visitors pay $90 for a fishing licence.\n\n## Renewal\n\nA licence can be renewed online in the last month of its validity.\n",
    ],
  },
  {
    question: "试用期最长可以约定多久？",
    pages: [
      "# 劳动合同规则\n\n劳动合同期限三年以上的，试用期不得超过六个月。\n\n## 次数\n\n同一用人单位与同一劳动者只能约定一次试用期。\n",
      "# 试用期工资\n\n试用期工资不得低于约定工资的百分之八十。\n",
    ],
  },
  {
    question: "What is the difference between the day ticket and the week ticket?",
    pages: [
      "# Tickets\n\nThe day ticket costs 8 euros and is valid until midnight.\n\nThe week ticket costs 30 euros and is valid for seven days.\n",
      "# Refunds\n\nA week ticket can be returned before its first day. A day ticket cannot be returned.\n",
    ],
  },
];

/** Indexes the documents of a subject into a library file. */
export async function makeLibrary(file: string, { pages }: Subject): Promise<void> {
  const library = openLibrary(file);
  for (const [index, page] of pages.entries()) {
    const parsed = await parseDocument(Buffer.from(page), { contentType: "text/markdown" });
    if (parsed.type === "failure") throw new Error(parsed.message);
    const { text, passages, title = "", language } = parsed.document;
    const about = { id: sha256(text), url: `https://example.org/${index}`, title, authors: [] };
    const kind = {
      mediaType: "text/markdown",
      collection: "web",
      ...present({ language }),
    };
    await library.add([{ source: { ...about, ...kind }, text, passages }]);
  }
  library.close();
}

/** Halves the time that a child takes to start. */
const compiledCode = path.join(cacheDirectory(process.env), "compiled");

export interface Ended {
  /** Empty where it died before it had one. */
  readonly directory: string;
  readonly events: number;
  readonly isDone: boolean;
}

export interface ChildPlan {
  /** Of this folder; `run-child.ts` unless given. */
  readonly script?: string;
  /** With SIGKILL, when it has told this many events. */
  readonly afterEvents?: number;
  /** With SIGKILL, this long after its start. */
  readonly afterMs?: number;
}

/**
 * Runs a child that researches (`start RUNS LIBRARY QUESTION`) or resumes (`resume DIRECTORY LIBRARY`), and may kill it. It
 * tells its directory and then each event and the end, a line each.
 */
export async function driveChild(args: readonly string[], plan: ChildPlan = {}): Promise<Ended> {
  const script = path.join(import.meta.dirname, plan.script ?? "run-child.ts");
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: compiledCode },
  });
  if (child.stdout === null) throw new Error("the child has no stdout");
  const exit = once(child, "exit");
  const { afterEvents = Infinity, afterMs } = plan;
  const timer = afterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), afterMs);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length > afterEvents) child.kill("SIGKILL");
  }
  await exit;
  clearTimeout(timer);
  const [directory = "", ...events] = lines;
  return { directory, events: events.length, isDone: lines.at(-1) === "done" };
}

/** The report without what differs from run to run: its id and its time. */
export async function reportOf(directory: string): Promise<string> {
  const text = await readFile(path.join(directory, "report.md"), "utf8");
  return text.replaceAll(path.basename(directory), "RUN").replace(/^created: .*$/m, "created: THEN");
}

/** What is wrong with a run that was killed and resumed to its end, against the report of one that was not. */
export async function problemsOf(directory: string, expected: string): Promise<readonly string[]> {
  const events = await readJournal(path.join(directory, "journal.ndjson"));
  const results = events.flatMap((event) => (event.type === "tool-result" ? [event.callId] : []));
  const ends = events.filter((event) => event.type === "run-end").length;
  const names = await readdir(directory, { recursive: true });
  const left = names.filter((name) => name.endsWith(".tmp")).length;
  return [
    ...((await reportOf(directory)) === expected ? [] : ["another report"]),
    ...(new Set(results).size === results.length ? [] : ["a finished tool call was made again"]),
    ...(ends === 1 ? [] : [`${ends} ends`]),
    ...(left === 0 ? [] : [`${left} temporary files left`]),
  ];
}
