import { AppError, exitCodes } from "../core/errors.ts";
import type { PublishedPrice } from "../model/prices/price-table.ts";
import { environmentValue } from "./environment.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import type { Messages } from "./messages.ts";
import { priceTables } from "./model-price.ts";

export interface PriceFlags {
  readonly json?: boolean;
  readonly prices?: string;
}

interface ListedPrice extends PublishedPrice {
  readonly model: string;
  /** The user's own table, or the bundled one. */
  readonly table: "own" | "bundled";
}

/** Prints every price that runs are counted by, with its day and its source; those whose model has `part` in its name. */
export function prices(part: string | undefined, flags: PriceFlags): number {
  const [bundled = {}, own = {}] = priceTables(
    flags.prices ?? environmentValue("prices", process.env),
  ).toReversed();
  const listed = Object.entries({ ...bundled, ...own })
    .map(
      ([model, price]): ListedPrice => ({
        model,
        ...price,
        table: Object.hasOwn(own, model) ? "own" : "bundled",
      }),
    )
    .filter(({ model }) => part === undefined || model.toLowerCase().includes(part.toLowerCase()))
    .toSorted((a, b) => a.model.localeCompare(b.model));
  if (listed.length === 0) {
    throw new AppError("USAGE", `No price is known for ${part ?? "any model"}.`, {
      fix: "give one with --prices FILE; deepwell prices lists what there is",
    });
  }
  const messages = messagesIn(interfaceLanguage(undefined, process.env));
  if (flags.json) console.log(JSON.stringify(listed));
  else
    for (const line of [messages.pricesHeading, ...listed.map((price) => priceLine(price, messages))])
      console.log(line);
  return exitCodes.verified;
}

function priceLine(price: ListedPrice, messages: Messages): string {
  const {
    model,
    currency,
    inputPerMillion,
    cachedInputPerMillion = inputPerMillion,
    outputPerMillion,
  } = price;
  const rates = [inputPerMillion, cachedInputPerMillion, outputPerMillion].map((rate) =>
    String(rate).padStart(7),
  );
  const origin = price.table === "own" ? messages.ownPrice : (price.source ?? "");
  return `${model.padEnd(36)} ${currency} ${rates.join(" ")}  ${price.asOf ?? "–".padEnd(10)}  ${origin}`;
}
