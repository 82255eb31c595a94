import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { RunEvent } from "../agent/events.ts";
import type { JsonValue } from "../core/json.ts";
import { scriptedPolicy } from "../model/scripted-policy.ts";
import { openRunDirectory } from "../run/run-directory.ts";
import { findPrograms } from "../run/sandbox/find-programs.ts";
import { openShell } from "./open-shell.ts";
import { research } from "./research.ts";

const isReady = findPrograms().type === "found";
const root = mkdtempSync(path.join(tmpdir(), "deepwell-shell-"));
afterAll(() => rm(root, { recursive: true, force: true }));

async function runWith(
  calls: readonly { toolName: string; input: JsonValue }[],
  shell: "required" | "auto" | "off",
) {
  const runsDir = mkdtempSync(path.join(root, "runs-"));
  const policy = scriptedPolicy([{ toolCalls: calls }, { answer: "" }]);
  const run = await research({ question: "How many?", policy, search: [], pages: [], runsDir, shell });
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  await run.result;
  const results = events.flatMap((event) => (event.type === "tool-result" ? [event.content] : []));
  const [start] = events;
  const manifest = JSON.parse(readFileSync(path.join(run.directory, "run.json"), "utf8")) as Record<
    string,
    unknown
  >;
  return { run, results, start, manifest, policy };
}

describe("a run", () => {
  it.skipIf(!isReady)("lets the policy calculate in the workspace, and tells it so", async () => {
    const { results, start, manifest, run } = await runWith(
      [
        { toolName: "file", input: { action: "write", path: "data.csv", content: "1\n2\n39\n" } },
        {
          toolName: "shell",
          input: { action: "run", command: "awk '{s+=$1} END {print s}' data.csv | tee sum.txt" },
        },
        { toolName: "file", input: { action: "read", path: "sum.txt" } },
        { toolName: "shell", input: { action: "run", command: "seq 20000" } },
        { toolName: "file", input: { action: "read", path: "shell/main-2.txt", offset: 100_000 } },
      ],
      "required",
    );
    expect(results[1]).toBe("exit code 0\n42");
    expect(results[2]).toContain("42\n");
    expect(results[3]).toContain("shell/main-2.txt");
    expect(results[4]).toMatch(/\n19\d\d\d\n/);
    expect(start).toMatchObject({
      tools: ["todo", "batch_web_surfer", "file", "shell"],
      systemPrompt: expect.stringContaining("`shell`"),
    });
    expect(manifest).toMatchObject({ shell: { state: "on" } });
    expect(existsSync(path.join(run.directory, "workspace/sum.txt"))).toBe(true);
  });

  it.each(["off", "auto"] as const)(
    "has no shell where it is %s and the policy is no language model",
    async (shell) => {
      const { start, results, manifest } = await runWith(
        [{ toolName: "shell", input: { action: "run", command: "id" } }],
        shell,
      );
      expect(start).toMatchObject({ tools: ["todo", "batch_web_surfer", "file"] });
      expect(start).toMatchObject({ systemPrompt: expect.not.stringContaining("`shell`") });
      expect(results[0]).toContain("There is no tool named shell");
      expect(manifest).toMatchObject({ shell: { state: "off" } });
    },
  );
});

describe("a sandbox that cannot be", () => {
  const { signal } = new AbortController();
  const policy = { ...scriptedPolicy([]), usesLanguageModel: true };
  /** A workspace that is a link is one that no sandbox is opened for. */
  function directoryWithLink() {
    const folder = mkdtempSync(path.join(root, "linked-"));
    mkdirSync(path.join(folder, "elsewhere"));
    symlinkSync("elsewhere", path.join(folder, "workspace"));
    return openRunDirectory(folder);
  }

  it("is no reason not to run, unless it is required", async () => {
    const directory = directoryWithLink();
    expect(await openShell({ shell: "auto", policy, directory }, signal)).toMatchObject({
      type: "off",
      refusal: { why: expect.any(String), fix: expect.any(String) },
    });
    await expect(openShell({ shell: "required", policy, directory }, signal)).rejects.toMatchObject({
      code: "SANDBOX_UNAVAILABLE",
      why: expect.any(String),
      fix: expect.any(String),
    });
  });

  it.skipIf(!isReady)("is there for a language model where it can be, and ends when told to", async () => {
    const folder = mkdtempSync(path.join(root, "own-"));
    mkdirSync(path.join(folder, "workspace"));
    const shell = await openShell({ shell: "auto", policy, directory: openRunDirectory(folder) }, signal);
    expect(shell.type).toBe("on");
    if (shell.type === "on") await shell.terminals.close();
  });
});
