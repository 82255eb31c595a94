import { expect, test } from "vitest";
import { isStuffed } from "./stuffed-title.ts";

test.each([
  "How much is a mooring permit in Pennick? mooring permit Pennick cost",
  "Passport fees 2026 | Cheap passport fees",
  "临溪市菜园租约多少钱？临溪市菜园租约费用",
])("a title that is made to be found says its words twice: %s", (title) => {
  expect(isStuffed(title)).toBe(true);
});

test.each([
  "Fees for passports",
  "Renew your passport by mail | Passports | State",
  "The fee of the fee office",
  "临溪市菜园租约办理指南",
  "Part 1 and part 2 of 2024",
])("others do not: %s", (title) => {
  expect(isStuffed(title)).toBe(false);
});
