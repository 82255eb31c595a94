import { runLoop } from "../agent/loop.ts";
import { memorySourceStore } from "../agent/memory-source-store.ts";
import { initialState } from "../agent/state.ts";
import { systemClock } from "../core/clock.ts";
import type { Message } from "../model/message.ts";
import { embeddedPolicy, type EmbeddedPolicyOptions, inspectRun } from "../policy/embedded-policy.ts";
import type { Network } from "../policy/network.ts";
import type { Replay } from "../policy/replay.ts";
import type { Library } from "../retrieval/library.ts";
import { localSearchProvider } from "../retrieval/local-provider.ts";
import { batchWebSurfer } from "../tools/surfer/batch-web-surfer.ts";
import { todo } from "../tools/todo.ts";

export interface EmbeddedRunOptions {
  readonly library: Library;
  /** Of the report, as a language tag. */
  readonly language: string;
  readonly policy: EmbeddedPolicyOptions & { readonly network: Network };
}

/** How a run of the embedded policy ended: what was said, and where the research stood. */
export interface EmbeddedRun {
  readonly messages: readonly Message[];
  readonly turns: number;
  readonly state: Replay["state"];
}

/** Puts one question to the embedded policy over a library, through the loop and the real tools. */
export async function runEmbedded(
  question: string,
  { library, language, policy }: EmbeddedRunOptions,
): Promise<EmbeddedRun> {
  const provider = localSearchProvider(library);
  const tools = [batchWebSurfer({ search: [provider], pages: [provider] }), todo()];
  const run = runLoop({
    question,
    language,
    policy: embeddedPolicy(policy),
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
  const { messages, turns } = step.value.state;
  const specs = tools.map(({ name, description }) => ({ name, description, inputSchema: {} }));
  const { state } = inspectRun({ question, language, messages, tools: specs }, policy);
  return { messages, turns, state };
}
