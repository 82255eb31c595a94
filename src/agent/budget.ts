import type { BudgetStatus } from "../model/policy.ts";
import type { RunLimits } from "./events.ts";

export interface Spending {
  readonly turns: number;
  readonly toolCalls: number;
  readonly elapsedMs: number;
}

/** Share of the time limit that is kept back for writing the answer. */
const answerReserveShare = 0.15;

/** Share of a limit at which a run warns. */
export const warningShare = 0.8;

/** What is left of the limits. `turnsLeft` counts the turn that is about to start. */
export function budgetStatus(limits: RunLimits, spent: Spending): BudgetStatus {
  return {
    turnsUsed: spent.turns,
    toolCallsUsed: spent.toolCalls,
    elapsedMs: spent.elapsedMs,
    ...(limits.maxTurns === undefined ? {} : { turnsLeft: Math.max(0, limits.maxTurns - spent.turns) }),
    ...(limits.maxToolCalls === undefined
      ? {}
      : { toolCallsLeft: Math.max(0, limits.maxToolCalls - spent.toolCalls) }),
    ...(limits.maxMs === undefined ? {} : { msLeft: Math.max(0, limits.maxMs - spent.elapsedMs) }),
  };
}

/** Why the next turn has to be the answer; undefined while there is budget for research. */
export function spentLimit(limits: RunLimits, spent: Spending): string | undefined {
  if (limits.maxTurns !== undefined && spent.turns >= limits.maxTurns - 1)
    return `turns (${limits.maxTurns})`;
  if (limits.maxToolCalls !== undefined && spent.toolCalls >= limits.maxToolCalls) {
    return `tool calls (${limits.maxToolCalls})`;
  }
  if (limits.maxMs !== undefined && spent.elapsedMs >= limits.maxMs * (1 - answerReserveShare)) {
    return `time (${Math.round(limits.maxMs / 1000)} s)`;
  }
  return undefined;
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
  ];
  return shares.filter((item) => item.usedShare >= warningShare);
}

function share(used: number, limit: number | undefined): number {
  return limit === undefined ? 0 : limit === 0 ? 1 : used / limit;
}
