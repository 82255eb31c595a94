import process from "node:process";
import { deepwellLoop } from "./deepwell-loops.ts";
import type { OpenLoop } from "./loop-subject.ts";
import { openAiSdk, openLangGraph, openOpenAiAgents } from "./peer-loops.ts";

/** What a loop's own process tells of itself. */
export interface LoopFigures {
  readonly installed: boolean;
  /** The most memory the process ever held. */
  readonly peakRssMb: number;
  /** Processor time of the whole task, without loading the program: what other jobs of the machine disturb least. */
  readonly cpuMs: number;
  /** The part of it that the program took itself; the rest is the operating system's, for the network and the disk. */
  readonly userMs: number;
  /** What the loop waited for the disk, by turn; empty where it keeps nothing. */
  readonly diskMs: readonly number[];
}

export const loops: Readonly<Record<string, OpenLoop>> = {
  deepwell: async () => deepwellLoop({ hasWindow: true, hasJournal: false }),
  "deepwell-whole": async () => deepwellLoop({ hasWindow: false, hasJournal: false }),
  "deepwell-journal": async () => deepwellLoop({ hasWindow: true, hasJournal: true }),
  "ai-sdk": openAiSdk,
  "openai-agents": openOpenAiAgents,
  langgraph: openLangGraph,
};

if (process.argv[1] === import.meta.filename) {
  const [, , name = "", url = "", turns = ""] = process.argv;
  const run = await loops[name]?.();
  const before = process.cpuUsage();
  const waits: number[] = [];
  await run?.({ url, turns: Number(turns), waited: (milliseconds) => void waits.push(milliseconds) });
  const { user, system } = process.cpuUsage(before);
  const figures: LoopFigures = {
    installed: run !== undefined,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    cpuMs: (user + system) / 1000,
    userMs: user / 1000,
    // Before the first request there was no turn.
    diskMs: waits.slice(1),
  };
  console.log(JSON.stringify(figures));
}
