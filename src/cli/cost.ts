import { z } from "zod";
import { exitCodes } from "../core/errors.ts";
import { present } from "../core/present.ts";
import type { CostSum, Phase } from "../research/run-cost.ts";
import { addUsage } from "../model/add-usage.ts";
import type { Usage } from "../model/policy.ts";
import { countOf } from "./count-of.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import type { Messages } from "./messages.ts";
import { formatMoney } from "./model-price.ts";
import { findRuns, runsDirectory } from "./run-finder.ts";
import { phaseLines } from "./run-summary.ts";

export interface CostFlags {
  readonly days?: string;
  readonly json?: boolean;
  readonly runsDir?: string;
}

const count = z.number().nonnegative();
const usage = {
  inputTokens: count.exactOptional(),
  cachedInputTokens: count.exactOptional(),
  cacheWriteInputTokens: count.exactOptional(),
  outputTokens: count.exactOptional(),
};
const runCost = z.object({
  ...usage,
  total: count.exactOptional(),
  currency: z.string().exactOptional(),
  phases: z
    .record(z.string(), z.object({ ...usage, requests: count, cost: count.exactOptional() }))
    .exactOptional(),
});

interface PaidRun {
  readonly id: string;
  readonly startedAt: string;
  readonly policy: string;
  readonly cost: z.infer<typeof runCost>;
}

/** What the runs of one currency cost together; that of runs without a known price is unknown. */
interface Total extends Usage {
  readonly currency?: string;
  readonly runs: number;
  /** Absent where no price is known. */
  readonly total?: number;
  readonly phases: Readonly<Partial<Record<Phase, CostSum>>>;
}

const dayMs = 86_400_000;

/** Prints what past runs took from language models, out of their `run.json`; runs without one are not among them. */
export async function cost(flags: CostFlags): Promise<number> {
  const days = countOf("--days", flags.days, { example: 30 });
  const since = days === undefined ? 0 : Date.now() - days * dayMs;
  const records = await findRuns(runsDirectory(flags.runsDir));
  const runs = records.flatMap((record): PaidRun[] => {
    const { id, startedAt, policy = "", cost: paid } = record;
    const read = runCost.safeParse(paid);
    return read.success && Date.parse(startedAt) >= since ? [{ id, startedAt, policy, cost: read.data }] : [];
  });
  const totals = [...Map.groupBy(runs, ({ cost: { currency } }) => currency)].map(([currency, own]) =>
    totalOf(own, currency),
  );
  if (flags.json) console.log(JSON.stringify({ ...(days && { days }), totals, runs }));
  else
    for (const line of lines(runs, totals, messagesIn(interfaceLanguage(undefined, process.env))))
      console.log(line);
  return exitCodes.verified;
}

function totalOf(runs: readonly PaidRun[], currency: string | undefined): Total {
  const sums = runs.flatMap(({ cost: { phases = {} } }) => Object.entries(phases));
  const phases = [...Map.groupBy(sums, ([phase]) => phase)].map(([phase, own]) => [
    phase,
    sumOf(own.map(([, sum]) => sum)),
  ]);
  const { inputTokens = 0, outputTokens = 0, ...counts } = usageOf(runs.map((run) => run.cost)) ?? {};
  const total = runs.reduce((sum, run) => sum + (run.cost.total ?? 0), 0);
  return {
    ...(currency === undefined ? {} : { currency, total }),
    runs: runs.length,
    inputTokens,
    outputTokens,
    ...counts,
    phases: Object.fromEntries(phases),
  };
}

function sumOf(sums: readonly CostSum[]): CostSum {
  const priced = sums.flatMap((sum) => sum.cost ?? []);
  return {
    requests: sums.reduce((all, { requests }) => all + requests, 0),
    ...usageOf(sums),
    ...(priced.length === 0 ? {} : { cost: priced.reduce((all, each) => all + each, 0) }),
  };
}

function usageOf(counts: readonly Partial<Usage>[]): Usage | undefined {
  return counts
    .map(({ inputTokens = 0, outputTokens = 0, cachedInputTokens, cacheWriteInputTokens }) => ({
      inputTokens,
      outputTokens,
      ...present({ cachedInputTokens, cacheWriteInputTokens }),
    }))
    .reduce<Usage | undefined>(addUsage, undefined);
}

function lines(runs: readonly PaidRun[], totals: readonly Total[], messages: Messages): readonly string[] {
  if (runs.length === 0) return [messages.nothingPaid];
  return [
    ...runs.map(({ id, startedAt, policy, cost: { total, currency = "" } }) => {
      const amount = total === undefined ? messages.unknownCost : formatMoney(total, currency);
      return `${startedAt.slice(0, 10)}  ${amount.padEnd(12)}  ${policy}  ${id}`;
    }),
    ...totals.flatMap((total) => [
      "",
      `${messages.costOfRuns(total.runs)}: ${total.total === undefined ? messages.unknownCost : formatMoney(total.total, total.currency ?? "")} · ${messages.tokens(total.inputTokens, total.cachedInputTokens ?? 0, total.outputTokens)}`,
      ...phaseLines(total, messages),
    ]),
  ];
}
