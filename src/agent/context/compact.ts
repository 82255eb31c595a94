import type { Message } from "../../model/message.ts";
import type { ToolSpec } from "../../model/policy.ts";
import type { RunEvent } from "../events.ts";
import type { LoopState } from "../state.ts";
import type { ContextWindow } from "./context-window.ts";
import { promptTokens } from "./count-tokens.ts";
import { extractNotes, type NotesRequest } from "./extract-notes.ts";
import { foldResult, type FoldSetting } from "./fold-result.ts";
import { cutTurn, demotions, type TurnLevel, withoutPictures } from "./demote-turns.ts";
import { renderRegister } from "./render-register.ts";
import { renderTop } from "./render-top.ts";
import { summariseNotes } from "./summarise-notes.ts";
import { splitTurns, type Turn, turnMessages } from "./turns.ts";

export interface Compacting {
  readonly state: LoopState;
  readonly window: ContextWindow;
  readonly specs: readonly ToolSpec[];
  readonly question: string;
  readonly language: string;
  readonly signal: AbortSignal;
}

/** What the loop turns into its event: the new segment, and what it took to make it. */
export type Compaction = Omit<
  Extract<RunEvent, { readonly type: "compaction" }>,
  "type" | "turn" | "segment" | "spending"
>;

/** Share that notes may take of what the system prompt, the tools, the task and the plan leave below the lower threshold. */
const notesShare = 0.35;
/** Of the lower threshold: notes and turns get so much even where the rest leaves less. */
const leastShare = 0.25;
const summaryTimeoutMs = 120_000;

/**
 * Opens a new segment: the task with plan and notes, then the turns that still fit below the lower threshold, old
 * ones with their results folded, the newest word for word. Computed from the whole history, so nothing is a
 * summary of a summary but what a model wrote.
 */
export async function compact(job: Compacting, tokensBefore: number): Promise<Compaction> {
  const { state, window, question } = job;
  const { opening, turns } = splitTurns(state.messages);
  const folding: FoldSetting = { question, terms: window.terms, stored: state.stored };
  const fixed = fixedTokens(job, opening);
  const { lower } = window.limits;
  const notesRoom = notesShare * Math.max(lower - fixed, lower * leastShare);
  const levels = chooseLevels(job, { turns, folding, fixed, notesRoom });
  const droppedTurns = levels.filter((level) => level === "dropped").length;
  const registerPath = await window.store?.put("evidence.md", renderRegister(state.evidence));
  const notes = await writeNotes(job, { turns, droppedTurns, folding, notesRoom });
  const heard = turns.slice(0, droppedTurns).flatMap((turn) => turn.heard.map(({ text }) => text));
  const top = renderTop({ ...job, plan: state.plan, droppedTurns, heard, notes: notes.notes, registerPath });
  const kept = turns
    .slice(droppedTurns)
    .flatMap((turn, index) => atLevel(turn, levels[droppedTurns + index] ?? "verbatim", { folding, window }));
  const messages = [...withTop(opening, top), ...kept];
  return { ...notes, messages, droppedTurns, tokensBefore, tokensAfter: promptTokens(messages, job.specs) };
}

/** What is sent whatever becomes of the turns. */
function fixedTokens({ state, specs, language }: Compacting, opening: readonly Message[]): number {
  const { plan } = state;
  const registerPath = "results/evidence.md";
  const top = renderTop({ language, plan, droppedTurns: 0, heard: [], notes: "", registerPath });
  return promptTokens(withTop(opening, top), specs);
}

interface Material {
  readonly turns: readonly Turn[];
  readonly folding: FoldSetting;
  readonly fixed: number;
  readonly notesRoom: number;
}

/** Demotes turns, the least important first, until what is left fits. */
function chooseLevels(
  { state, window }: Compacting,
  { turns, folding, fixed, notesRoom }: Material,
): readonly TurnLevel[] {
  const levels: TurnLevel[] = turns.map((_, index) => (index < state.droppedTurns ? "dropped" : "verbatim"));
  const sizes = turns.map((turn, index) => sizeOf(turn, levels[index] ?? "verbatim", { folding, window }));
  let total = fixed + sizes.reduce((sum, size) => sum + size, 0);
  const room = (): number => window.limits.lower - (levels.includes("dropped") ? notesRoom : 0);
  for (const { index, level } of demotions(turns.length, state.droppedTurns, window.limits.recentTurns)) {
    if (total <= room()) break;
    const turn = turns[index];
    if (turn === undefined) continue;
    const size = sizeOf(turn, level, { folding, window });
    total += size - (sizes[index] ?? 0);
    sizes[index] = size;
    levels[index] = level;
  }
  return levels;
}

interface Levelling {
  readonly folding: FoldSetting;
  readonly window: ContextWindow;
}

function sizeOf(turn: Turn, level: TurnLevel, setting: Levelling): number {
  return promptTokens(atLevel(turn, level, setting), []);
}

function atLevel(turn: Turn, level: TurnLevel, { folding, window }: Levelling): readonly Message[] {
  switch (level) {
    case "dropped":
      // What a person said is never lost: it then stands at the top.
      return turn.heard;
    case "verbatim":
      return turnMessages(turn);
    case "unseen":
      return turnMessages(withoutPictures(turn));
    case "folded":
      return turnMessages(foldTurn(turn, folding));
    case "cut":
      return turnMessages(cutTurn(foldTurn(turn, folding), window.limits));
    default:
      return level satisfies never;
  }
}

const folded = new WeakMap<Turn["said"], Turn>();

/** Folded once for each turn of a run: what a turn brought does not change. */
function foldTurn(turn: Turn, folding: FoldSetting): Turn {
  if (turn.results === undefined) return turn;
  const known = folded.get(turn.said);
  if (known !== undefined) return known;
  const { results = turn.results } = withoutPictures(turn);
  const parts = results.parts.map((part) => {
    const content = foldResult(part, folding);
    // An extract for a small window can be shorter than all hits by name.
    return content.length < part.content.length ? { ...part, content } : part;
  });
  const result: Turn = { ...turn, results: { role: "tool", parts } };
  folded.set(turn.said, result);
  return result;
}

/** The task keeps its bytes and the plan and notes stand behind it, in one message: some servers want roles to alternate. */
function withTop(opening: readonly Message[], top: string): readonly Message[] {
  const last = opening.at(-1);
  if (last?.role !== "user") return [...opening, { role: "user", text: top }];
  return [...opening.slice(0, -1), { role: "user", text: `${last.text}\n\n${top}` }];
}

interface Dropping {
  readonly turns: readonly Turn[];
  readonly droppedTurns: number;
  readonly folding: FoldSetting;
  readonly notesRoom: number;
}

async function writeNotes(
  { state, window, question, language, signal }: Compacting,
  { turns, droppedTurns, folding, notesRoom }: Dropping,
): Promise<Pick<Compaction, "notes" | "summariser" | "usage">> {
  if (droppedTurns === 0) return { notes: "" };
  const request: NotesRequest = {
    question,
    isChinese: /^zh\b/i.test(language),
    openTasks: state.plan.filter(({ status }) => status !== "completed").map(({ task }) => task),
    turns: turns.slice(0, droppedTurns),
    evidence: state.evidence,
    terms: window.terms,
    room: notesRoom,
  };
  const { summarise } = window;
  if (summarise !== undefined) {
    const fresh = turns.slice(state.droppedTurns, droppedTurns);
    if (fresh.length === 0 && state.notes !== "") return { notes: state.notes };
    const asked = {
      ...request,
      language,
      notes: state.notes,
      fresh,
      folding,
      signal,
      timeoutMs: summaryTimeoutMs,
    };
    const summary = await summariseNotes(asked, summarise);
    if (summary !== undefined) return { ...summary, summariser: summarise.name };
  }
  return { notes: extractNotes(request) };
}
