import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../core/errors.ts";
import { readAnswerCases } from "./answers/answer-cases.ts";
import type { Asked } from "./answers/ask.ts";
import { isDeclined, scoreAnswer } from "./answers/score-answer.ts";

const rule = {
  url: "https://harbour.example/fees",
  title: "Fees",
  text: "Mooring costs **12 crowns** a day.",
};
const other = { url: "https://harbour.example/other", title: "Other", text: "Mooring is by arrangement." };
const answers = [{ document: rule.url, text: "costs 12 crowns" }];

function asked(short: string, more = ""): Asked {
  return {
    language: "en",
    report: `# Question\n\n## Short answer\n\n${short}\n\n## Details\n\n${more}\n`,
    passages: new Map([
      ["web_1", rule],
      ["web_2", other],
    ]),
    taken: new Set(["web_1"]),
    queries: [],
  };
}

describe("the score of an answer", () => {
  it("counts a short answer that says it and cites who says it", () => {
    const { metrics } = scoreAnswer({ answers }, asked("Mooring costs **12 crowns** a day. \\cite{web_1}"));
    expect(metrics).toEqual({ answered: 1, cited: 1, taken: 1, seen: 1, misled: 0, silent: 0 });
  });

  it("does not count words that another document is cited for, or that stand further down", () => {
    const wrong = scoreAnswer({ answers }, asked("Mooring costs 12 crowns a day. \\cite{web_2}"));
    expect(wrong.metrics).toMatchObject({ answered: 0, cited: 0, misled: 1 });
    const below = scoreAnswer(
      { answers },
      asked("Mooring is by arrangement. \\cite{web_2}", "It costs 12 crowns. \\cite{web_1}"),
    );
    expect(below.metrics).toMatchObject({ answered: 0, cited: 1, misled: 1 });
  });

  it("tells an answer beside the point from one that says that it is none", () => {
    const short = "No source that was found states an amount. The closest it comes: Mooring. \\cite{web_2}";
    expect(scoreAnswer({ answers }, asked(short)).metrics).toMatchObject({ answered: 0, misled: 0 });
    expect(isDeclined("所查来源没有写明数额。", "zh")).toBe(true);
    expect(isDeclined("USA.gov does not answer this itself; its page X points on: …", "en")).toBe(true);
    expect(isDeclined("米.gov没有直接回答这个问题，其页面X指向别处：", "zh")).toBe(true);
    expect(isDeclined("It does not cost 12 crowns.", "en")).toBe(false);
  });

  it("wants no answer where the documents have none", () => {
    expect(scoreAnswer({ answers: [] }, asked("Mooring. \\cite{web_2}")).metrics).toEqual({ declined: 0 });
    const { report: _, ...silent } = asked("");
    expect(scoreAnswer({ answers: [] }, silent).metrics).toEqual({ declined: 1 });
    expect(scoreAnswer({ answers }, silent).metrics).toMatchObject({ answered: 0, silent: 1, misled: 0 });
  });
});

describe("questions with answers", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "answers-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("that come with Deepwell are read, each under an id of its own", async () => {
    const cases = await readAnswerCases(path.join(import.meta.dirname, "../../corpora/questions.jsonl"));
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(new Set(cases.map(({ question }) => question)).size).toBe(cases.length);
    expect(cases.some((one) => one.answers.length === 0)).toBe(true);
  });

  it.each([
    ["", /^every line is empty$/],
    ['{"id": "a"}', /^line 1 of questions\.jsonl: .*topic/],
    ["not json", /^line 1 of questions\.jsonl: .*JSON/],
  ])("of another kind are refused: %s", async (text, why) => {
    const file = path.join(folder, "questions.jsonl");
    await writeFile(file, text);
    const failure = await readAnswerCases(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({
      code: "DATA_INVALID",
      message: expect.stringContaining(file) as unknown,
      why: expect.stringMatching(why) as unknown,
    });
    await expect(readAnswerCases(path.join(folder, "absent"))).rejects.toThrow(AppError);
  });
});
