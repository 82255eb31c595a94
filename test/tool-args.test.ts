import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type LoopOutcome, runLoop } from "../src/agent/loop.ts";
import { memorySourceStore } from "../src/agent/memory-source-store.ts";
import { initialState } from "../src/agent/state.ts";
import type { AnyTool } from "../src/agent/tool.ts";
import { systemClock } from "../src/core/clock.ts";
import { sha256 } from "../src/core/hash.ts";
import { buildDocument } from "../src/document/build-document.ts";
import { toolCalls } from "../src/model/message.ts";
import { openaiCompatiblePolicy } from "../src/model/openai-compatible.ts";
import { type Library, openLibrary } from "../src/retrieval/library.ts";
import { localSearchProvider } from "../src/retrieval/local-provider.ts";
import { file } from "../src/tools/file/file.ts";
import { batchWebSurfer } from "../src/tools/surfer/batch-web-surfer.ts";
import { todo } from "../src/tools/todo.ts";
import { guardedTools } from "./model-output/guarded-tools.ts";
import { mutatedOutput, soundOutputs } from "./model-output/mutate-output.ts";
import { naughtyStrings } from "./model-output/naughty-strings.ts";
import { verifies } from "./promises.ts";

const outputs = 10_000;
const nativeOutputs = 2_500;

let library: Library;
let root = "";
let workspace = "";
beforeAll(async () => {
  library = openLibrary(":memory:");
  const { text, passages } = buildDocument(
    [{ type: "paragraph", text: "A replacement passport costs $130 at an embassy." }],
    { mediaType: "text/html" },
  );
  const source = {
    id: sha256(text),
    url: "https://example.org/passport",
    title: "Passports",
    authors: [],
    mediaType: "text/html",
    collection: "web",
  };
  await library.add([{ source, text, passages }]);
});
afterAll(() => library.close());

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "deepwell-args-"));
  workspace = path.join(root, "workspace");
  mkdirSync(workspace);
  writeFileSync(path.join(root, "secret.txt"), "secret");
  return () => {
    expect(readFileSync(path.join(root, "secret.txt"), "utf8")).toBe("secret");
    rmSync(root, { recursive: true });
  };
});

function realTools(): readonly AnyTool[] {
  const local = localSearchProvider(library);
  return [todo(), batchWebSurfer({ search: [local], pages: [local] }), file()];
}

/** A whole run of a real policy; what the server says comes from a function instead of a socket. */
async function run(tools: readonly AnyTool[], say: () => object): Promise<LoopOutcome> {
  const policy = openaiCompatiblePolicy({
    model: "m",
    baseUrl: "http://127.0.0.1:9/v1",
    timeoutMs: 20_000,
    stream: false,
    maxRetries: 0,
    fetch: async () => {
      const body = JSON.stringify({ choices: [{ message: say(), finish_reason: "stop" }] });
      return { status: 200, headers: { get: () => null }, body: new Blob([body]).stream() };
    },
  });
  const loop = runLoop({
    question: "What does a passport cost?",
    language: "en",
    policy,
    tools,
    context: { question: "What does a passport cost?", workspace, sources: memorySourceStore() },
    limits: { maxTurns: 12 },
    clock: systemClock,
    signal: new AbortController().signal,
    toolTimeoutMs: 20_000,
    state: initialState([{ role: "user", text: "What does a passport cost?" }]),
  });
  for (;;) {
    const next = await loop.next();
    if (next.done === true) return next.value;
  }
}

function expectEveryCallAnswered({ state }: LoopOutcome): void {
  const made = state.messages.flatMap((message) => (message.role === "assistant" ? toolCalls(message) : []));
  const answered = state.messages.flatMap((message) => (message.role === "tool" ? message.parts : []));
  expect(answered.map(({ callId }) => callId)).toEqual(made.map(({ callId }) => callId));
}

it(`${verifies("tool.args")}: mutated model output, through the whole loop with real tools`, {
  timeout: 120_000,
}, async () => {
  const texts = fc.sample(mutatedOutput, { numRuns: outputs, seed: 20_261 });
  let said = 0;
  let text = "";
  const say = (): object => {
    text = texts[said] ?? "<answer></answer>";
    said += 1;
    return { content: text };
  };
  const guard = guardedTools(realTools(), { root, written: () => text });
  while (said < texts.length) expectEveryCallAnswered(await run(guard.tools, say));
  expect(guard.problems).toEqual([]);
  const valid = guard.calls.filter((call) => call.isValid).length;
  // Both kinds have to occur, or nothing was tried.
  expect(valid).toBeGreaterThan(outputs / 10);
  expect(guard.calls.length - valid).toBeGreaterThan(outputs / 40);
});

it(`${verifies("tool.args")}: the same as arguments of native calls`, { timeout: 120_000 }, async () => {
  const texts = fc.sample(mutatedOutput, { numRuns: nativeOutputs, seed: 20_262 });
  let said = 0;
  let text = "";
  const say = (): object => {
    text = texts[said] ?? "";
    said += 1;
    const name = /"name": "(\w+)"/.exec(text)?.[1] ?? "file";
    const written = text.slice(text.indexOf("{", text.indexOf("arguments")), text.lastIndexOf("}"));
    return { tool_calls: [{ id: `call_${said}`, type: "function", function: { name, arguments: written } }] };
  };
  const guard = guardedTools(realTools(), { root, written: () => text });
  while (said < texts.length) expectEveryCallAnswered(await run(guard.tools, say));
  expect(guard.problems).toEqual([]);
  expect(guard.calls.filter((call) => call.isValid).length).toBeGreaterThan(nativeOutputs / 20);
});

type Arguments = (text: string) => readonly [toolName: string, input: object];

/** Every field of every tool that takes a string. */
const fields: Readonly<Record<string, Arguments>> = {
  "id of a plan item": (text) => ["todo", { updates: { [text]: { task: "x" } } }],
  "task of a plan item": (text) => ["todo", { updates: { a: { task: text } } }],
  "status of a plan item": (text) => ["todo", { updates: { a: { task: "x", status: text } } }],
  "query of a search": (text) => [
    "batch_web_surfer",
    { action: "batch_search", queries: [text, "passport"] },
  ],
  "address to open": (text) => ["batch_web_surfer", { action: "batch_open", urls: [text] }],
  "action of a file": (text) => ["file", { action: text }],
  "path of a file": (text) => ["file", { action: "write", path: text, content: "x" }],
  "content of a file": (text) => ["file", { action: "write", path: "a.md", content: text }],
  "anchor of a patch": (text) => [
    "file",
    { action: "patch", path: "a.md", hunks: [{ before: text, text: "x" }] },
  ],
  "text of a patch": (text) => ["file", { action: "patch", path: "a.md", hunks: [{ before: "old", text }] }],
  "text to search for": (text) => ["file", { action: "search", query: text }],
  "expression to search for": (text) => ["file", { action: "search", query: text, regex: true }],
};

it.each(Object.entries(fields))(`${verifies("tool.args")}: naughty strings as the %s`, async (_, field) => {
  let text = "";
  const guard = guardedTools(realTools(), { root, written: () => text });
  for (const naughty of naughtyStrings) {
    writeFileSync(path.join(workspace, "a.md"), "The old fee.\n");
    const [name, input] = field(naughty);
    const turns = [
      `<toolcall>${JSON.stringify({ name, arguments: input })}</toolcall>`,
      "<answer>x</answer>",
    ];
    const outcome = await run(guard.tools, () => ({ content: (text = turns.shift() ?? "") }));
    expectEveryCallAnswered(outcome);
    // Written as JSON, a string arrives as it is, whatever it holds.
    expect(guard.calls.at(-1)).toMatchObject({ toolName: name, input: JSON.parse(JSON.stringify(input)) });
  }
  expect(guard.calls).toHaveLength(naughtyStrings.length);
  expect(guard.problems).toEqual([]);
});

it("sound outputs are run as they are written", async () => {
  const turns = [...soundOutputs];
  let text = "";
  const guard = guardedTools(realTools(), { root, written: () => text });
  await run(guard.tools, () => ({ content: (text = turns.shift() ?? "<answer>x</answer>") }));
  expect(guard.problems).toEqual([]);
  expect(guard.calls.map(({ isValid }) => isValid)).toEqual(guard.calls.map(() => true));
  expect(guard.calls).toHaveLength(9);
});
