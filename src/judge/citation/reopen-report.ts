import { readFile } from "node:fs/promises";
import path from "node:path";
import type { RunEvent } from "../../agent/events.ts";
import { applyEvent, initialState } from "../../agent/state.ts";
import { AppError } from "../../core/errors.ts";
import type { Evidence } from "../../core/source.ts";
import { buildReport } from "../../report/build-report.ts";
import type { Report } from "../../report/report.ts";
import { collectDiscovery } from "../../report/sources/collect-discovery.ts";
import { readJournal } from "../../run/journal.ts";
import { openRunDirectory } from "../../run/run-directory.ts";
import { sourceStore } from "../../run/source-store.ts";
import { type PrintedCitation, readPrintedReport } from "./read-report.ts";

/** A finished run, read again from its files. */
export interface ReopenedReport {
  /** Its `report.md` as it stands now, checked anew against the stored sources. */
  readonly report: Report;
  /** The stored text of a source, or undefined where it is gone. */
  readonly sourceText: (sourceId: string) => Promise<string | undefined>;
}

/**
 * Checks the report of a run again: its sentences and citations from `report.md`, what may be cited from the journal,
 * every cited byte from the stored sources. Throws `AppError` RUN_INVALID where there is no run or no report.
 */
export async function reopenReport(directory: string): Promise<ReopenedReport> {
  const run = openRunDirectory(directory);
  const events = await readJournal(run.journalFile);
  const [start] = events;
  if (start?.type !== "run-start") {
    throw new AppError("RUN_INVALID", `There is no run to verify in ${run.path}.`, {
      why: "its journal is missing or does not begin with the start of a run",
      fix: "give the path of a run directory; deepwell list shows them",
    });
  }
  const markdown = await readFile(path.join(run.path, "report.md"), "utf8").catch(() => {
    throw new AppError("RUN_INVALID", `The run ${run.id} has no report to verify.`, {
      why: "there is no report.md in its directory",
      fix: "deepwell resume writes the files of a finished run again",
    });
  });
  const { evidence } = events.reduce(applyEvent, initialState([]));
  const printed = readPrintedReport(markdown, start.language, (one, label) => idOf(one, label, evidence));
  const store = sourceStore(run.sourcesFolder);
  const search = collectDiscovery(events);
  const report = await buildReport({
    runId: run.id,
    question: start.question,
    language: start.language,
    createdAt: start.startedAt,
    answer: printed.body,
    evidence,
    sourceText: (id) => store.text(id),
    policy: start.policy,
    usesLanguageModel: start.usesLanguageModel,
    policyMode: "mark",
    searched: search,
    status: endedEarly(events) ? "partial" : "verified",
    discovery: search.discovery,
  });
  return { report, sourceText: (id) => store.text(id) };
}

function endedEarly(events: readonly RunEvent[]): boolean {
  return events.some((event) => event.type === "run-end" && event.status === "partial");
}

/** The id under which the run met the cited bytes; one that nothing has where it never did. */
function idOf(
  citation: PrintedCitation | undefined,
  label: string,
  evidence: ReadonlyMap<string, Evidence>,
): string {
  for (const [id, { source, passage }] of evidence) {
    const isSame =
      source.id === citation?.sourceId && passage.start === citation.start && passage.end === citation.end;
    if (isSame) return id;
  }
  return `unknown-${label}`;
}
