import { present } from "../../core/present.ts";
import { boundAround } from "./bounds.ts";
import type { NumberScan, Unit } from "./number-mention.ts";
import { isApproximate, unitAfter, unitBefore } from "./units.ts";

/** A number as one of the readers found it, before its surroundings are looked at. */
export interface Quantity {
  readonly match: RegExpExecArray;
  readonly values: readonly number[];
  readonly step: number;
  /** Characters behind the match that belong to the number. */
  readonly extra?: number;
  readonly unit?: Unit;
  readonly weak?: boolean;
}

/** Records a number with the unit written around it and whether it is said to be approximate. */
export function addQuantity(
  scan: NumberScan,
  { match, values, step, extra = 0, unit, weak = false }: Quantity,
): void {
  const end = match.index + match[0].length + extra;
  const before = unitBefore(scan.text.slice(Math.max(0, match.index - 8), match.index));
  const after = unitAfter(scan.text.slice(end, end + 24));
  const found = unit ?? before?.unit ?? after?.unit;
  const start = match.index - (before?.length ?? 0);
  const stop = end + (after?.length ?? 0);
  const [textBefore, textAfter] = [scan.text.slice(0, start), scan.text.slice(stop)];
  const bound = boundAround(textBefore, textAfter);
  scan.add({
    type: "quantity",
    text: scan.text.slice(start, stop),
    start,
    end: stop,
    values,
    step,
    approximate: isApproximate(textBefore, textAfter),
    weak,
    ...present({
      unit: found,
      bound: bound && { side: bound.side, start: start - bound.before, end: stop + bound.after },
    }),
  });
}
