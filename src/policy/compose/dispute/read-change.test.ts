import { describe, expect, test } from "vitest";
import { findValues } from "../values.ts";
import { readChange } from "./read-change.ts";

const changed = (text: string): string | undefined => {
  const values = findValues(text).filter(({ type }, _, [first]) => type === first?.type);
  const change = readChange(text, values);
  return change === undefined ? undefined : `${change.from.text} > ${change.to.text}`;
};

describe("a change of a value", () => {
  test.each([
    ["The council raised the fee from 40 euros to 55 euros in May.", "40 euros > 55 euros"],
    ["The fee rose from $40 to $55.", "$40 > $55"],
    ["Processing times fell from 8 weeks to 5 weeks.", "8 weeks > 5 weeks"],
    ["The fee is now 55 euros, up from 40 euros.", "40 euros > 55 euros"],
    ["A pass costs 55 euros (previously 40 euros).", "40 euros > 55 euros"],
    ["The wage rose from $7.25 an hour to $8 an hour.", "$7.25 > $8"],
    ["标准由每月2320元调整为每月2490元。", "2320元 > 2490元"],
    ["收费由40元调整为55元，2024年起实行。", "40元 > 55元"],
    ["办理时限从20个工作日缩短至12个工作日。", "20个工作日 > 12个工作日"],
    ["现行收费为55元（原为40元）。", "40元 > 55元"],
  ])("is read: %s", (text, expected) => expect(changed(text)).toBe(expected));

  test.each([
    "A pass costs from 40 euros to 55 euros.",
    "A pass costs 40 euros for children and 55 euros for adults.",
    "The fee was raised to 55 euros.",
    "儿童40元，成人55元。",
    "罚款由40元到55元不等。",
  ])("is not read into %s", (text) => expect(changed(text)).toBeUndefined());
});
