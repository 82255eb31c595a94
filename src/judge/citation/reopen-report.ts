import { readFile } from "node:fs/promises";
import path from "node:path";
import type { RunEvent } from "../../agent/events.ts";
import { applyEvent, initialState } from "../../agent/state.ts";
import { AppError } from "../../core/errors.ts";
import type { Evidence } from "../../core/source.ts";
import { buildReport } from "../../report/build-report.ts";
import { renderMarkdown } from "../../report/render/render-markdown.ts";
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
  /** The label that a citation has in `report.md`, by its id; ids of the report's own that no passage has among them. */
  readonly labels: ReadonlyMap<string, string>;
  /** Labels of cited passages whose words in `report.md` are not those of the stored source. */
  readonly altered: readonly string[];
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
  const markdown = await readRunReport(run.path);
  const { evidence } = events.reduce(applyEvent, initialState([]));
  const labels = new Map<string, string>();
  const printed = readPrintedReport(markdown, start.language, (one, label) => {
    const id = idOf(one, label, evidence);
    labels.set(id, label);
    return id;
  });
  const store = sourceStore(run.sourcesFolder);
  const search = collectDiscovery(events);
  const report = await buildReport({
    runId: start.runId,
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
  const altered = alteredExcerpts(printed.citations, report);
  return { report, labels, altered, sourceText: (id) => store.text(id) };
}

/**
 * The `report.md` of a run. Throws `AppError` RUN_INVALID where there is none, which says whether the run has ended.
 */
export async function readRunReport(directory: string): Promise<string> {
  const { id, journalFile, path: folder } = openRunDirectory(directory);
  const text = await readFile(path.join(folder, "report.md"), "utf8").catch(() => undefined);
  if (text !== undefined) return text;
  const events = await readJournal(journalFile).catch(() => []);
  if (events.some(({ type }) => type === "run-end")) {
    throw new AppError("RUN_INVALID", `The run ${id} has no report.`, {
      why: "it has ended, and there is no report.md in its directory",
      fix: "deepwell resume goes on with a stopped run, and writes the files of a finished one again",
    });
  }
  throw new AppError("RUN_INVALID", `The run ${id} has no report yet.`, {
    why: "it has not ended: it is still going on, or it was interrupted",
    fix: "deepwell status shows where it stands, deepwell resume goes on with an interrupted one",
  });
}

/**
 * What is printed of a passage has to be what would be printed of the stored one, or words of it in one piece; letters and
 * digits count alone, so that a report that was printed in another style passes.
 */
function alteredExcerpts(printed: readonly PrintedCitation[], report: Report): readonly string[] {
  const telling = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");
  const placeOf = ({
    sourceId = "",
    start,
    end,
  }: Pick<PrintedCitation, "sourceId" | "start" | "end">): string => `${sourceId} ${start} ${end}`;
  const again = readPrintedReport(renderMarkdown(report), report.language, (_, label) => label).citations;
  const rendered = new Map(again.map((one) => [placeOf(one), telling(one.excerpt)]));
  const stored = new Map(report.citations.map((one) => [placeOf(one), telling(one.text)]));
  return printed
    .filter((one) => {
      const [words, place] = [telling(one.excerpt), placeOf(one)];
      const text = stored.get(place);
      return text !== undefined && !text.includes(words) && rendered.get(place) !== words;
    })
    .map(({ label }) => label);
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
