import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";
import type { Price } from "./price.ts";

/** A price with where it comes from. */
export interface PublishedPrice extends Price {
  /** Day on which it was looked up, `YYYY-MM-DD`. */
  readonly asOf?: string;
  /** Where it stands, usually the provider's page. */
  readonly source?: string;
}

/** Prices by `provider/model`, or by the model alone for whichever provider. */
export type PriceTable = Readonly<Record<string, PublishedPrice>>;

const rate = z.number().nonnegative();
const rates = {
  inputPerMillion: rate,
  cachedInputPerMillion: rate.exactOptional(),
  cacheWritePerMillion: rate.exactOptional(),
  outputPerMillion: rate,
};

const priceTable = z.record(
  z.string(),
  z.strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    ...rates,
    perImage: rate.exactOptional(),
    longInput: z.strictObject({ aboveTokens: z.number().int().positive(), ...rates }).exactOptional(),
    asOf: z.iso.date().exactOptional(),
    source: z.string().exactOptional(),
  }),
);

/** Reads a price table. Throws `CONFIG_INVALID`, naming `file`, for text that is none. */
export function readPriceTable(text: string, file: string): PriceTable {
  const parsed = parseJson(text);
  const table = parsed.ok ? priceTable.safeParse(parsed.value) : undefined;
  if (table?.success) return table.data;
  throw new AppError("CONFIG_INVALID", `${file} is no table of prices.`, {
    why: parsed.ok ? z.prettifyError(table?.error ?? new z.ZodError([])).replace(/\s+/g, " ") : parsed.error,
    fix: 'write {"provider/model": {"currency": "USD", "inputPerMillion": 1.5, "outputPerMillion": 6}}',
  });
}

let bundled: PriceTable | undefined;

/** The prices that come with Deepwell, as their providers had published them on the day that each names. */
export function bundledPrices(): PriceTable {
  bundled ??= readPriceTable(readFileSync(new URL("prices.json", import.meta.url), "utf8"), "prices.json");
  return bundled;
}

/**
 * The price of a model: the first table that has it wins. A dated snapshot costs what its model costs. Undefined
 * where none has it: what is not known is not free.
 */
export function findPrice(
  { provider, model }: { readonly provider: string; readonly model: string },
  tables: readonly PriceTable[] = [bundledPrices()],
): PublishedPrice | undefined {
  const undated = model.replace(/[-@](?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, "");
  const names = [`${provider}/${model}`, model, `${provider}/${undated}`, undated];
  for (const table of tables) {
    const name = names.find((each) => Object.hasOwn(table, each));
    if (name !== undefined) return table[name];
  }
  return undefined;
}
