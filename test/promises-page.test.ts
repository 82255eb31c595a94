import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { promisesPage } from "../prove/promises-page.ts";
import { resultsOf, saveResult, type StoredResult } from "../prove/results.ts";
import { projectRoot } from "./checks/project-files.ts";
import { promises } from "./promises.ts";

const result: StoredResult = {
  promise: "run.atomic",
  form: "full",
  tried: 1500,
  failures: 0,
  seed: 1,
  seconds: 9,
  commit: "abc1234",
  date: "2026-01-02",
};

describe("the page of promises", () => {
  it("is what the stored results give: node prove/write-page.ts", () => {
    expect(readFileSync(path.join(projectRoot, "docs/promises.md"), "utf8")).toBe(promisesPage());
  });

  it("lists every kept promise, and no result that was kept has a failure", () => {
    const kept = promises.flatMap(({ id, status }) => (status === "kept" ? [id] : []));
    const page = promisesPage();
    expect(kept.filter((id) => !page.includes(`\n| ${id} |`))).toEqual([]);
    expect(kept.flatMap((id) => resultsOf(id)).filter(({ failures }) => failures > 0)).toEqual([]);
  });

  it("adds up the runs of several seeds, and shows the suite's only where there are no others", () => {
    const stored: readonly StoredResult[] = [
      { ...result, form: "suite", tried: 3 },
      result,
      { ...result, seed: 2, failures: 1, date: "2026-01-03", commit: "def5678" },
    ];
    const page = promisesPage((promise) => (promise === "run.atomic" ? stored : []));
    expect(page).toContain(
      "| run.atomic | 3,000 | 1 | 2026-01-02, 2026-01-03 | abc1234, def5678 | `npm run prove -- run.atomic --seed N` in [2 parts](../prove/results/run.atomic.json) |",
    );
    expect(promisesPage((id) => (id === "run.atomic" ? stored.slice(0, 1) : []))).toContain(
      "| 3 tests | 0 |",
    );
  });

  it("keeps one result for a form, a seed and a size", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "deepwell-results-"));
    saveResult(result, folder);
    saveResult({ ...result, seed: 2 }, folder);
    saveResult({ ...result, tried: 7 }, folder);
    expect(resultsOf("run.atomic", folder).map(({ seed, tried }) => [seed, tried])).toEqual([
      [2, 1500],
      [1, 7],
    ]);
    rmSync(folder, { recursive: true });
  });
});
