import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { deepwell } from "./deepwell-process.ts";

/** Writes the URL of every module that is loaded to stderr. */
const traceLoads = `data:text/javascript,${encodeURIComponent(
  'import { registerHooks } from "node:module"; registerHooks({ load(url, context, next) { process.stderr.write(`LOAD ${url}\\n`); return next(url, context); } });',
)}`;

describe("help and version", () => {
  it.each([["-h"], ["--help"], ["-V"], ["--version"]])(
    "%s answers on stdout and loads nothing heavy",
    async (flag) => {
      const { code, stdout, stderr } = await deepwell([flag], { nodeArguments: ["--import", traceLoads] });
      expect(code).toBe(0);
      expect(stdout).toMatch(
        flag.toLowerCase().endsWith("h") || flag === "--help" ? /Usage: deepwell/ : /^\d+\.\d+\.\d+\n$/,
      );
      const packages = [...stderr.matchAll(/LOAD .*node_modules\/([^/\n]+)/g)].map((match) => match[1]);
      expect(new Set(packages)).toEqual(new Set(["commander"]));
      expect(stderr).not.toMatch(/src\/(research|policy|model|document|retrieval|report)\//);
    },
  );

  it("names every command and its flags", async () => {
    const { stdout } = await deepwell(["--help"]);
    for (const word of [
      "read",
      "bench",
      "list",
      "show",
      "doctor",
      "demo",
      "--docs",
      "--max-time",
      "--json",
    ]) {
      expect(stdout).toContain(word);
    }
  });
});

describe("usage errors", () => {
  it.each([
    [["--max-turn", "3", "q"], /--max-turns/],
    [["q", "--max-turns", "none"], /whole number/],
    [["q", "--max-time", "soon"], /90s, 15m/],
    [["q", "--json", "--events"], /exclude each other/],
    [["q", "--strict", "--mark"], /exclude each other/],
    [["q", "--docs-only"], /--docs/],
    [["q", "-o", "report.xyz"], /\.md/],
    [["q", "--model", "m"], /--base-url/],
    [["shwo"], /deepwell show/],
    [["verfy"], /deepwell verify/],
    [["raed", "package.json"], /deepwell read package\.json/],
    [["  "], /deepwell demo/],
    [["bench", "no-such-suite", "--data", "."], /suites are/],
    [[], /deepwell demo/],
  ])("%j exits with 2 and says what to do", async (args, hint) => {
    const { code, stdout, stderr } = await deepwell(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(hint);
    expect(stderr).toMatch(/Fix: /);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("speaks Chinese where the locale does", async () => {
    const none = mkdtempSync(path.join(tmpdir(), "deepwell-none-"));
    const listed = await deepwell(["list", "--runs-dir", none], { env: { LANG: "zh_CN.UTF-8" } });
    expect(listed.stderr).toContain("还没有运行过");
    const { stderr } = await deepwell(["shwo"], { env: { LANG: "zh_CN.UTF-8" } });
    expect(stderr).toMatch(/办法: /);
  });
});

describe("runs that were made", () => {
  const runsDir = mkdtempSync(path.join(tmpdir(), "deepwell-runs-"));
  const make = (id: string, question: string, startedAt: string, files: Readonly<Record<string, string>>) => {
    const record = { version: 1, id, question, startedAt, status: "answered", policy: "scripted" };
    mkdirSync(path.join(runsDir, id));
    for (const [name, text] of Object.entries({ ...files, "run.json": JSON.stringify(record) })) {
      writeFileSync(path.join(runsDir, id, name), text);
    }
  };
  make("20260101-0900-first-aaaa", "First?", "2026-01-01T09:00:00.000Z", { "report.md": "# First\n" });
  make("20260102-0900-second-bbbb", "第二个问题？", "2026-01-02T09:00:00.000Z", {
    "report.md": "# Second\n",
  });
  make("20260103-0900-third-cccc", "Third?", "2026-01-03T09:00:00.000Z", { "not-found.md": "# Nothing\n" });
  mkdirSync(path.join(runsDir, "no-run-at-all"));

  it("are listed newest first", async () => {
    const { stdout } = await deepwell(["list", "--runs-dir", runsDir]);
    expect(stdout.split("\n").map((line) => line.split(" ")[0])).toEqual([
      "20260103-0900-third-cccc",
      "20260102-0900-second-bbbb",
      "20260101-0900-first-aaaa",
      "",
    ]);
    const json = await deepwell(["list", "--json"], { env: { DEEPWELL_RUNS_DIR: runsDir } });
    expect(
      json.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toHaveLength(3);
  });

  it("are shown by a part of their id, and the last one without any", async () => {
    expect((await deepwell(["show", "first", "--runs-dir", runsDir])).stdout).toBe("# First\n");
    expect((await deepwell(["show", "--runs-dir", runsDir])).stdout).toBe("# Nothing\n");
    expect((await deepwell(["show", path.join(runsDir, "20260102-0900-second-bbbb")])).stdout).toBe(
      "# Second\n",
    );
  });

  it("are not guessed at: an id that fits several or none is refused", async () => {
    for (const wanted of ["0900", "no-such-run"]) {
      const { code, stdout, stderr } = await deepwell(["show", wanted, "--runs-dir", runsDir]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/deepwell list/);
    }
  });
});

describe("the doctor", () => {
  it("finds what a run needs and says how to repair what it does not find", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "deepwell-doctor-"));
    const blocked = path.join(folder, "file");
    writeFileSync(blocked, "");
    const good = await deepwell(["doctor", "--json"], {
      env: { DEEPWELL_CACHE_DIR: path.join(folder, "cache") },
    });
    expect(good.code).toBe(0);
    expect(JSON.parse(good.stdout)).toContainEqual({
      name: "cache",
      state: "ok",
      detail: path.join(folder, "cache"),
    });
    const bad = await deepwell(["doctor"], { env: { DEEPWELL_CACHE_DIR: path.join(blocked, "cache") } });
    expect(bad.code).toBe(2);
    expect(bad.stdout).toMatch(/problem {2}cache[\s\S]*Fix: export DEEPWELL_CACHE_DIR/);
  });

  it("asks the model server whether it is there", async () => {
    const env = { DEEPWELL_MODEL: "m", OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
    const { code, stdout } = await deepwell(["doctor"], { env });
    expect(code).toBe(2);
    expect(stdout).toMatch(/problem {2}model .*cannot be reached/);
  });
});
