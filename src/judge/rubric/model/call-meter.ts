import { addUsage } from "../../../model/add-usage.ts";
import type { Usage } from "../../../model/policy.ts";
import { costOf, type Price } from "../../../model/prices/price.ts";

/** Counts the requests of one judgement, what they used and what that cost. */
export class CallMeter {
  calls = 0;
  usage: Usage | undefined;
  #cost = 0;
  #isCounted = false;
  /** Answers whose usage the server did not tell make the cost unknown. */
  #hasUncounted = false;
  readonly #price: Price | undefined;

  constructor(price: Price | undefined) {
    this.#price = price;
  }

  begin(): void {
    this.calls += 1;
  }

  end(usage: Usage | undefined): void {
    this.usage = addUsage(this.usage, usage);
    if (usage === undefined) this.#hasUncounted = true;
    else this.#isCounted = true;
    if (usage !== undefined && this.#price !== undefined) this.#cost += costOf(usage, this.#price);
  }

  /** In the currency of the price; undefined where it is not known. */
  get cost(): number | undefined {
    return this.#price === undefined || this.#hasUncounted || !this.#isCounted ? undefined : this.#cost;
  }
}
