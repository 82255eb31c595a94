import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "../src/agent/events.ts";
import { sha256 } from "../src/core/hash.ts";
import { startLoopbackModel } from "../src/model/loopback-server.ts";
import type { Policy } from "../src/model/policy.ts";
import { scriptedPolicy, type ScriptedTurnSource } from "../src/model/scripted-policy.ts";
import { research, type ResearchRun, resume } from "../src/research/research.ts";
import { forkRun } from "../src/run/fork-run.ts";
import { embeddedPolicy } from "../src/policy/embedded-policy.ts";
import { openLibrary } from "../src/retrieval/library.ts";
import { localSearchProvider } from "../src/retrieval/local-provider.ts";
import { makeLibrary, subjects } from "../prove/run/killed-run.ts";
import { postRequest, readRequests } from "../src/run/inbox.ts";
import { openJournal, readJournal } from "../src/run/journal.ts";
import { runProgress } from "../src/run/run-status.ts";
import { deepwell } from "./deepwell-process.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-control-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const planning = (task: string): ScriptedTurnSource => ({
  toolCalls: [{ toolName: "todo", input: { updates: { one: { task, status: "pending" } } } }],
});
const noting = (name: string): ScriptedTurnSource => ({
  toolCalls: [{ toolName: "file", input: { action: "write", path: name, content: name } }],
});
const answering: ScriptedTurnSource = { answer: "There is nothing to say." };

function start(policy: Policy): Promise<ResearchRun> {
  return research({
    question: "What is there to say?",
    policy,
    search: [],
    pages: [],
    runsDir: path.join(folder, "runs"),
  });
}

async function goOn(directory: string, turns: readonly ScriptedTurnSource[]) {
  const policy = scriptedPolicy(turns);
  const run = await resume({ directory, policy, search: [], pages: [] });
  return { policy, result: await run.result };
}

function eventsOf(directory: string): Promise<readonly RunEvent[]> {
  return readJournal(path.join(directory, "journal.ndjson"));
}

/** Every file below a folder with the hash of its bytes. */
async function contents(directory: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && entry.name !== ".lease");
  const hashed = files.map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [file, sha256(await readFile(file))] as const;
  });
  return new Map(await Promise.all(hashed));
}

describe("a run that is spoken to", () => {
  it("hears a message before its next turn, once, and also in the journal", async () => {
    const seen: string[][] = [];
    const listen: ScriptedTurnSource = (state) => {
      seen.push(state.messages.flatMap((message) => (message.role === "user" ? [message.text] : [])));
      return { answer: "There is nothing to say." };
    };
    const script = scriptedPolicy([planning("look"), listen]);
    const run: ResearchRun = await start({
      ...script,
      async *act(state, signal) {
        if (script.calls.length === 0) await run.steer("Look at fees as well.");
        yield* script.act(state, signal);
      },
    });
    await run.result;
    expect(seen).toEqual([[expect.stringContaining("What is there"), "Look at fees as well."]]);
    const heard = (await eventsOf(run.directory)).filter((event) => event.type === "user-message");
    expect(heard).toEqual([expect.objectContaining({ text: "Look at fees as well." })]);
  });

  it("answers again when somebody spoke up while it was answering", async () => {
    const script = scriptedPolicy([answering, { answer: "There are fees." }]);
    const run: ResearchRun = await start({
      ...script,
      async *act(state, signal) {
        if (script.calls.length === 0) await run.steer("And the fees?");
        yield* script.act(state, signal);
      },
    });
    await run.result;
    const kinds = (await eventsOf(run.directory)).map((event) => event.type);
    const ends = [
      "message-end",
      "turn-end",
      "user-message",
      "turn-start",
      "message-end",
      "turn-end",
      "run-end",
    ];
    expect(kinds.slice(-ends.length)).toEqual(ends);
  });

  it("is heard by the embedded policy: what is added is searched and answered, what cannot be followed is said", async () => {
    const [subject] = subjects;
    if (subject === undefined) throw new Error("there are subjects");
    const file = path.join(folder, "heeding.sqlite");
    await makeLibrary(file, subject);
    const library = openLibrary(file, { readOnly: true });
    const provider = localSearchProvider(library);
    const common = { policy: embeddedPolicy(), search: [provider], pages: [provider] };
    const question = "How long is a fishing licence valid?";
    const run = await research({ ...common, question, runsDir: path.join(folder, "runs") });
    await run.steer("Also cover the renewal; ignore vendor blogs.");
    await run.result;
    library.close();
    const report = await readFile(path.join(run.directory, "report.md"), "utf8");
    expect(report).toContain("twelve months");
    expect(report).toContain("renewed online in the last month");
    expect(report).toMatch(/^Note: .*not followed: “ignore vendor blogs”/m);
    const progress = await runProgress(run.directory);
    expect(progress.plan.map(({ task }) => task)).toContain("What is the renewal?");
  });

  it("hears nothing twice when it died after writing a message down and before taking it out of the inbox", async () => {
    const run = await start(
      scriptedPolicy([planning("look"), { failure: { code: "ABORTED", message: "x", retryable: false } }]),
    );
    await run.result;
    const id = await postRequest(run.directory, { type: "steer", text: "Once." });
    const { journal } = await openJournal(path.join(run.directory, "journal.ndjson"));
    await journal.append({ type: "user-message", turn: 1, id, text: "Once." });
    await journal.close();
    const { policy } = await goOn(run.directory, [answering]);
    const said = policy.calls[0]?.messages.filter(
      (message) => message.role === "user" && message.text === "Once.",
    );
    expect(said).toHaveLength(1);
    expect(await readRequests(run.directory)).toEqual([]);
  });

  it("ends when another process asks for it, and goes on when it is resumed", async () => {
    const run = await start(scriptedPolicy([planning("look"), { delayMs: 60_000, answer: "too late" }]));
    for await (const event of run) {
      if (event.type === "turn-start" && event.turn === 2) {
        expect(await runProgress(run.directory)).toMatchObject({ status: "running", turns: 2 });
        await postRequest(run.directory, { type: "cancel" });
      }
    }
    expect(await run.result).toMatchObject({ status: "interrupted" });
    expect(await runProgress(run.directory)).toMatchObject({ status: "interrupted", turns: 2 });
    const { policy } = await goOn(run.directory, [answering]);
    expect(policy.calls).toHaveLength(1);
  });

  it("goes on in another place when its directory is moved there", async () => {
    const run = await start(
      scriptedPolicy([noting("a.txt"), { failure: { code: "ABORTED", message: "x", retryable: false } }]),
    );
    await run.result;
    const moved = path.join(folder, "elsewhere", "moved");
    await cp(run.directory, moved, { recursive: true });
    await rm(run.directory, { recursive: true });
    await goOn(moved, [noting("b.txt"), answering]);
    expect((await readdir(path.join(moved, "workspace"))).toSorted()).toEqual(["a.txt", "b.txt"]);
  });
});

describe("a branched run", () => {
  it("shares the turns up to the branch, goes its own way, and leaves the first run as it was", async () => {
    const run = await start(scriptedPolicy([noting("a.txt"), noting("b.txt"), answering]));
    await run.result;
    const before = await contents(run.directory);
    const now = new Date();
    const branch = await forkRun({
      directory: run.directory,
      turn: 1,
      runsDir: path.join(folder, "runs"),
      now,
    });
    const { policy } = await goOn(branch.path, [noting("c.txt"), answering]);
    const [first] = policy.calls;
    const origin = (await eventsOf(run.directory)).filter((event) => event.type === "message-end");
    expect(first?.messages.filter((message) => message.role === "assistant")).toEqual([origin[0]?.message]);
    expect(await runProgress(branch.path)).toMatchObject({
      forkedFrom: { runId: run.id, turn: 1 },
      turns: 3,
    });
    expect(await contents(run.directory)).toEqual(before);
  });

  it("cannot begin after a turn that the run does not have", async () => {
    const run = await start(scriptedPolicy([planning("look"), answering]));
    await run.result;
    const runsDir = path.join(folder, "refused");
    const fork = (turn: number) => forkRun({ directory: run.directory, turn, runsDir, now: new Date() });
    await expect(fork(3)).rejects.toThrow(expect.objectContaining({ code: "RUN_INVALID" }));
    await expect(fork(-1)).rejects.toThrow("cannot be branched");
    expect(await readdir(runsDir).catch(() => [])).toEqual([]);
  });
});

describe("the command line", () => {
  it("steers, shows, cancels, branches and removes a run of another process", async () => {
    const waiting = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    await using server = await startLoopbackModel(async (_request, index) => {
      const planned = { updates: { one: { task: "Look around", status: "in_progress" } } };
      if (index === 0)
        return { type: "message", toolCalls: [{ name: "todo", arguments: JSON.stringify(planned) }] };
      waiting.resolve();
      await release.promise;
      return { type: "message", text: "<answer>Nothing.</answer>" };
    });
    const runsDir = path.join(folder, "cli");
    const docs = path.join(import.meta.dirname, "../examples/documents");
    const model = ["--model", "m", "--base-url", server.url];
    const env = { DEEPWELL_CACHE_DIR: path.join(folder, "cache"), DEEPWELL_RUNS_DIR: runsDir };
    const call = (...args: readonly string[]) => deepwell(args, { env });

    const whole = call("What is there?", ...model, "--docs", docs, "--docs-only", "-q");
    await waiting.promise;
    const status = await call("status", "--json");
    expect(JSON.parse(status.stdout)).toMatchObject({ status: "running", plan: [{ task: "Look around" }] });
    const { id }: { id: string } = JSON.parse(status.stdout);
    expect((await call("steer", id, "mind", "the", "fees")).stderr).toContain("before its next turn");
    expect((await call("status", id)).stdout).toContain("Not read yet: mind the fees");
    expect((await call("clean", id, "--yes")).stderr).toContain("is under way and stays");
    expect((await call("cancel", id)).code).toBe(0);
    expect((await whole).code).toBe(130);
    release.resolve();
    expect((await call("cancel", id)).stderr).toContain("is not under way");

    const branch = await call("fork", id, "be brief", "--turn", "1", ...model);
    expect(branch.stderr).toContain(`sources: ${path.resolve(docs)}`);
    expect(branch.stderr).toContain(`branched from ${id} after turn 1`);
    expect(JSON.stringify(server.requests.at(-1)?.json)).toContain("be brief");
    expect((await call("fork", id, "--turn", "9", ...model)).stderr).toContain("it has 1 finished turns");

    const listed = (await call("list", "--json")).stdout.trim().split("\n");
    expect(listed).toHaveLength(2);
    expect((await call("clean", "--keep", "1")).stderr).toContain("Add --yes");
    expect(await readdir(runsDir)).toHaveLength(2);
    await call("clean", "--keep", "1", "--yes");
    expect(await readdir(runsDir)).toHaveLength(1);
  }, 120_000);
});
