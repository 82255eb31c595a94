import { readFileSync } from "node:fs";
import type { RunLimits } from "../agent/events.ts";
import { AppError, errorMessage } from "../core/errors.ts";
import { defaultContextTokens, windowLimits } from "../agent/context/context-window.ts";
import { type CostEstimate, estimateCost, type ExpectedRun } from "../model/prices/estimate-cost.ts";
import type { Price } from "../model/prices/price.ts";
import {
  bundledPrices,
  findPrice,
  type PriceTable,
  type PublishedPrice,
  readPriceTable,
} from "../model/prices/price-table.ts";
import {
  type ModelChoice,
  type ModelRole,
  modelRoles,
  type RoleModels,
} from "../model/selection/model-choice.ts";

/** What a model costs, by the user's own table or the bundled one. Throws `CONFIG_INVALID` for a table that cannot be read. */
export function modelPrice(choice: ModelChoice, ownTable: string | undefined): PublishedPrice | undefined {
  return findPrice(choice, priceTables(ownTable));
}

/** The tables that prices are looked up in, the user's own before the bundled one. Throws `CONFIG_INVALID`. */
export function priceTables(ownTable: string | undefined): readonly PriceTable[] {
  const own = ownTable === undefined ? [] : [readPriceTable(readOwn(ownTable), ownTable)];
  return [...own, bundledPrices()];
}

function readOwn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new AppError("CONFIG_INVALID", `The table of prices ${file} cannot be read.`, {
      why: errorMessage(error),
      fix: "correct --prices or DEEPWELL_PRICES",
    });
  }
}

/** What the models of a run cost, by role; absent where no price is known. */
export type RolePrices = Readonly<Partial<Record<ModelRole, PublishedPrice>>>;

/** The price of every model that was named for a role. Throws `CONFIG_INVALID` for a table that cannot be read. */
export function modelPrices(models: RoleModels, ownTable: string | undefined): RolePrices {
  const found = Object.entries(models).flatMap(([role, choice]) => {
    const price = choice === undefined ? undefined : modelPrice(choice, ownTable);
    return price === undefined ? [] : [[role, price]];
  });
  return Object.fromEntries(found);
}

/** Refuses, before any money is spent, a limit on money that could not be kept. Throws `CONFIG_INVALID`. */
export function checkCostLimit({ maxCost }: RunLimits, models: RoleModels, prices: RolePrices): void {
  if (maxCost === undefined) return;
  for (const role of modelRoles) {
    const choice = models[role];
    const price = prices[role];
    if (choice === undefined || (price !== undefined && price.currency === prices.research?.currency))
      continue;
    const why =
      price === undefined
        ? `no price is known for ${choice.model}`
        : `${choice.model} is paid in ${price.currency}, ${models.research.model} is not`;
    throw new AppError("CONFIG_INVALID", "--max-cost cannot be kept.", {
      why,
      fix: "give one with --prices FILE, or limit tokens instead: --max-tokens 500000",
    });
  }
}

/** About what requests of a run look like: prompt and tools, results of one turn, an answer. */
const usualTokens = { promptTokens: 3_000, tokensPerTurn: 6_000, outputTokensPerTurn: 700 };

/** The run that an estimate is made for; undefined where its turns are not limited. */
export function expectedRun(
  { maxTurns }: RunLimits,
  contextTokens = defaultContextTokens,
): ExpectedRun | undefined {
  const longest = windowLimits(contextTokens).upper;
  return maxTurns === undefined ? undefined : { ...usualTokens, turns: maxTurns, contextTokens: longest };
}

/** What it would cost, no more than the limit on money. */
export function runEstimate(run: ExpectedRun, { maxCost }: RunLimits, price: Price): CostEstimate {
  const { currency, low, high } = estimateCost(run, price);
  const cap = maxCost ?? Number.POSITIVE_INFINITY;
  return { currency, low: Math.min(low, cap), high: Math.min(high, cap) };
}

/** An amount for people: two digits behind the point, more for small ones. */
export function formatMoney(amount: number, currency: string): string {
  const text = amount === 0 || amount >= 0.1 ? amount.toFixed(2) : String(Number(amount.toPrecision(2)));
  return `${text} ${currency}`;
}
