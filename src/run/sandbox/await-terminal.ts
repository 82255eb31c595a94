import { setTimeout as pause } from "node:timers/promises";
import type { TerminalOutput, TerminalWait } from "../../agent/terminals.ts";
import type { CommandLog } from "./command-log.ts";
import type { Terminal, TerminalLook } from "./terminal.ts";

/** A terminal, and the command that was last run in it. */
export interface UsedTerminal {
  readonly terminal: Terminal;
  /** Until the command is over and its output stored. */
  log?: CommandLog;
  output?: TerminalOutput;
  /** Prompts there were before what was last started; one more, and it is over. */
  promptsBefore: number;
}

const shortestPauseMs = 20;
const longestPauseMs = 200;
const firstPromptMs = 10_000;
const settledMs = 400;

/** What was there before something was started, so that a text that came can be told from one that was there. */
export interface Before {
  readonly screen: string;
  readonly logBytes: number;
}

export interface Awaited {
  readonly look: TerminalLook;
  readonly isReached: boolean;
}

/** Looks until what is waited for has come, the command is over, or the time is; undefined when tmux is gone. */
export async function awaitTerminal(
  used: UsedTerminal,
  {
    wait,
    before,
    signal,
  }: { readonly wait: TerminalWait; readonly before: Before; readonly signal: AbortSignal },
): Promise<Awaited | undefined> {
  const end = performance.now() + wait.timeoutMs;
  let last = "";
  let quietSince = performance.now();
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 1.3, longestPauseMs)) {
    const look = await used.terminal.look();
    if (look === undefined) return undefined;
    const now = performance.now();
    const shown = `${await used.log?.size()} ${look.screen}`;
    if (shown !== last) quietSince = now;
    last = shown;
    const isReached = await hasCome(wait, { used, look, before, quietMs: now - quietSince });
    // What was found in the log may be newer than this look.
    if (isReached) return { look: (await used.terminal.look()) ?? look, isReached };
    if (isOver(used, look) || now >= end || signal.aborted) return { look, isReached };
    await pause(Math.min(pauseMs, Math.max(0, end - now)), undefined, { signal }).catch(() => {});
  }
}

/** The shell is at a prompt that it gave after what was last started, or is over itself. */
export function isOver(used: UsedTerminal, { state, prompts }: TerminalLook): boolean {
  return state.type === "ended" || (state.type === "prompt" && prompts > used.promptsBefore);
}

/** Waits until a new shell has given its first prompt; false when it never does. */
export async function isShellReady(terminal: Terminal): Promise<boolean> {
  const end = performance.now() + firstPromptMs;
  while (performance.now() < end) {
    const look = await terminal.look();
    if (look === undefined) return false;
    if (look.state.type === "prompt") return true;
    await pause(shortestPauseMs);
  }
  return false;
}

/** Waits until everything that the command wrote has arrived in its log: the end mark, or nothing more for a while. */
export async function settleLog(log: CommandLog): Promise<void> {
  let size = -1;
  let changed = performance.now();
  while (!(await log.isComplete())) {
    const now = performance.now();
    const next = await log.size();
    if (next !== size) changed = now;
    if (now - changed > settledMs) return;
    size = next;
    await pause(shortestPauseMs);
  }
}

async function hasCome(
  { until }: TerminalWait,
  seen: { used: UsedTerminal; look: TerminalLook; before: Before; quietMs: number },
): Promise<boolean> {
  const { used, look, before } = seen;
  switch (until.type) {
    case "end":
      return isOver(used, look);
    case "quiet":
      return seen.quietMs >= until.quietMs;
    case "text": {
      // Neither screens nor logs keep blanks at the end of a line.
      const text = until.text.trimEnd();
      const written = (await used.log?.since(before.logBytes)) ?? "";
      return written.includes(text) || (look.screen.includes(text) && !before.screen.includes(text));
    }
    default:
      return until satisfies never;
  }
}
