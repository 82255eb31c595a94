import { runLoop } from "../../agent/loop.ts";
import { memorySourceStore } from "../../agent/memory-source-store.ts";
import { initialState } from "../../agent/state.ts";
import { systemClock } from "../../core/clock.ts";
import { detectLanguage } from "../../document/language.ts";
import { loadCheckpoint } from "../../policy/checkpoint/load-checkpoint.ts";
import { embeddedPolicy, inspectRun } from "../../policy/embedded-policy.ts";
import type { Library } from "../../retrieval/library.ts";
import { localSearchProvider } from "../../retrieval/local-provider.ts";
import { batchWebSurfer } from "../../tools/surfer/batch-web-surfer.ts";
import { todo } from "../../tools/todo.ts";

/** A passage as the scores need it. */
export interface KnownPassage {
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

/** What a run of the embedded policy said and saw. */
export interface Asked {
  readonly language: string;
  /** As the composer wrote it, before its citations are checked; absent where nothing was found to say. */
  readonly report?: string;
  readonly passages: ReadonlyMap<string, KnownPassage>;
  /** Citation ids of the passages that were taken as evidence. */
  readonly taken: ReadonlySet<string>;
  readonly queries: readonly string[];
}

/** Puts one question to the embedded policy over a library, through the loop and the real tools. */
export async function ask(question: string, library: Library): Promise<Asked> {
  const provider = localSearchProvider(library);
  const language = detectLanguage(question) ?? "en";
  const tools = [batchWebSurfer({ search: [provider], pages: [provider] }), todo()];
  const { network } = loadCheckpoint();
  const run = runLoop({
    question,
    language,
    policy: embeddedPolicy({ network }),
    tools,
    context: { question, workspace: "/", sources: memorySourceStore() },
    limits: {},
    clock: systemClock,
    signal: new AbortController().signal,
    toolTimeoutMs: 60_000,
    state: initialState([{ role: "user", text: question }]),
  });
  let step = await run.next();
  while (step.done !== true) step = await run.next();
  const { messages } = step.value.state;
  const specs = tools.map(({ name, description }) => ({ name, description, inputSchema: {} }));
  const { state } = inspectRun({ question, language, messages, tools: specs }, { network });
  const said = messages.at(-1);
  const text =
    said?.role === "assistant"
      ? said.parts.map((part) => (part.type === "text" ? part.text : "")).join("")
      : "";
  const report = /<answer>\n([\s\S]+)\n<\/answer>/.exec(text)?.[1];
  return {
    language,
    ...(report === undefined ? {} : { report }),
    passages: new Map(
      [...state.passages].map(([id, { view }]) => [
        id,
        { url: view.source.url, title: view.source.title, text: view.passage.text },
      ]),
    ),
    taken: new Set(state.selections.map(({ view }) => view.citationId)),
    queries: state.queries.map(({ query }) => query),
  };
}
