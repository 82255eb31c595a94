import { describe, expect, it } from "vitest";
import type { TerminalOutcome, TerminalRequest } from "../../agent/terminals.ts";
import type { ToolContext } from "../../agent/tool.ts";
import { renderOutcome } from "./render-outcome.ts";
import { shell } from "./shell.ts";

const context: ToolContext = {
  question: "q",
  signal: new AbortController().signal,
  workspace: "/nowhere",
  evidence: new Map(),
  sources: { put: async () => {}, has: () => false, text: async () => undefined },
};
const idle: TerminalOutcome = {
  type: "view",
  state: { type: "prompt", exitCode: 0 },
  isReached: true,
  screen: "$",
};

/** What the tool asks of the terminals for a call; undefined where it asks nothing. */
async function asked(call: unknown): Promise<TerminalRequest | undefined> {
  let request: TerminalRequest | undefined;
  const tool = shell({
    act: async (given) => {
      request = given;
      return idle;
    },
  });
  const result = await tool.invoke(call, context);
  expect(result.isError ?? false).toBe(request === undefined);
  return request;
}

const run: TerminalRequest = {
  terminal: "main",
  action: { type: "run", command: "x" },
  wait: { until: { type: "end" }, timeoutMs: 30_000 },
  scrollback: 0,
};

describe("shell", () => {
  it("waits for the end of a command, and for a quiet behind what was typed", async () => {
    expect(await asked({ action: "run", command: "ls" })).toEqual({
      ...run,
      action: { type: "run", command: "ls" },
    });
    const sent = await asked({ action: "send", text: "1+1\n", keys: ["C-d"] });
    expect(sent).toMatchObject({
      action: { type: "send", text: "1+1\n", keys: ["C-d"] },
      wait: { until: { type: "quiet" } },
    });
    expect(await asked({ action: "interrupt", session: "b" })).toMatchObject({
      terminal: "b",
      action: { type: "send", text: "", keys: ["C-c"] },
    });
    expect(await asked({ action: "screen", lines: 50 })).toMatchObject({
      action: { type: "look" },
      wait: { timeoutMs: 0 },
      scrollback: 50,
    });
    expect(await asked({ action: "wait", until: "ready", timeout: 5 })).toMatchObject({
      wait: { until: { type: "text", text: "ready" }, timeoutMs: 5000 },
    });
  });

  it.each([
    ["no command", { action: "run" }],
    ["a session that is a target of tmux", { action: "screen", session: "main;kill-server" }],
    ["a key that is tmux's language", { action: "send", keys: ["Enter", "; kill-server"] }],
    ["a key that ends a command of tmux", { action: "send", keys: [";"] }],
    ["a key with a line break", { action: "send", keys: ["a\nb"] }],
    ["a wait without an end", { action: "wait", timeout: 100_000 }],
    ["an action of its own", { action: "sudo", command: "ls" }],
  ])("refuses %s, and asks nothing of the terminals", async (_, call) => {
    expect(await asked(call)).toBeUndefined();
  });
});

describe("what the policy reads", () => {
  const over = {
    type: "view",
    state: { type: "prompt", exitCode: 2 },
    isReached: true,
    screen: "screen",
  } as const;

  it("is the exit code and the output of a command that is over", () => {
    const output = { text: "some\nlines", file: "shell/main-1.txt", isCut: false };
    const { content, data } = renderOutcome({ ...over, output }, run);
    expect(content).toBe("exit code 2\nsome\nlines");
    expect(data).toMatchObject({ state: { exitCode: 2 }, file: "shell/main-1.txt" });
    expect(renderOutcome({ ...over, output: { ...output, text: "" } }, run).content).toContain("[no output]");
  });

  it("is beginning and end of a long output, with its file and how much is left out", () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `line ${index}`).join("\n");
    const { content } = renderOutcome(
      { ...over, output: { text, file: "shell/main-1.txt", isCut: true } },
      run,
    );
    expect(content.length).toBeLessThan(13_000);
    expect(content).toMatch(/^exit code 2\nline 0\n/);
    expect(content).toMatch(/line 9999$/);
    const [, left = "", total = ""] =
      /\[… (\d+) bytes left out; all (\d+) are in shell\/main-1\.txt; .*more than was kept …\]/.exec(
        content,
      ) ?? [];
    const shown = content.replace("exit code 2\n", "").replace(/\[… .* …\]\n/, "");
    expect(Number(left) + shown.length).toBe(Number(total));
  });

  it("is the screen of a program that runs, and what can be done", () => {
    const view = { ...over, state: { type: "running" }, isReached: false } as const;
    expect(renderOutcome(view, run).content).toBe(
      "Still running in main after 30 s: wait, send or interrupt.\n[screen]\nscreen",
    );
  });

  it("is an error where nothing was done", () => {
    expect(renderOutcome({ type: "refused", why: "gone" }, run)).toEqual({ content: "gone", isError: true });
  });
});
