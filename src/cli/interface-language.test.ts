import { expect, it } from "vitest";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";

it.each([
  ["zh", { LANG: "en_US.UTF-8" }, "What?", "zh"],
  ["en", { LANG: "zh_CN.UTF-8" }, "什么？", "en"],
  ["fr", { LANG: "zh_CN.UTF-8" }, "什么？", "en"],
  [undefined, { LANG: "zh_CN.UTF-8" }, "What?", "zh"],
  [undefined, { LANG: "en_US.UTF-8" }, "什么？", "en"],
  [undefined, { LANG: "zh_CN.UTF-8", LC_ALL: "de_DE" }, "什么？", "en"],
  [undefined, { LANG: "C.UTF-8" }, "什么？", "zh"],
  [undefined, { LANG: "C" }, "What?", "en"],
  [undefined, {}, "什么？", "zh"],
  [undefined, {}, "", "en"],
])("--lang %s, %j, question %s: %s", (flag, environment, question, expected) => {
  expect(interfaceLanguage(flag, environment, question)).toBe(expected);
});

it("says every text in both languages, and says it differently", () => {
  const [english, chinese] = [messagesIn("en"), messagesIn("zh")];
  expect(Object.keys(chinese)).toEqual(Object.keys(english));
  for (const [name, text] of Object.entries(english)) {
    if (typeof text === "string")
      expect(Object.entries(chinese).find(([key]) => key === name)?.[1]).not.toBe(text);
  }
});
