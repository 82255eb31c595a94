import { expect, test } from "vitest";
import { strangeCase } from "./strange-case.ts";
import { createTermSpace } from "./terms.ts";

const space = createTermSpace(new Map());

test("a case that the question does not speak of is strange, its own is not", () => {
  const question = "饮酒后驾驶机动车怎么处罚？";
  const own = strangeCase("饮酒后驾驶机动车的，处暂扣六个月机动车驾驶证。", { question, space });
  const other = strangeCase("擅自移动安全警示标志的，处五百元罚款。", { question, space });
  expect(own).toBeLessThan(0.2);
  expect(other).toBeGreaterThan(0.4);
});

test("a rule for several cases is the rule itself", () => {
  const rule = "工作已满一年的，年休假五天；已满十年的，年休假十天。";
  expect(strangeCase(rule, { question: "年休假有几天？", space })).toBe(0);
});

test("English conditions are read up to their comma", () => {
  const question = "How do I renew a passport?";
  expect(strangeCase("If you live in Antarctica, write to us.", { question, space })).toBeGreaterThan(0.8);
  expect(strangeCase("Renew your passport by mail.", { question, space })).toBe(0);
});
