import type { JsonValue } from "../core/json.ts";
import { present } from "../core/present.ts";
import type { AssistantMessage, ToolCallPart } from "../model/message.ts";
import type { Policy, PolicyEvent, PolicyState } from "../model/policy.ts";
import type { AuthorityOf } from "../retrieval/ranking/authority.ts";
import { loadCheckpoint } from "./checkpoint/load-checkpoint.ts";
import { composeReport } from "./compose/compose-report.ts";
import type { DeciderOptions, TurnPlan } from "./decide.ts";
import type { EvidenceBrief } from "./evidence-brief.ts";
import { makeBrief } from "./make-brief.ts";
import { narrateAnswer, narrateClosing, narrateNotFound, narratePlan, narrateTurn } from "./narrate.ts";
import type { Network } from "./network.ts";
import { type PlanStage, planUpdates } from "./plan-items.ts";
import { type Replay, type ReplayCache, replay } from "./replay.ts";
import { type Heeded, heed, unheededNote } from "./state/heed.ts";
import type { ResearchState } from "./state/research-state.ts";

export interface EmbeddedPolicyOptions {
  /** Scores the candidates; the shipped checkpoint where absent. */
  readonly network?: Network;
  /** Picks among candidates by their logits; the best where absent. For sampling in training. */
  readonly choose?: (logits: Float64Array) => number;
  /** Read on until so many passages are selected; for measuring what it would read next. */
  readonly readingDepth?: number;
  /** Turns after which it answers, whatever the run's limit. */
  readonly maxTurns?: number;
  /** What is known of publishers, where sources disagree; the bundled index where absent. */
  readonly authorityOf?: AuthorityOf;
  /** Writes the report; the extractive composer where absent. */
  readonly compose?: (brief: EvidenceBrief) => string | undefined;
}

const defaultMaxTurns = 14;
const maxSelected = 40;
/** Hits asked for each query. */
const hitsPerQuery = { first: 20, later: 10 };
const maxHits = 200;

/**
 * Research without a language model: a network scores what could be done next, and the report is
 * composed of quoted evidence. A pure function of the messages of a run; it keeps only a cache.
 */
export function embeddedPolicy(options: EmbeddedPolicyOptions = {}): Policy {
  const network = options.network ?? loadCheckpoint().network;
  const cache: ReplayCache = new WeakMap();
  return {
    name: "embedded",
    usesLanguageModel: false,
    languages: ["en", "zh"],
    // oxlint-disable-next-line require-yield -- an async generator is what the seam asks for
    async *act(state, signal): AsyncGenerator<PolicyEvent> {
      if (signal.aborted) {
        yield { type: "failure", failure: { code: "ABORTED", message: "stopped", retryable: false } };
        return;
      }
      const message = nextMessage(state, { options, network, cache });
      for (const part of message.parts) {
        if (part.type === "reasoning") yield { type: "reasoning-delta", text: part.text };
        if (part.type === "text") yield { type: "text-delta", text: part.text };
      }
      yield { type: "action", action: { message } };
    },
  };
}

interface Setting {
  readonly options: EmbeddedPolicyOptions;
  readonly network: Network;
  readonly cache: ReplayCache;
}

/** What of a policy's state tells where a run stands. */
export type RunSoFar = Pick<PolicyState, "question" | "language" | "messages" | "tools">;

/** Recovers where a run of the embedded policy stands, as if its next turn were the last: for benchmarks, training and tests. */
export function inspectRun(
  run: RunSoFar,
  options: EmbeddedPolicyOptions & { readonly network: Network },
): Replay {
  return replayState(run, { options, network: options.network, cache: new WeakMap() }, true);
}

function replayState(run: RunSoFar, { options, network, cache }: Setting, isLast: boolean): Replay {
  const { question, language, messages } = run;
  const decider: DeciderOptions = {
    network,
    maxSelected: Math.max(maxSelected, options.readingDepth ?? 0),
    maxTurns: options.maxTurns ?? defaultMaxTurns,
    ...present({ choose: options.choose, readingDepth: options.readingDepth }),
  };
  return replay({ question, language, messages, plansFirst: has(run, "todo"), isLast }, decider, cache);
}

function has({ tools }: Pick<PolicyState, "tools">, name: string): boolean {
  return tools.some((tool) => tool.name === name);
}

function nextMessage(given: PolicyState, { cache, ...common }: Setting): AssistantMessage {
  const { question, unheeded } = heed(given.question, given.messages);
  const state = { ...given, question, unheeded };
  // What was folded for the question as it was is not what it is with more in it.
  const fresh: ReplayCache = new WeakMap();
  const setting = { ...common, cache: question === given.question ? cache : fresh };
  const isChinese = state.language.startsWith("zh");
  const isLast = state.mustAnswer || isLastTurn(state, setting);
  const { state: research, plan } = replayState(state, setting, isLast);
  const call = callMaker(research.turn);
  if (research.turn === 0 && has(state, "todo") && !state.mustAnswer) {
    const updates = planUpdates(research, "searching", isChinese);
    return say(narratePlan(research, isChinese), [call("todo", { updates: { ...updates } })]);
  }
  const isOver = plan.searches.length + plan.opens.length === 0;
  if (!isOver && has(state, "batch_web_surfer")) {
    const calls = surfing(research, plan).map((input) => call("batch_web_surfer", input));
    return say(narrateTurn(research, plan, isChinese), [
      ...planCall(state, research, { call, stage: "searching", isChinese }),
      ...calls,
    ]);
  }
  const report = reportOf(research, setting);
  const stage = report === undefined ? "unwritten" : "written";
  const closing = planCall(state, research, { call, stage, isChinese });
  if (closing.length > 0 && canAffordTurn(state, setting)) {
    return say(narrateClosing(research, isChinese), closing);
  }
  return answer(state, research, report);
}

function reportOf(research: ResearchState, { options }: Setting): string | undefined {
  if (research.selections.length === 0) return undefined;
  return (options.compose ?? composeReport)(makeBrief(research, options.authorityOf));
}

function answer(state: HeedingState, research: ResearchState, report: string | undefined): AssistantMessage {
  const isChinese = state.language.startsWith("zh");
  if (report === undefined) {
    return {
      role: "assistant",
      parts: [{ type: "text", text: `${narrateNotFound(research, isChinese)}\n\n<answer></answer>` }],
    };
  }
  const { mustAnswer } = state;
  const note = unheededNote(state.unheeded, state.language);
  const noted = note === undefined ? report : `${report.trimEnd()}\n\n${note}`;
  return {
    role: "assistant",
    parts: [
      { type: "reasoning", text: narrateAnswer(research, { mustAnswer, isChinese }) },
      { type: "text", text: `<answer>\n${noted}\n</answer>` },
    ],
  };
}

/** A state whose question holds what a person has added to it. */
type HeedingState = PolicyState & Pick<Heeded, "unheeded">;

type CallMaker = (toolName: string, input: JsonValue) => ToolCallPart;

function callMaker(turn: number): CallMaker {
  let count = 0;
  return (toolName, input) => ({ type: "tool-call", callId: `e${turn + 1}-${++count}`, toolName, input });
}

function say(text: string, calls: readonly ToolCallPart[]): AssistantMessage {
  return { role: "assistant", parts: [{ type: "reasoning", text }, ...calls] };
}

interface PlanSetting {
  readonly call: CallMaker;
  readonly stage: PlanStage;
  readonly isChinese: boolean;
}

function planCall(
  state: PolicyState,
  research: ResearchState,
  { call, stage, isChinese }: PlanSetting,
): readonly ToolCallPart[] {
  if (!has(state, "todo")) return [];
  const updates = planUpdates(research, stage, isChinese);
  return Object.keys(updates).length === 0 ? [] : [call("todo", { updates: { ...updates } })];
}

/** One search call for the queries of each year, and one call for all pages. */
function surfing(research: ResearchState, { searches, opens }: TurnPlan): readonly JsonValue[] {
  const perQuery = research.queries.length === 0 ? hitsPerQuery.first : hitsPerQuery.later;
  const calls = [...Map.groupBy(searches, ({ year }) => year)].map(([year, group]): JsonValue => {
    const queries = group.map(({ query }) => query);
    const topk = Math.min(maxHits, perQuery * queries.length);
    const dated = year === undefined ? {} : { since: `${year}-01-01`, until: `${year}-12-31` };
    return { action: "batch_search", queries, topk, ...dated };
  });
  if (opens.length === 0) return calls;
  const wanted = new Set(opens.map(({ subQuestionId }) => subQuestionId));
  const focus = research.analysis.subQuestions
    .filter(({ id }) => wanted.has(id))
    .map(({ text }) => text)
    .join(" ");
  return [
    ...calls,
    {
      action: "batch_open",
      urls: opens.map(({ ref }) => ref),
      focus: (focus || research.analysis.question).slice(0, 500),
    },
  ];
}

/** One turn is kept for the answer, and one before it for the plan. */
function isLastTurn({ budget }: PolicyState, { options }: Setting): boolean {
  if (budget.turnsUsed + 2 > (options.maxTurns ?? defaultMaxTurns)) return true;
  const { turnsLeft, toolCallsLeft, msLeft } = budget;
  return (turnsLeft ?? Infinity) <= 2 || (toolCallsLeft ?? Infinity) < 3 || (msLeft ?? Infinity) < 2_000;
}

function canAffordTurn({ budget, mustAnswer }: PolicyState, { options }: Setting): boolean {
  if (mustAnswer || budget.turnsUsed + 1 > (options.maxTurns ?? defaultMaxTurns)) return false;
  return (
    (budget.turnsLeft ?? Infinity) > 1 &&
    (budget.toolCallsLeft ?? Infinity) > 0 &&
    (budget.msLeft ?? Infinity) > 1_000
  );
}
