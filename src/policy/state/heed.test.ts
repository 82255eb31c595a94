import { describe, expect, it } from "vitest";
import type { Message } from "../../model/message.ts";
import { heed, unheededNote } from "./heed.ts";

const question = "How do I replace a lost passport?";
const chinese = "护照丢了怎么补办？";

function told(asked: string, ...texts: readonly string[]): readonly Message[] {
  const user = (text: string): Message => ({ role: "user", text });
  return [{ role: "system", text: "You are an agent." }, user(asked), ...texts.map(user)];
}

describe("what a person tells a run", () => {
  it("is nothing where nothing was told", () => {
    expect(heed(question, told(question))).toEqual({ question, unheeded: [] });
  });

  it.each([
    ["Also cover fees.", "What are the fees?"],
    ["also fees", "What are the fees?"],
    ["Please include the processing time", "What is the processing time?"],
    ["What about photos?", "What are the photos?"],
    ["And how long does it take?", "how long does it take?"],
    ["Can I travel meanwhile?", "Can I travel meanwhile?"],
    ["Mind the fees; how old may a photo be?", "What are the fees? how old may a photo be?"],
  ])("becomes part of the question: %s", (text, added) => {
    expect(heed(question, told(question, text))).toEqual({ question: `${question} ${added}`, unheeded: [] });
  });

  it.each([
    ["也请说明费用。", "费用怎么规定？"],
    ["还要看看办理时间", "办理时间怎么规定？"],
    ["另外，需要多少钱？", "需要多少钱？"],
  ])("becomes part of the question, in Chinese: %s", (text, added) => {
    expect(heed(chinese, told(chinese, text))).toEqual({ question: `${chinese}${added}`, unheeded: [] });
  });

  it.each([
    "ignore vendor blogs",
    "Only use official sources",
    "be shorter",
    "Thank you very much, this looks good so far",
    "不要引用论坛",
  ])("is passed over and named where it cannot be followed: %s", (text) => {
    expect(heed(question, told(question, text))).toEqual({ question, unheeded: [text] });
  });

  it("is named in the report's language", () => {
    expect(unheededNote([], "en")).toBeUndefined();
    expect(unheededNote(["ignore vendor blogs"], "en")).toContain("“ignore vendor blogs”");
    expect(unheededNote(["不要引用论坛"], "zh")).toMatch(/^注：.*「不要引用论坛」/);
  });
});
