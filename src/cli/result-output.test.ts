import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOutput } from "./result-output.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-output-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("where a report goes", () => {
  it("is there before the run begins", async () => {
    await checkOutput({ output: path.join(folder, "reports", "mine.html") });
    expect(existsSync(path.join(folder, "reports"))).toBe(true);
    await checkOutput({ output: `${path.join(folder, "all")}/` });
    expect(existsSync(path.join(folder, "all"))).toBe(true);
    await checkOutput({ output: "-" });
    await checkOutput({});
  });

  it("is refused before the run where nothing can be written", async () => {
    const file = path.join(folder, "a-file");
    await writeFile(file, "");
    for (const output of [path.join(file, "report.md"), `${file}/reports/`]) {
      await expect(checkOutput({ output })).rejects.toMatchObject({
        code: "USAGE",
        why: expect.stringContaining(file),
        fix: expect.stringContaining("--output"),
      });
    }
  });

  it.runIf(existsSync("/proc/self"))("is refused under /proc as elsewhere", async () => {
    await expect(checkOutput({ output: "/proc/deepwell/report.md" })).rejects.toMatchObject({
      code: "USAGE",
    });
  });

  it("has a form that is known", async () => {
    await expect(checkOutput({ output: "report.odt" })).rejects.toMatchObject({
      why: expect.stringContaining(".html"),
    });
    await expect(checkOutput({ json: true, events: true })).rejects.toMatchObject({ code: "USAGE" });
  });
});
