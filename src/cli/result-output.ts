import { constants, existsSync, statSync } from "node:fs";
import { access, copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { AppError, errorMessage } from "../core/errors.ts";
import type { ResearchResult } from "../research/conclude-run.ts";
import { makeFolder } from "../run/make-folder.ts";
import type { ResearchFlags } from "./settings.ts";

const formats: Readonly<Record<string, string>> = {
  ".md": "report.md",
  ".html": "report.html",
  ".json": "run.json",
  ".bib": "references.bib",
};

/**
 * Refuses, before any work is done, output flags that cannot be served, and makes the folder that is written to. Throws
 * `AppError` USAGE.
 */
export async function checkOutput(flags: ResearchFlags): Promise<void> {
  if (flags.json && flags.events) {
    throw new AppError("USAGE", "--json and --events exclude each other.", {
      why: "both write to standard output",
      fix: "give one of the two",
    });
  }
  const { output } = flags;
  if (output === undefined || output === "-") return;
  if (!isFolder(output) && formatOf(output) === undefined)
    throw unusable(output, `a report is written as ${Object.keys(formats).join(", ")}, or into a folder`);
  try {
    await makeFolder(folderOf(output));
    await access(existsSync(output) ? output : folderOf(output), constants.W_OK);
  } catch (error) {
    throw unusable(output, errorMessage(error));
  }
}

function unusable(output: string, why: string): AppError {
  return new AppError("USAGE", `--output cannot be ${output}.`, {
    why,
    fix: "--output report.md · --output reports/",
  });
}

/** Writes the report where the flags say, and whatever belongs on standard output. Progress has ended by now. */
export async function writeResult(
  result: ResearchResult,
  { id, question, flags }: { readonly id: string; readonly question: string; readonly flags: ResearchFlags },
): Promise<void> {
  const toFile = flags.output !== undefined && flags.output !== "-";
  if (toFile) await copyReport(result, flags.output ?? "");
  if (flags.events) return;
  if (flags.json) {
    const report = await readReport(result);
    const { report: checked, ...rest } = result;
    const statistics = checked === undefined ? {} : { statistics: checked.statistics };
    const text = report === undefined ? {} : { report };
    process.stdout.write(`${JSON.stringify({ id, question, ...rest, ...statistics, ...text })}\n`);
  } else if (!toFile) {
    const report = await readReport(result);
    if (report !== undefined) process.stdout.write(process.stdout.isTTY ? printable(report) : report);
  }
}

async function readReport(result: ResearchResult): Promise<string | undefined> {
  return result.files.includes("report.md")
    ? readFile(path.join(result.directory, "report.md"), "utf8")
    : undefined;
}

async function copyReport(result: ResearchResult, output: string): Promise<void> {
  const hasReport = result.files.includes("report.md");
  if (isFolder(output)) {
    for (const name of result.files)
      await copyFile(path.join(result.directory, name), path.join(output, name));
    return;
  }
  const name = formatOf(output);
  if (name === undefined || (!hasReport && name !== "run.json")) return;
  await copyFile(path.join(result.directory, name), output);
}

function formatOf(output: string): string | undefined {
  return formats[path.extname(output).toLowerCase()];
}

function folderOf(output: string): string {
  return isFolder(output) ? path.resolve(output) : path.dirname(path.resolve(output));
}

function isFolder(output: string): boolean {
  return /[\\/]$/.test(output) || (existsSync(output) && statSync(output).isDirectory());
}

/** Text from the web may hold escape sequences; a terminal must not obey them. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, "");
}
