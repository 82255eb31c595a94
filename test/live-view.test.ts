import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LoopbackModel, startLoopbackModel } from "../src/model/loopback-server.ts";
import { projectRoot } from "./checks/project-files.ts";

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), "deepwell-live-"));
const socket = `deepwell-${process.pid}`;
const tmux = (...args: string[]) => execFileSync("tmux", ["-L", socket, ...args], { encoding: "utf8" });
const screen = () => tmux("capture-pane", "-p", "-t", "view");

/** The screen as soon as it shows something; fails with what it shows when that does not come. */
async function shows(pattern: RegExp): Promise<string> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const text = screen();
    if (pattern.test(text)) return text;
    if (performance.now() > deadline) throw new Error(`no ${pattern} on the screen:\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe.skipIf(!hasTmux)("the live view in a terminal (needs tmux)", () => {
  let server: LoopbackModel;

  beforeAll(async () => {
    const plan = {
      "1": { task: "借阅期限", status: "in_progress" },
      "2": { task: "Find the fee for late returns" },
    };
    const calls = [
      { name: "todo", arguments: { updates: plan } },
      { name: "batch_web_surfer", arguments: { action: "batch_search", queries: ["books lent how long"] } },
    ];
    server = await startLoopbackModel((_, index) =>
      index === 0 ? { type: "message", toolCalls: calls } : { type: "stall" },
    );
    tmux("new-session", "-d", "-s", "view", "-x", "76", "-y", "20", "bash --noprofile --norc");
  });

  afterAll(async () => {
    tmux("kill-server");
    await server.close();
  });

  it("shows plan and counts, follows the size, and leaves the terminal as it was", {
    timeout: 180_000,
  }, async () => {
    const deepwell = `${process.execPath} ${path.join(projectRoot, "bin/deepwell.mjs")}`;
    const sources = `--docs ${path.join(projectRoot, "examples/documents")} --docs-only --runs-dir ${folder}/runs`;
    const command = `LANG=en_US.UTF-8 DEEPWELL_CACHE_DIR=${folder}/cache ${deepwell} 'How long are books lent?' ${sources} -m m --base-url ${server.url}; echo exit=$?`;
    tmux("send-keys", "-t", "view", "-l", command);
    tmux("send-keys", "-t", "view", "Enter");

    const wide = await shows(/1 query · 1 source found · 0 read · turn 2 of 30/);
    expect(wide).toMatch(/▸ 借阅期限\n {2}◦ Find the fee for late returns/);
    expect(wide).toContain("Deciding what to do next");

    tmux("resize-window", "-t", "view", "-x", "34", "-y", "20");
    const narrow = await shows(/◦ Find the fee for late returns\n[\s\S]*1 query · 1 source found/);
    expect(narrow.match(/借阅期限/g)).toHaveLength(1);

    tmux("resize-window", "-t", "view", "-x", "76", "-y", "20");
    await shows(/1 source found · 0 read · turn 2 of 30 ·/);
    tmux("send-keys", "-t", "view", "C-c");
    const stopping = await shows(/Ctrl-C again: stop now/);
    expect(stopping).toContain("Stopping: the turn under way is finished");
    await new Promise((resolve) => setTimeout(resolve, 500));
    tmux("send-keys", "-t", "view", "C-c");
    const ended = await shows(/^exit=130/m);
    expect(ended).toMatch(/Stopped before a report could be written/);
    expect(ended).not.toMatch(/Deciding what to do next/);
    expect(tmux("display-message", "-p", "-t", "view", "#{cursor_flag}").trim()).toBe("1");
  });
});
