import { describe, expect, test } from "vitest";
import { present } from "../../core/present.ts";
import type { AnswerKind, SubQuestion } from "../question.ts";
import {
  answerSignal,
  givesAge,
  givesBound,
  givesMethod,
  isYesNo,
  leadingKind,
  pointsElsewhere,
  researchRole,
  wantedKinds,
} from "./answer-signals.ts";

describe("values that only some questions ask for", () => {
  test("a question how an amount is worked out is met by the rule for it", () => {
    expect(givesMethod("加班费怎么算？", "加班费按照小时工资标准支付。")).toBe(true);
    expect(givesMethod("加班费怎么算？", "加班费应当及时支付。")).toBe(false);
    expect(givesMethod("加班费什么时候支付？", "加班费按照小时工资标准支付。")).toBe(false);
    expect(givesMethod("How is the fee calculated?", "The fee is based on the weight.")).toBe(true);
  });

  test("a question for the most or the least is met by a limit", () => {
    expect(givesBound("租期最长多少年？", "租期不得超过五年。")).toBe(true);
    expect(givesBound("租期最长多少年？", "租期为一年至五年。")).toBe(false);
    expect(givesBound("租期多少年？", "租期不得超过五年。")).toBe(false);
    expect(givesBound("最少要几个人？", "人数不得少于三人。")).toBe(true);
    expect(givesBound("What is the maximum stay?", "You can stay for up to 90 days.")).toBe(true);
    expect(givesBound("What is the minimum stay?", "You can stay for up to 90 days.")).toBe(false);
  });

  test("a question that yes or no answers is told by its form", () => {
    expect(["Am I eligible at 62?", "Can I join?", "我可以报名吗？", "是否需要押金"].map(isYesNo)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["Who can join?", "When is it open?", "怎么报名？"].map(isYesNo)).toEqual([false, false, false]);
  });

  test("a question for an age is met by an age", () => {
    expect(givesAge("At what age can I join?", "You can join from age 16.")).toBe(true);
    expect(givesAge("At what age can I join?", "You can join for $16.")).toBe(false);
    expect(givesAge("多少岁可以报名？", "年满十六周岁的可以报名。")).toBe(true);
    expect(givesAge("What does it cost?", "You can join from age 16.")).toBe(false);
  });
});

describe("answerSignal", () => {
  test.each<[AnswerKind, string, string]>([
    ["amount", "The fee is $130.", "Apply in person."],
    ["amount", "Replacement cards are free.", "Call toll-free 1-800-772-1213."],
    ["amount", "不得低于约定工资的百分之八十。", "应当书面通知。"],
    ["duration", "It takes six weeks.", "It is blue."],
    ["duration", "试用期不得超过六个月。", "应当支付工资。"],
    ["date", "It was first published in January 1960.", "It is a journal."],
    ["date", "Enrolment begins 3 months before you turn 65 and ends 3 months later.", "Learn how it works."],
    ["date", "自权利人知道之日起计算。", "应当支付工资。"],
    ["person", "He was the son of Adalbert of Tuscany.", "It rains."],
    ["place", "The office is located in Lucca.", "It is large."],
    ["definition", "Harbourcare (HC) provides free check-ups to sailors.", "You can ask what it provides."],
    ["definition", "A REAL ID is a card with a star.", "Bring a card."],
    ["definition", "本法所称公司，是指有限责任公司。", "应当登记。"],
    ["procedure", "Mail the form to the office.", "Signs of damage: Mail stops coming."],
    ["procedure", "You need to apply in person.", "Whether you need a visa depends on your destination."],
    ["yes-no", "实施义务教育，不收学费。", "国家实行教育制度。"],
    ["requirement", "You must bring proof of identity.", "The sky is blue."],
    ["requirement", "应当签订书面协议。", "天气很好。"],
    ["procedure", "If you are outside the U.S., contact the nearest embassy.", "The card has a star."],
    ["procedure", "Online: Use the form.", "The form has two pages."],
    ["procedure", "亲自到婚姻登记机关申请离婚登记。", "天气很好。"],
    ["reason", "It failed because of rust.", "It is red."],
    ["list", "The types include A and B.", "It is red."],
  ])("%s: “%s” answers, “%s” does not", (kind, yes, no) => {
    expect(answerSignal(kind, yes)).toBeGreaterThanOrEqual(0.6);
    expect(answerSignal(kind, no)).toBeLessThan(0.6);
  });

  test("a sentence that only speaks of a value is weaker than one that states it", () => {
    expect(answerSignal("duration", "Processing times vary.")).toBe(0.35);
    expect(answerSignal("amount", "There may be additional fees.")).toBe(0.35);
  });
});

describe("wantedKinds", () => {
  const ask = (kind: AnswerKind, text: string, side?: string): SubQuestion => ({
    id: "q1",
    text,
    heading: text,
    kind,
    terms: [],
    phrases: [],
    dependsOn: [],
    ...present({ side }),
  });

  test("adds what the words ask for to the kind", () => {
    expect(wantedKinds(ask("requirement", "试用期工资有什么规定？"))).toEqual(["requirement", "amount"]);
    expect(wantedKinds(ask("yes-no", "Is there a fee?"))).toEqual(["yes-no", "amount"]);
  });

  test("a side of a comparison wants what is compared", () => {
    expect(leadingKind(ask("comparison", "2018年公司法：股东出资期限", "2018年公司法"))).toBe("duration");
    expect(leadingKind(ask("comparison", "SSDI", "SSDI"))).toBe("fact");
  });
});

test("knows sentences that send the reader elsewhere", () => {
  expect(pointsElsewhere("Find out how to renew a passport.")).toBe(1);
  expect(pointsElsewhere("Visit the page for more information.")).toBe(1);
  expect(pointsElsewhere("Contact the embassy and find out how long it takes.")).toBe(0.5);
  expect(pointsElsewhere("Visit the website to replace your card.")).toBe(0);
});

test("tells findings from methods", () => {
  expect(researchRole("CONCLUSION Folate lowers homocysteine.")).toBe(1);
  expect(researchRole("Low folate was associated with higher homocysteine.")).toBe(1);
  expect(researchRole("We measured homocysteine in 200 patients.")).toBe(-1);
  expect(researchRole("Folate is a vitamin.")).toBe(0);
});

test("a sentence that opens like a way into a site is read in no time, however long it is", () => {
  expect(pointsElsewhere(`Find ${"a ".repeat(2_000)}; and more.`)).toBe(0);
  expect(pointsElsewhere("Find unclaimed funds.")).toBe(0.5);
});
