import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { projectRoot } from "./checks/project-files.ts";

const folder = path.join(projectRoot, "examples");
const examples = readdirSync(folder).filter((file) => file.endsWith(".ts"));

async function runExample(name: string): Promise<{ readonly stdout: string; readonly report: string }> {
  const runsDir = mkdtempSync(path.join(tmpdir(), "deepwell-example-"));
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, name), runsDir]);
  const [run = ""] = readdirSync(runsDir);
  return { stdout, report: readFileSync(path.join(runsDir, run, "report.md"), "utf8") };
}

describe("examples", () => {
  it("are all named in their README", () => {
    const readme = readFileSync(path.join(folder, "README.md"), "utf8");
    expect(examples.filter((file) => !readme.includes(`(${file})`))).toEqual([]);
  });

  it("01: a script searches, cites and gets a checked report", { timeout: 60_000 }, async () => {
    const { stdout, report } = await runExample("01-scripted-run.ts");
    expect(JSON.parse(stdout)).toMatchObject({ status: "answered" });
    expect(report).toContain("20 cents per item and day");
    expect(report).toContain("library-rules.md");
  });

  it("02: the embedded policy answers from own documents", { timeout: 60_000 }, async () => {
    const { stdout, report } = await runExample("02-own-documents.ts");
    expect(stdout.trim()).toBe(report.trim());
    expect(report).toContain("four weeks");
    expect(report).toContain("20 cents");
  });

  it("03: a server plays the model, fails once, and the run goes on", { timeout: 60_000 }, async () => {
    const { stdout, report } = await runExample("03-model-server.ts");
    expect(JSON.parse(stdout)).toMatchObject({
      status: "answered",
      requests: 3,
      cost: { inputTokens: 900, phases: { report: { requests: 1 } } },
    });
    expect(report).toContain("20 cents per item and day");
  });

  it("04: the embedded policy researches on a web of made-up sites", { timeout: 60_000 }, async () => {
    const { stdout, report } = await runExample("04-fake-web.ts");
    expect(stdout.trim()).toBe(report.trim());
    expect(report).toMatch(/mooring permit in Eastmere (?:costs|from) /);
    expect(report).toContain(".example/permits/mooring-permit");
  });
});
