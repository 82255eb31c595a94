import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { TerminalAction, TerminalView, TerminalWait } from "../../agent/terminals.ts";
import { findPrograms } from "./find-programs.ts";
import { defaultSandboxLimits } from "./limits.ts";
import { openTerminals, type SandboxTerminals } from "./terminals.ts";

const isReady = findPrograms().type === "found";
const root = mkdtempSync(path.join(tmpdir(), "deepwell-terminals-"));
const opened: SandboxTerminals[] = [];
afterEach(async () => {
  for (const terminals of opened.splice(0)) await terminals.close();
});
afterAll(() => rm(root, { recursive: true, force: true }));

const { signal } = new AbortController();
const minute = 60_000;

async function start(limits = defaultSandboxLimits) {
  const workspace = mkdtempSync(path.join(root, "workspace-"));
  const outcome = await openTerminals({ workspace, limits, signal });
  if (outcome.type === "refused") throw new Error(outcome.refusal.why);
  const { terminals } = outcome;
  opened.push(terminals);
  const act = (action: TerminalAction, until: TerminalWait["until"] = { type: "end" }, terminal = "main") =>
    terminals.act({ terminal, action, wait: { until, timeoutMs: minute }, scrollback: 0 }, signal);
  const view = async (...args: Parameters<typeof act>): Promise<TerminalView> => {
    const given = await act(...args);
    if (given.type === "refused") throw new Error(given.why);
    return given;
  };
  const run = (command: string) => view({ type: "run", command });
  return { workspace, terminals, act, view, run };
}

const send = (text: string, ...keys: readonly string[]): TerminalAction => ({ type: "send", text, keys });
const text = (wanted: string): TerminalWait["until"] => ({ type: "text", text: wanted });

describe.skipIf(!isReady)("a terminal", () => {
  it("gives output and exit code of a command, and stores the output in the workspace", async () => {
    const { run, workspace } = await start();
    const { state, output } = await run("printf '\\e[31mred\\e[0m\\n'; seq 3; false");
    expect(state).toEqual({ type: "prompt", exitCode: 1 });
    expect(output).toEqual({ text: "red\n1\n2\n3", file: "shell/main-1.txt", isCut: false });
    expect(readFileSync(path.join(workspace, "shell/main-1.txt"), "utf8")).toBe("red\n1\n2\n3");
  });

  it("keeps folder and variables from command to command, whatever characters these have", async () => {
    const { run } = await start();
    await run("cd /tmp\nname='it'\\''s ${x} 漢字 \"!\" %'");
    expect((await run('pwd; echo "$name"')).output?.text).toBe('/tmp\nit\'s ${x} 漢字 "!" %');
    expect((await run("if then")).state).toMatchObject({ type: "prompt", exitCode: 2 });
  });

  it("stores all of an output that is longer than any screen", async () => {
    const { run, workspace } = await start();
    const { output } = await run("seq 30000");
    const numbers = Array.from({ length: 30_000 }, (_, index) => index + 1).join("\n");
    expect(output?.text).toBe(numbers);
    expect(readFileSync(path.join(workspace, output?.file ?? ""), "utf8")).toBe(numbers);
  });

  it("holds a conversation with a program, which keeps others waiting", async () => {
    const { act, view, run } = await start();
    const python = await view({ type: "run", command: "python3 -q" }, text(">>> "));
    expect(python).toMatchObject({ state: { type: "running" }, isReached: true });
    const answer = await view(send("print(6*7)\n"), text("42"));
    expect(answer.screen).toContain("42");
    expect(await act({ type: "run", command: "echo late" })).toMatchObject({
      type: "refused",
      why: expect.stringContaining("A program runs in main"),
    });
    expect((await view(send("", "C-d"))).state).toEqual({ type: "prompt", exitCode: 0 });
    expect((await run("echo now")).output?.text).toBe("now");
  });

  it("shows what a full-screen program draws, and none of it as output", async () => {
    const { view, run, workspace } = await start();
    await run("seq 100 > long.txt");
    const first = await view({ type: "run", command: "less long.txt; echo over" }, text("long.txt"));
    expect(first.screen.split("\n").slice(0, 2)).toEqual(["1", "2"]);
    const last = await view(send("G"), text("(END)"));
    expect(last.screen).toContain("\n100\n");
    expect((await view(send("q"))).output?.text).toBe("over");
    expect(readdirSync(workspace).toSorted()).toEqual(["long.txt", "shell"]);
  });

  it("returns when the time is over, and when nothing moves, while the command goes on", async () => {
    const { view, terminals } = await start();
    const still = { terminal: "main", action: { type: "look" } as const, scrollback: 0 };
    const quiet = { type: "quiet", quietMs: 50 } as const;
    expect(await view({ type: "run", command: "echo begun; sleep 1000" }, quiet)).toMatchObject({
      state: { type: "running" },
      isReached: true,
      output: { text: "begun" },
    });
    const wait = { until: { type: "end" } as const, timeoutMs: 30 };
    expect(await terminals.act({ ...still, wait }, signal)).toMatchObject({
      state: { type: "running" },
      isReached: false,
    });
    expect((await view(send("", "C-c"))).state).toEqual({ type: "prompt", exitCode: 130 });
  });

  it("kills what does not want to end, and only in that terminal", async () => {
    const { view, run } = await start();
    const stubborn = "trap '' HUP INT TERM; echo up; while :; do sleep 0.05; done";
    await view({ type: "run", command: `bash -c "${stubborn}" stubborn-one` }, text("up"), "other");
    // A child that the shell has just forked for `sleep` bears its name too: one or two are there.
    expect((await run("pgrep -f '[s]tubborn-one' > /dev/null && echo there")).output?.text).toBe("there");
    await run("sleep 1000 & echo $!");
    expect((await view({ type: "kill" }, { type: "end" }, "other")).state).toEqual({ type: "ended" });
    expect((await run("pgrep -fc '[s]tubborn-one'; jobs -r | wc -l")).output?.text).toBe("0\n1");
  });

  it("tells the exit code of a shell that ends, and starts another", async () => {
    const { run } = await start();
    expect((await run("echo bye; exit 3")).state).toEqual({ type: "ended", exitCode: 3 });
    expect((await run("echo again")).output?.text).toBe("again");
  });

  it("counts its commands on where others ran in the same workspace before", async () => {
    const { run, terminals, workspace } = await start();
    await run("echo first");
    await terminals.close();
    const again = await openTerminals({ workspace, signal });
    if (again.type === "refused") throw new Error(again.refusal.why);
    opened.push(again.terminals);
    const wait = { until: { type: "end" } as const, timeoutMs: minute };
    const action = { type: "run", command: "echo second" } as const;
    await again.terminals.act({ terminal: "main", action, wait, scrollback: 0 }, signal);
    expect(readFileSync(path.join(workspace, "shell/main-1.txt"), "utf8")).toBe("first");
    expect(readFileSync(path.join(workspace, "shell/main-2.txt"), "utf8")).toBe("second");
  });

  it("says which limit ended it, and is there again for the next command", async () => {
    const { act, run } = await start({ ...defaultSandboxLimits, processes: 40 });
    const bomb = await act({ type: "run", command: "for i in $(seq 200); do sleep 100 & done; wait" });
    expect(bomb).toMatchObject({ type: "refused", why: expect.stringContaining("more than 40 processes") });
    expect((await run("echo back")).output?.text).toBe("back");
  });

  it("leaves no program and no record of its own behind", async () => {
    const { view, terminals, workspace } = await start();
    await view({ type: "run", command: "echo $$; sleep 1000" }, text("\n"));
    await terminals.close();
    expect(readdirSync(path.join(workspace, "shell")).toSorted()).toEqual(["main-1.sh", "main-1.txt"]);
    expect(
      await terminals.act(
        {
          terminal: "main",
          action: { type: "look" },
          wait: { until: { type: "end" }, timeoutMs: 0 },
          scrollback: 0,
        },
        signal,
      ),
    ).toMatchObject({ type: "refused" });
    expect(existsSync(workspace)).toBe(true);
  });

  it("opens no more than a few", async () => {
    const { act } = await start();
    const names = Array.from({ length: 9 }, (_, index) => `t${index}`);
    const kinds: string[] = [];
    for (const name of names)
      kinds.push((await act({ type: "look" }, { type: "quiet", quietMs: 0 }, name)).type);
    expect(kinds).toEqual([...Array.from({ length: 8 }, () => "view"), "refused"]);
  });
});
