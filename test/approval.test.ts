import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Approval, ApprovalRequest } from "../src/agent/approval.ts";
import type { RunEvent } from "../src/agent/events.ts";
import { askPerson } from "../src/cli/ask-person.ts";
import { english } from "../src/cli/messages.en.ts";
import { startLoopbackModel } from "../src/model/loopback-server.ts";
import { scriptedPolicy, type ScriptedTurnSource } from "../src/model/scripted-policy.ts";
import { research, resume } from "../src/research/research.ts";
import { readJournal } from "../src/run/journal.ts";
import { deepwell } from "./deepwell-process.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-approval-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const writing = (name: string) => ({
  toolName: "file",
  input: { action: "write", path: name, content: name },
});
const planning = { toolName: "todo", input: { updates: { one: { task: "look" } } } };
const answering: ScriptedTurnSource = { answer: "There is nothing to say." };

async function run(turns: readonly ScriptedTurnSource[], approval: Approval) {
  const policy = scriptedPolicy(turns);
  const common = { policy, search: [], pages: [], runsDir: path.join(folder, "runs") };
  const started = await research({ ...common, question: "What is there to say?", approval });
  await started.result;
  return { directory: started.directory, policy, events: await eventsOf(started.directory) };
}

function eventsOf(directory: string): Promise<readonly RunEvent[]> {
  return readJournal(path.join(directory, "journal.ndjson"));
}

const files = (directory: string) => readdir(path.join(directory, "workspace"));
const kindsOf = (events: readonly RunEvent[], name: string) =>
  events.flatMap((event) => ("toolName" in event && event.toolName === name ? [event.type] : []));

describe("a call that needs a person's yes", () => {
  it("is made after a yes and not after a no, and others are not asked for", async () => {
    const asked: ApprovalRequest[] = [];
    const approval: Approval = {
      tools: ["file"],
      async ask(request) {
        asked.push(request);
        return JSON.stringify(request.input).includes("good");
      },
    };
    const turn = { toolCalls: [planning, writing("good.txt"), writing("bad.txt")] };
    const { directory, events, policy } = await run([turn, answering], approval);
    expect(await files(directory)).toEqual(["good.txt"]);
    expect(asked.map(({ input }) => input)).toEqual([writing("good.txt").input, writing("bad.txt").input]);
    const each = ["approval-request", "approval-end"];
    expect(kindsOf(events, "file")).toEqual([...each, "tool-call", "tool-result", ...each, "tool-result"]);
    expect(kindsOf(events, "todo")).toEqual(["tool-call", "tool-result"]);
    expect(JSON.stringify(policy.calls.at(-1)?.messages)).toContain("does not allow this call of file");
  });

  it("is not made where there is nobody to ask, and the policy is told so", async () => {
    const { directory, events, policy } = await run([{ toolCalls: [writing("a.txt")] }, answering], {
      tools: ["file"],
    });
    expect(await files(directory)).toEqual([]);
    expect(kindsOf(events, "file")).toEqual(["approval-end", "tool-result"]);
    expect(JSON.stringify(policy.calls.at(-1)?.messages)).toContain("there is nobody to ask");
  });

  it("is not made where asking fails", async () => {
    const ask = () => Promise.reject(new Error("the terminal is gone"));
    const { directory } = await run([{ toolCalls: [writing("a.txt")] }, answering], { tools: ["file"], ask });
    expect(await files(directory)).toEqual([]);
  });

  it("stops waiting when the run is stopped", async () => {
    const started = await research({
      question: "What is there to say?",
      policy: scriptedPolicy([{ toolCalls: [writing("a.txt")] }]),
      search: [],
      pages: [],
      runsDir: path.join(folder, "runs"),
      approval: { tools: ["file"], ask: () => new Promise(() => {}) },
    });
    for await (const event of started) if (event.type === "approval-request") started.cancel();
    expect(await started.result).toMatchObject({ status: "interrupted" });
    expect(await files(started.directory)).toEqual([]);
    expect(kindsOf(await eventsOf(started.directory), "file")).not.toContain("approval-end");
  });

  it("needs it in a resumed run too, whoever resumes it", async () => {
    const dying = { failure: { code: "ABORTED", message: "x", retryable: false } } as const;
    const { directory } = await run([{ toolCalls: [planning] }, dying], { tools: ["file"] });
    const policy = scriptedPolicy([{ toolCalls: [writing("a.txt")] }, answering]);
    await (await resume({ directory, policy, search: [], pages: [] })).result;
    expect(await files(directory)).toEqual([]);
  });
});

describe("asking at a terminal", () => {
  const silent = { say() {}, preparing() {}, event() {}, stopping() {}, end() {} };
  const progress = { ...silent, aside: <T>(work: () => Promise<T>) => work() };
  const request = { toolName: "shell", input: { command: "ls \u001b[2J" } };
  const { signal } = new AbortController();

  async function say(line: string): Promise<{ readonly answer: boolean; readonly shown: string }> {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = Object.assign(new PassThrough(), { isTTY: true });
    const terminal = { input: input as never, output: output as never };
    const { ask } = askPerson(["shell"], { messages: english, progress, terminal });
    const answer = ask?.(request, signal);
    input.write(`${line}\n`);
    return { answer: (await answer) === true, shown: String(output.read()) };
  }

  it("takes a yes for a yes and everything else for a no, and shows the call without what a terminal obeys", async () => {
    const { answer, shown } = await say("y");
    expect(answer).toBe(true);
    expect(shown).toContain("shell");
    expect(shown).not.toContain("\u001b");
    for (const no of ["n", "", "sure", "yes please"]) expect((await say(no)).answer).toBe(false);
  });

  it("has nobody to ask where there is no terminal", () => {
    const terminal = { input: new PassThrough() as never, output: new PassThrough() as never };
    expect(askPerson(["shell"], { messages: english, progress, terminal })).toEqual({ tools: ["shell"] });
  });
});

describe("the command line", () => {
  it("refuses what it is told to ask for where nobody can be asked", async () => {
    let index = 0;
    await using server = await startLoopbackModel(() => {
      index += 1;
      const call = { name: "file", arguments: JSON.stringify(writing("a.txt").input) };
      if (index === 1) return { type: "message", toolCalls: [call] };
      return { type: "message", text: "<answer>Nothing.</answer>" };
    });
    const docs = path.join(import.meta.dirname, "../examples/documents");
    const model = ["--model", "m", "--base-url", server.url, "--docs", docs, "--docs-only"];
    const env = {
      DEEPWELL_RUNS_DIR: path.join(folder, "cli"),
      DEEPWELL_CACHE_DIR: path.join(folder, "cache"),
    };
    const { stderr } = await deepwell(["--ask", "file,shell", "What is there?", ...model, "-v"], { env });
    expect(stderr).toContain("file was not used: it needs a yes, and there is nobody to ask");
    expect(JSON.stringify(server.requests.at(-1)?.json)).toContain("there is nobody to ask");
    const mistyped = await deepwell(["--ask", "shel", "What is there?"], { env });
    expect(mistyped).toMatchObject({ code: 2, stderr: expect.stringContaining("the tools are shell, file") });
  }, 60_000);
});
