import type { BudgetStatus } from "../model/policy.ts";

const names = {
  en: { turns: "turns", "tool-calls": "tool calls", time: "time", tokens: "tokens", cost: "money" },
  zh: { turns: "轮次", "tool-calls": "工具调用", time: "时间", tokens: "词元", cost: "费用" },
} as const;

/** What a language model is told when a limit comes near: how much is used, and what is left in numbers. */
export function budgetNote(
  near: { readonly what: string; readonly usedShare: number },
  budget: BudgetStatus,
  language: string,
): string {
  const isChinese = /^zh\b/i.test(language);
  const name = Object.entries(isChinese ? names.zh : names.en).find(([key]) => key === near.what)?.[1];
  const percent = Math.min(100, Math.round(near.usedShare * 100));
  const left = leftOf(near.what, budget);
  return isChinese
    ? `［预算：${name ?? near.what}已用 ${percent}%${left === undefined ? "" : `，还剩 ${left}`}。只做最要紧的研究，然后写出报告。］`
    : `[Budget: ${percent}% of the ${name ?? near.what} is used${left === undefined ? "" : `, ${left} left`}. Do only what matters most, then write the report.]`;
}

function leftOf(what: string, budget: BudgetStatus): string | undefined {
  const { turnsLeft, toolCallsLeft, msLeft, tokensLeft } = budget;
  if (what === "turns") return turnsLeft?.toString();
  if (what === "tool-calls") return toolCallsLeft?.toString();
  if (what === "time") return msLeft === undefined ? undefined : `${Math.round(msLeft / 1000)} s`;
  return what === "tokens" ? tokensLeft?.toString() : undefined;
}
