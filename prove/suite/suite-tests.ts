import { execFile } from "node:child_process";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { z } from "zod";
import { citedPromises } from "../../test/checks/promise-coverage.ts";
import { projectFiles, readProjectFile } from "../../test/checks/project-files.ts";
import type { PromiseId } from "../../test/promises.ts";
import type { Proof, ProofResult } from "../proof.ts";

const longestRunMs = 40 * 60_000;
const shownLines = 3;

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** The suite's own tests of a promise as its proof, for promises that have no longer form. */
export function suiteProof(promise: PromiseId): Proof {
  return { promise, form: "suite", run: () => suiteTests(promise) };
}

/** Runs the tests that cite a promise, in this checkout or in a copy of it; `tried` counts tests. */
export async function suiteTests(
  promise: PromiseId,
  { root, isBailing = false }: { readonly root?: string; readonly isBailing?: boolean } = {},
): Promise<ProofResult> {
  const files = projectFiles().filter(
    (file) => file.endsWith(".test.ts") && citedPromises(readProjectFile(file)).includes(promise),
  );
  if (files.length === 0) return { tried: 0, failures: [`no test cites ${promise}`] };
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-suite-"));
  const output = path.join(folder.path, "report.json");
  const pattern = `\\[${promise.replaceAll(".", "\\.")}\\]`;
  const reporting = ["--reporter=json", `--outputFile=${output}`, ...(isBailing ? ["--bail=1"] : [])];
  await runVitest([...files, "-t", pattern, ...reporting], root ?? process.cwd());
  return resultOf(JSON.parse(await readFile(output, "utf8")));
}

/** Ends when the tests do; that some failed is told by their report. */
function runVitest(args: readonly string[], cwd: string): Promise<void> {
  const script = path.join(cwd, "node_modules/vitest/vitest.mjs");
  const options = { cwd, timeout: longestRunMs, maxBuffer: 2 ** 28, killSignal: "SIGKILL" as const };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, "run", ...args], options, () => resolve());
  });
}

function resultOf(report: unknown): ProofResult {
  const { testResults } = reportSchema.parse(report);
  const tests = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "passed" || status === "failed"),
  );
  const broken = tests.filter(({ status }) => status === "failed");
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failures = [
    ...broken.map(({ fullName, failureMessages }) => `${fullName}: ${firstLines(failureMessages?.[0])}`),
    ...unloaded.map(({ name, message }) => `${path.basename(name)}: ${firstLines(message)}`),
  ];
  return { tried: tests.length, failures };
}

function firstLines(text = ""): string {
  return text.split("\n").slice(0, shownLines).join(" ");
}
