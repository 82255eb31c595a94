import { addUsage } from "../../../model/add-usage.ts";
import type { Usage } from "../../../model/policy.ts";
import { costOf, type Price } from "../../../model/prices/price.ts";

/** Counts the requests of one judgement, what they used and what that cost. */
export class CallMeter {
  calls = 0;
  usage: Usage | undefined;
  cost: number | undefined;
  readonly #price: Price | undefined;

  constructor(price: Price | undefined) {
    this.#price = price;
  }

  begin(): void {
    this.calls += 1;
  }

  end(usage: Usage | undefined): void {
    if (usage === undefined) return;
    this.usage = addUsage(this.usage, usage);
    if (this.#price !== undefined) this.cost = (this.cost ?? 0) + costOf(usage, this.#price);
  }
}
