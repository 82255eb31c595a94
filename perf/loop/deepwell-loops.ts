import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import {
  type ContextWindow,
  defaultContextTokens,
  windowLimits,
} from "../../src/agent/context/context-window.ts";
import type { KeptEvents } from "../../src/agent/kept-events.ts";
import { runLoop } from "../../src/agent/loop.ts";
import { memorySourceStore } from "../../src/agent/memory-source-store.ts";
import { initialState } from "../../src/agent/state.ts";
import { defineTool } from "../../src/agent/tool.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openaiCompatiblePolicy } from "../../src/model/openai-compatible.ts";
import { analyseTerms } from "../../src/retrieval/analysis/index.ts";
import { openJournal } from "../../src/run/journal.ts";
import { resultStore } from "../../src/run/result-store.ts";
import type { LoopRun, LoopTask } from "./loop-subject.ts";
import { instructions, pageText, question, tool } from "./loop-task.ts";

interface Parts {
  /** Long results in extract, old turns compacted; else everything is sent. */
  readonly hasWindow: boolean;
  /** Every event on disk before the loop goes on, as in the product; else nothing is kept. */
  readonly hasJournal: boolean;
}

const readPage = defineTool({
  name: tool.name,
  description: tool.description,
  input: z.object({ number: z.number() }),
  parallel: false,
  run: async ({ number }) => ({ content: pageText(number) }),
});

/** Deepwell's loop, with the parts of the product that are asked for. */
export function deepwellLoop({ hasWindow, hasJournal }: Parts): LoopRun {
  return async ({ url, turns, waited }) => {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "deepwell-perf-loop-"));
    const { journal } = await openJournal(path.join(folder.path, "journal.ndjson"));
    const window: ContextWindow = {
      limits: windowLimits(defaultContextTokens),
      terms: (text, mode) => analyseTerms(text, { mode }),
      store: resultStore(folder.path),
    };
    const events = runLoop({
      question,
      language: "en",
      policy: openaiCompatiblePolicy({ model: "loopback", baseUrl: url, timeoutMs: 60_000 }),
      tools: [readPage],
      context: { question, workspace: folder.path, sources: memorySourceStore() },
      limits: { maxTurns: turns + 10 },
      clock: systemClock,
      signal: new AbortController().signal,
      toolTimeoutMs: 60_000,
      state: initialState([
        { role: "system", text: instructions },
        { role: "user", text: question },
      ]),
      ...(hasWindow ? { window } : {}),
      ...(hasJournal ? { kept: timed(journal, waited) } : {}),
    });
    // As the product does it: the loop waits for the journal, not who drives it.
    for await (const event of events) if (hasJournal) void journal.append(event);
    await journal.close();
  };
}

/** Times what the loop waits for; what it does itself meanwhile counts as waiting. */
function timed(kept: KeptEvents, waited: LoopTask["waited"]): KeptEvents {
  let sinceRequestMs = 0;
  const time = async (waiting: Promise<void>): Promise<void> => {
    const started = performance.now();
    await waiting;
    sinceRequestMs += performance.now() - started;
  };
  return {
    synced: () => time(kept.synced()),
    async written() {
      await time(kept.written());
      waited(sinceRequestMs);
      sinceRequestMs = 0;
    },
  };
}
