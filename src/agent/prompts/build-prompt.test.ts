import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../core/hash.ts";
import { citationIdPattern } from "../../core/ids.ts";
import { buildAnswerRequest, buildSystemPrompt, buildUserMessage } from "./build-prompt.ts";
import { loadPrompt } from "./load-prompt.ts";

const allTools = ["todo", "batch_web_surfer", "file", "shell"];

describe.each(["en", "zh"])("the system prompt in %s", (language) => {
  test("asks for everything a report needs", () => {
    const { text } = buildSystemPrompt({ language, tools: allTools });
    for (const word of [
      "`todo`",
      "`batch_web_surfer`",
      "`shell`",
      "`file`",
      "\\cite{web_xxxxxxxx}",
      "<answer>",
    ]) {
      expect(text).toContain(word);
    }
  });

  test("names only the tools that there are", () => {
    const { text } = buildSystemPrompt({ language, tools: ["batch_web_surfer"] });
    expect(text).not.toMatch(/`todo`|`shell`|`file`/);
    expect(text.match(/^\d\./gm)).toEqual(["1.", "2.", "3.", "4.", "5.", "6.", "7."]);
  });

  test("is the same bytes every time, with no date, no real id and nothing left to fill in", () => {
    const { text } = buildSystemPrompt({ language });
    expect(buildSystemPrompt({ language }).text).toBe(text);
    expect(text).not.toMatch(/\d{4}-\d{2}|\{\{|^\[/m);
    expect(text).not.toMatch(citationIdPattern);
  });

  test("comes with the hash of its file", () => {
    const file = readFileSync(new URL(`system.${language}.md`, import.meta.url));
    expect(buildSystemPrompt({ language }).sha256).toBe(sha256(file));
  });
});

test("Chinese gets the Chinese prompt, other languages the English one that names them", () => {
  expect(buildSystemPrompt({ language: "zh" }).text).toContain("报告使用中文");
  expect(loadPrompt("system", "zh-Hant").language).toBe("zh");
  expect(buildSystemPrompt({ language: "en" }).text).toContain("Write the report in English");
  expect(buildSystemPrompt({ language: "de" }).text).toContain("Write the report in German");
  expect(buildSystemPrompt({ language: "e" }).text).toContain("Write the report in e,");
  expect(buildAnswerRequest("ja")).toContain("in Japanese, inside `<answer>`");
  expect(buildAnswerRequest("zh")).toContain("现在就用中文写出报告");
});

test("the date comes with the question, in the question's language", () => {
  const date = "2026-11-22";
  expect(buildUserMessage(" Why? ", { date, language: "en" })).toBe("Why?\n\nToday's date: 2026-11-22");
  expect(buildUserMessage("为什么？", { date, language: "zh" })).toBe("为什么？\n\n今天的日期：2026-11-22");
});
