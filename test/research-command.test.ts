import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { present } from "../src/core/present.ts";
import { startLoopbackModel } from "../src/model/loopback-server.ts";
import { projectRoot } from "./checks/project-files.ts";
import { deepwell } from "./deepwell-process.ts";

const documents = path.join(projectRoot, "examples/documents");
const question = "How long are books lent, and what does a late return cost?";
const cacheDir = mkdtempSync(path.join(tmpdir(), "deepwell-cache-"));

function fresh() {
  const runsDir = mkdtempSync(path.join(tmpdir(), "deepwell-runs-"));
  const env = { DEEPWELL_CACHE_DIR: cacheDir, DEEPWELL_RUNS_DIR: runsDir };
  const run = (args: readonly string[], input?: string) =>
    deepwell([...args, "--docs", documents, "--docs-only"], {
      env,
      ...present({ input }),
    });
  const directory = () => path.join(runsDir, readdirSync(runsDir)[0] ?? "");
  return { runsDir, env, run, directory };
}

describe("a question", () => {
  it("gives the report on stdout, and on stderr how it went", { timeout: 60_000 }, async () => {
    const { run, directory } = fresh();
    const { code, stdout, stderr } = await run([question]);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(path.join(directory(), "report.md"), "utf8"));
    expect(stdout).toContain("four weeks");
    const lines = stderr.trimEnd().split("\n");
    expect(lines[0]).toMatch(
      /^Policy: embedded.* · sources: .*documents · limits: 30 turns, 120 tool calls, 30:00$/,
    );
    expect(lines[1]).toMatch(/No language model.*--model/);
    expect(stderr).toMatch(/Checked: \d+ of \d+ claims? pass/);
    expect(lines.at(-2)).toContain(directory());
    expect(lines.at(-1)).toMatch(/^Next: deepwell show \S+ · open .*report\.html$/);
    expect(stderr).not.toContain("\u001b");
  });

  it("may come from standard input, and be answered by nothing but the report", {
    timeout: 60_000,
  }, async () => {
    const { run, directory } = fresh();
    const { code, stdout, stderr } = await run(["-q", "-"], `${question}\n`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(readFileSync(path.join(directory(), "report.md"), "utf8"));
  });

  it("is answered although nobody reads how it goes any more", { timeout: 60_000 }, async () => {
    const { env, directory } = fresh();
    const args = [question, "--docs", documents, "--docs-only"];
    const { code, stdout } = await deepwell(args, { env, closesStderr: true });
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(path.join(directory(), "report.md"), "utf8"));
  });

  it("gives one JSON object with --json", { timeout: 60_000 }, async () => {
    const { run, directory } = fresh();
    const { stdout } = await run([question, "--json"]);
    const outcome = JSON.parse(stdout) as Record<string, unknown>;
    expect(outcome).toMatchObject({ question, status: "answered", exitCode: 0, directory: directory() });
    expect(outcome["report"]).toBe(readFileSync(path.join(directory(), "report.md"), "utf8"));
    expect(outcome["statistics"]).toHaveProperty("claims");
  });

  it("gives every event as a line of JSON with --events", { timeout: 60_000 }, async () => {
    const { stdout } = await fresh().run([question, "--events"]);
    const types = stdout
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types.at(0)).toBe("run-start");
    expect(types.at(-1)).toBe("run-end");
    expect(types).toContain("tool-result");
  });

  it("writes the report where it is told to, and then keeps stdout empty", { timeout: 60_000 }, async () => {
    const { run, directory, runsDir } = fresh();
    const target = path.join(runsDir, "..", `${path.basename(runsDir)}-out`, "report.html");
    const { code, stdout } = await run([question, "-o", target]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(readFileSync(target, "utf8")).toBe(readFileSync(path.join(directory(), "report.html"), "utf8"));
  });

  it("is answered in the language that --lang asks for, progress included", { timeout: 60_000 }, async () => {
    const { stderr } = await fresh().run([question, "--lang", "zh"]);
    expect(stderr).toMatch(/^策略：/);
    expect(stderr).toMatch(/下一步: /);
  });

  it("without an answer in the documents ends with 4, says what was tried, and prints no report", {
    timeout: 60_000,
  }, async () => {
    const { run, directory } = fresh();
    const { code, stdout, stderr } = await run(["Quantum chromodynamics lattice confinement proof?"]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toMatch(/Not enough evidence/);
    expect(readdirSync(directory())).toContain("not-found.md");
    expect(existsSync(path.join(directory(), "report.md"))).toBe(false);
  });

  it.each([
    ["en", "The nearest page that was found, which does not answer it: "],
    ["zh", "找到的最接近的页面（并未回答该问题）："],
  ])(
    "without an answer is told the page that came nearest, in the language %s",
    {
      timeout: 60_000,
    },
    async (language, words) => {
      const { run, directory } = fresh();
      const { code, stderr } = await run([
        "Which museum shows the oldest stamp of a lost book in Peru?",
        "--lang",
        language,
      ]);
      expect(code).toBe(4);
      const { nearest } = JSON.parse(readFileSync(path.join(directory(), "run.json"), "utf8"));
      expect(stderr).toContain(`${words}${nearest.title} <${nearest.url}>\n`);
      expect(readFileSync(path.join(directory(), "not-found.md"), "utf8")).toContain(`<${nearest.url}>`);
    },
  );

  it("over documents that are not there is refused with what to do", async () => {
    const { env, runsDir } = fresh();
    const gone = path.join(runsDir, "no-such-folder");
    const { code, stdout, stderr } = await deepwell([question, "--docs", gone, "--docs-only"], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/None of the documents could be read\.\nWhy: .*no-such-folder.*\nFix: /);
  });

  it("leaves no index of the same documents to be made twice", { timeout: 60_000 }, async () => {
    const { run } = fresh();
    await run([question]);
    const before = readdirSync(cacheDir).filter((name) => name.endsWith(".sqlite"));
    await run([question]);
    expect(readdirSync(cacheDir).filter((name) => name.endsWith(".sqlite"))).toEqual(before);
  });
});

describe("a language model", () => {
  it("that cannot be reached ends the run with 5 and says why", { timeout: 60_000 }, async () => {
    const { run } = fresh();
    const { code, stdout, stderr } = await run([
      question,
      "-m",
      "m",
      "--base-url",
      "http://127.0.0.1:9/v1",
      "--max-time",
      "20s",
    ]);
    expect({ code, stdout }).toEqual({ code: 5, stdout: "" });
    expect(stderr).toMatch(/^Policy: openai-compatible:m /);
    expect(stderr).toMatch(/The run failed\. \(MODEL_UNAVAILABLE/);
  });
});

describe("Ctrl-C", () => {
  /** A run whose model searches and then never answers, and how it ends after signals. */
  async function interrupt(signals: readonly NodeJS.Signals[]) {
    const search = {
      name: "batch_web_surfer",
      arguments: { action: "batch_search", queries: ["late return"] },
    };
    await using server = await startLoopbackModel((_, index) =>
      index === 0 ? { type: "message", toolCalls: [search] } : { type: "stall" },
    );
    const { env, directory } = fresh();
    const args = [question, "-m", "m", "--base-url", server.url, "--docs", documents, "--docs-only"];
    const child = spawn(process.execPath, [path.join(projectRoot, "bin/deepwell.mjs"), ...args], {
      env: { ...process.env, ...env, LANG: "C.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (part: Buffer) => {
      stderr += part.toString();
    });
    const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
    while (server.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const signal of signals) {
      const said = stderr.length;
      child.kill(signal);
      if (signal !== signals.at(-1))
        while (stderr.length === said) await new Promise((resolve) => setTimeout(resolve, 20));
      // Presses closer together count as one.
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return { code: await closed, stderr, directory: directory(), env };
  }

  it("twice stops now, with 130 and a run directory that says so", { timeout: 60_000 }, async () => {
    const { code, stderr, directory } = await interrupt(["SIGINT", "SIGINT"]);
    expect(code).toBe(130);
    expect(stderr).toMatch(/Stopping: .*Ctrl-C again/);
    expect(JSON.parse(readFileSync(path.join(directory, "run.json"), "utf8"))).toMatchObject({
      status: "interrupted",
      exitCode: 130,
    });
  });

  it("is not needed where a supervisor asks to end", { timeout: 60_000 }, async () => {
    expect((await interrupt(["SIGTERM"])).code).toBe(130);
  });

  it("leaves a run that can be resumed, and nothing finished is done again", {
    timeout: 60_000,
  }, async () => {
    const { directory, env } = await interrupt(["SIGTERM"]);
    const journal = readFileSync(path.join(directory, "journal.ndjson"), "utf8");
    const id = /web_[0-9a-f]{8,}/.exec(journal)?.[0];
    const answer = `<answer># Late returns\n\nA late return costs 20 cents per item and day. \\cite{${id}}</answer>`;
    await using server = await startLoopbackModel([{ type: "message", text: answer }]);
    const args = ["-m", "m", "--base-url", server.url, "--docs", documents, "--docs-only"];
    const { code, stdout } = await deepwell(["resume", ...args], { env });
    expect(code).toBe(0);
    expect(stdout).toContain("20 cents per item and day");
    expect(server.requests).toHaveLength(1);
    const events = readFileSync(path.join(directory, "journal.ndjson"), "utf8");
    expect(events.match(/"type":"tool-call","turn"/g)).toHaveLength(1);
    expect(JSON.parse(readFileSync(path.join(directory, "run.json"), "utf8"))).toMatchObject({
      status: "answered",
    });
  });
});
