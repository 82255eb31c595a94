import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runLoop } from "../../src/agent/loop.ts";
import { memorySourceStore } from "../../src/agent/memory-source-store.ts";
import { initialState } from "../../src/agent/state.ts";
import type { AnyTool } from "../../src/agent/tool.ts";
import { systemClock } from "../../src/core/clock.ts";
import { sha256 } from "../../src/core/hash.ts";
import { buildDocument } from "../../src/document/build-document.ts";
import { type Message, toolCalls } from "../../src/model/message.ts";
import { openaiCompatiblePolicy } from "../../src/model/openai-compatible.ts";
import { openLibrary } from "../../src/retrieval/library.ts";
import { localSearchProvider } from "../../src/retrieval/local-provider.ts";
import { file } from "../../src/tools/file/file.ts";
import { batchWebSurfer } from "../../src/tools/surfer/batch-web-surfer.ts";
import { todo } from "../../src/tools/todo.ts";
import { type GuardedCall, guardedTools } from "./guarded-tools.ts";

/** Says the next message of the model, as a server would; undefined when it has no more to say. */
export type Speaker = () => { readonly text: string; readonly message: object } | undefined;

/** A workspace with a secret beside it, and the real tools in it, watched. */
export interface WatchedWorld extends AsyncDisposable {
  readonly workspace: string;
  readonly calls: readonly GuardedCall[];
  /** Lets a real policy say all that the speaker has, in as many runs as that takes. */
  say(speaker: Speaker): Promise<void>;
  /** Everything that went against the promise so far. */
  problems(): Promise<readonly string[]>;
}

const question = "What does a passport cost?";

export async function watchedWorld(): Promise<WatchedWorld> {
  const root = await mkdtemp(path.join(tmpdir(), "deepwell-args-"));
  const workspace = path.join(root, "workspace");
  const secret = path.join(root, "secret.txt");
  await mkdir(workspace);
  await writeFile(secret, "secret");
  const library = await oneSource();
  const local = localSearchProvider(library);
  const tools = [todo(), batchWebSurfer({ search: [local], pages: [local] }), file()];
  let text = "";
  const guard = guardedTools(tools, { root, written: () => text });
  const own: string[] = [];
  return {
    workspace,
    calls: guard.calls,
    async say(speaker) {
      for (let isOver = false; !isOver; ) {
        const said = (): object => {
          const next = speaker();
          isOver = next === undefined;
          text = next?.text ?? "<answer></answer>";
          return next?.message ?? { content: text };
        };
        own.push(...unanswered(await conversation(said, { tools: guard.tools, workspace })));
      }
    },
    async problems() {
      const isUntouched = (await readFile(secret, "utf8")) === "secret";
      return [
        ...guard.problems,
        ...own,
        ...(isUntouched ? [] : ["the file beside the workspace was changed"]),
      ];
    },
    async [Symbol.asyncDispose]() {
      library.close();
      await rm(root, { recursive: true });
    },
  };
}

async function oneSource() {
  const library = openLibrary(":memory:");
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
  return library;
}

/** A whole run of a real policy; what the server says comes from a function instead of a socket. */
async function conversation(
  said: () => object,
  { tools, workspace }: { readonly tools: readonly AnyTool[]; readonly workspace: string },
): Promise<readonly Message[]> {
  const policy = openaiCompatiblePolicy({
    model: "m",
    baseUrl: "http://127.0.0.1:9/v1",
    timeoutMs: 20_000,
    stream: false,
    maxRetries: 0,
    fetch: async () => {
      const body = JSON.stringify({ choices: [{ message: said(), finish_reason: "stop" }] });
      return { status: 200, headers: { get: () => null }, body: new Blob([body]).stream() };
    },
  });
  const loop = runLoop({
    question,
    language: "en",
    policy,
    tools,
    context: { question, workspace, sources: memorySourceStore() },
    limits: { maxTurns: 12 },
    clock: systemClock,
    signal: new AbortController().signal,
    toolTimeoutMs: 20_000,
    state: initialState([{ role: "user", text: question }]),
  });
  for (;;) {
    const next = await loop.next();
    if (next.done === true) return next.value.state.messages;
  }
}

/** Every call has to have its result, in order. */
function unanswered(messages: readonly Message[]): readonly string[] {
  const made = messages.flatMap((message) => (message.role === "assistant" ? toolCalls(message) : []));
  const answered = messages.flatMap((message) => (message.role === "tool" ? message.parts : []));
  const wanted = made.map(({ callId }) => callId).join();
  const got = answered.map(({ callId }) => callId).join();
  return wanted === got ? [] : [`calls ${wanted} were answered as ${got}`];
}
