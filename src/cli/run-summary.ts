import path from "node:path";
import type { RunLimits } from "../agent/events.ts";
import { exitCodes } from "../core/errors.ts";
import type { ResearchResult } from "../research/conclude-run.ts";
import type { RunCost } from "../research/run-cost.ts";
import { formatDuration, formatElapsed } from "./duration.ts";
import type { Checked, Messages, Outcome } from "./messages.ts";
import { formatMoney } from "./model-price.ts";
import { singleLine } from "./progress/fit-text.ts";
import type { ResearchFlags } from "./settings.ts";

/** Limits in words; absent ones are not mentioned. */
export function limitsText(limits: RunLimits, { limits: words }: Messages): string {
  const parts = [
    ...(limits.maxTurns === undefined ? [] : [words.turns(limits.maxTurns)]),
    ...(limits.maxToolCalls === undefined ? [] : [words.toolCalls(limits.maxToolCalls)]),
    ...(limits.maxMs === undefined ? [] : [words.time(formatDuration(limits.maxMs))]),
    ...(limits.maxTokens === undefined ? [] : [words.tokens(limits.maxTokens)]),
    ...(limits.maxCost === undefined
      ? []
      : [words.cost(formatMoney(limits.maxCost, limits.price?.currency ?? ""))]),
  ];
  return parts.length === 0 ? words.none : parts.join(", ");
}

export interface Summary {
  readonly id: string;
  readonly result: ResearchResult;
  readonly flags: ResearchFlags;
  readonly messages: Messages;
}

/** The last lines of a run: how it ended, what was checked, where the files are, what to do next. */
export function summaryLines({ id, result, flags, messages }: Summary): readonly string[] {
  const { status, exitCode, reason, nearest, report, directory, turns, toolCalls, elapsedMs } = result;
  const { cost, judgement } = result;
  const outcome: Outcome =
    exitCode === exitCodes.verificationFailed ? "unverified" : status === "answered" ? "verified" : status;
  const hasReason = reason !== undefined && outcome !== "verified";
  return [
    "",
    messages.outcome[outcome] + (hasReason ? ` (${reason})` : ""),
    ...(nearest === undefined ? [] : [singleLine(messages.nearest(nearest))]),
    ...(report === undefined ? [] : [messages.checked(checkedOf(report.statistics))]),
    ...(judgement === undefined ? [] : [messages.judged(judgement.judge, judgement.figures)]),
    messages.elapsed(formatElapsed(elapsedMs), turns, toolCalls),
    ...(cost === undefined ? [] : [costLine(cost, messages), ...phaseLines(cost, messages)]),
    `${messages.files}: ${directory}${path.sep} (${[...result.files, "run.json", "journal.ndjson"].join(", ")})`,
    `${messages.next}: ${nextCommand(id, result, flags)}`,
  ];
}

function costLine(cost: RunCost, messages: Messages): string {
  const { total, currency = "", inputTokens, cachedInputTokens = 0, outputTokens, unpriced = 0 } = cost;
  const amount = total === undefined ? undefined : formatMoney(total, currency);
  const more = unpriced === 0 ? [] : [messages.unpriced(unpriced)];
  const tokens = messages.tokens(inputTokens, cachedInputTokens, outputTokens);
  return [messages.cost(amount, cost.isEstimate ?? false), ...more, tokens].join(" · ");
}

/** One line for each thing that models were asked for, where there is more than one. */
export function phaseLines(
  { phases, currency = "" }: Pick<RunCost, "phases" | "currency">,
  messages: Messages,
) {
  const items = Object.entries(messages.phases).flatMap(([phase, name]) => {
    const sum = Object.entries(phases).find(([key]) => key === phase)?.[1];
    return sum === undefined ? [] : [{ name, sum }];
  });
  if (items.length < 2) return [];
  return items.map(({ name, sum }) => {
    const { inputTokens = 0, cachedInputTokens = 0, outputTokens = 0, cost } = sum;
    const amount = cost === undefined ? [] : [formatMoney(cost, currency)];
    const tokens = messages.tokens(inputTokens, cachedInputTokens, outputTokens);
    return `  ${[name, messages.requests(sum.requests), ...amount, tokens].join(" · ")}`;
  });
}

function checkedOf(statistics: NonNullable<ResearchResult["report"]>["statistics"]): Checked {
  return {
    claims: statistics.claims,
    supported: statistics.supported,
    dropped: statistics.dropped,
    quotes: statistics.quotesChecked,
    quotesFound: statistics.quotesFound,
    numbers: statistics.numbersChecked,
    numbersFound: statistics.numbersChecked - statistics.numbersMissing,
  };
}

/** Under `npm start` there is no `deepwell` on the path; npx finds it in the checkout. */
function nextCommand(
  id: string,
  { status, files, directory }: ResearchResult,
  { runsDir }: ResearchFlags,
): string {
  const program = process.env["npm_lifecycle_event"] === undefined ? "deepwell" : "npx deepwell";
  const run = runsDir === undefined ? id : `${id} --runs-dir ${runsDir}`;
  if (status === "interrupted" || status === "failed") return `${program} resume ${run}`;
  const html = files.includes("report.html") ? ` · open ${path.join(directory, "report.html")}` : "";
  return `${program} show ${run}${html}`;
}
