import type { AssistantMessage } from "../model/message.ts";
import type { BudgetStatus, Usage } from "../model/policy.ts";
import { costOf, type Price } from "../model/prices/price.ts";
import { messageTokens } from "./context/count-tokens.ts";
import type { RunLimits, SideRole, TurnSpending } from "./events.ts";

export interface Spending {
  readonly turns: number;
  readonly toolCalls: number;
  readonly elapsedMs: number;
  readonly tokens: number;
  readonly cost: number;
}

/** Share of the time limit that is kept back for writing the answer. */
const answerReserveShare = 0.15;

/** Output that is expected of a turn, and of the answer. */
const expectedOutputTokens = { turn: 500, answer: 2_000 };

/** Share of a limit at which a run warns. */
export const warningShare = 0.8;

/** What is left of the limits. `turnsLeft` counts the turn that is about to start. */
export function budgetStatus(limits: RunLimits, spent: Spending): BudgetStatus {
  const { maxTurns, maxToolCalls, maxMs, maxTokens, maxCost } = limits;
  return {
    turnsUsed: spent.turns,
    toolCallsUsed: spent.toolCalls,
    elapsedMs: spent.elapsedMs,
    ...(maxTurns === undefined ? {} : { turnsLeft: Math.max(0, maxTurns - spent.turns) }),
    ...(maxToolCalls === undefined ? {} : { toolCallsLeft: Math.max(0, maxToolCalls - spent.toolCalls) }),
    ...(maxMs === undefined ? {} : { msLeft: Math.max(0, maxMs - spent.elapsedMs) }),
    ...(maxTokens === undefined
      ? {}
      : { tokensUsed: spent.tokens, tokensLeft: Math.max(0, maxTokens - spent.tokens) }),
    ...(maxCost === undefined ? {} : { costUsed: spent.cost, costLeft: Math.max(0, maxCost - spent.cost) }),
  };
}

/**
 * Why the next turn has to be the answer; undefined while there is budget for research. For tokens and money that
 * is so when this turn and the answer behind it would not both fit, by the length of the prompt.
 */
export function spentLimit(limits: RunLimits, spent: Spending, promptTokens: number): string | undefined {
  const { maxTurns, maxToolCalls, maxMs, maxTokens, maxCost } = limits;
  if (maxTurns !== undefined && spent.turns >= maxTurns - 1) return `turns (${maxTurns})`;
  if (maxToolCalls !== undefined && spent.toolCalls >= maxToolCalls) return `tool calls (${maxToolCalls})`;
  if (maxMs !== undefined && spent.elapsedMs >= maxMs * (1 - answerReserveShare)) {
    return `time (${Math.round(maxMs / 1000)} s)`;
  }
  const turn = expectedSpending(limits, promptTokens, expectedOutputTokens.turn);
  const answer = expectedSpending(limits, promptTokens, expectedOutputTokens.answer);
  if (maxTokens !== undefined && spent.tokens + turn.tokens + answer.tokens > maxTokens)
    return `tokens (${maxTokens})`;
  if (maxCost !== undefined && spent.cost + turn.cost + answer.cost > maxCost)
    return `cost (${maxCost} ${limits.price?.currency ?? ""})`;
  return undefined;
}

/** Whether not even the answer may be asked for: a cap on tokens or money is reached. */
export function isOverspent({ maxTokens, maxCost }: RunLimits, { tokens, cost }: Spending): boolean {
  return tokens >= (maxTokens ?? Infinity) || cost >= (maxCost ?? Infinity);
}

function expectedSpending(limits: RunLimits, inputTokens: number, outputTokens: number): TurnSpending {
  return spendingOf({ inputTokens, outputTokens }, limits);
}

/** What tokens, and money where there is a price, a usage takes from the budget. */
export function spendingOf(usage: Usage, limits: RunLimits, role?: SideRole): TurnSpending {
  const price = role === undefined ? limits.price : rolePrice(limits, role);
  const isUnpriced = price === undefined && limits.price !== undefined;
  return {
    tokens: usage.inputTokens + usage.outputTokens,
    cost: price === undefined ? 0 : costOf(usage, price),
    ...(isUnpriced ? { isUnpriced } : {}),
  };
}

function rolePrice({ price, rolePrices }: RunLimits, role: SideRole): Price | undefined {
  const own = rolePrices?.[role] ?? price;
  return own === "unknown" || own?.currency !== price?.currency ? undefined : own;
}

export interface FinishedTurn {
  readonly message: AssistantMessage;
  readonly usage?: Usage;
  readonly promptTokens: number;
  readonly usesLanguageModel: boolean;
  /** Absent for the next action. */
  readonly role?: SideRole;
}

/** What a turn took from the budget: by the server's count, else by estimate; undefined where no model was asked. */
export function turnSpending(turn: FinishedTurn, limits: RunLimits): TurnSpending | undefined {
  if (turn.usage !== undefined) return spendingOf(turn.usage, limits, turn.role);
  if (!turn.usesLanguageModel) return undefined;
  const usage = { inputTokens: turn.promptTokens, outputTokens: messageTokens(turn.message) };
  return { ...spendingOf(usage, limits, turn.role), isEstimate: true };
}

/** Limits of which at least 80 % is used, with the share. */
export function nearLimits(
  limits: RunLimits,
  spent: Spending,
): readonly { what: string; usedShare: number }[] {
  const shares = [
    { what: "turns", usedShare: share(spent.turns, limits.maxTurns) },
    { what: "tool-calls", usedShare: share(spent.toolCalls, limits.maxToolCalls) },
    { what: "time", usedShare: share(spent.elapsedMs, limits.maxMs) },
    { what: "tokens", usedShare: share(spent.tokens, limits.maxTokens) },
    { what: "cost", usedShare: share(spent.cost, limits.maxCost) },
  ];
  return shares.filter((item) => item.usedShare >= warningShare);
}

function share(used: number, limit: number | undefined): number {
  return limit === undefined ? 0 : limit === 0 ? 1 : used / limit;
}
