import { describe, expect, it } from "vitest";
import type { LoopbackReply } from "../../model/loopback-reply.ts";
import { type LoopbackScript, startLoopbackModel } from "../../model/loopback-server.ts";
import { openaiCompatiblePolicy } from "../../model/openai-compatible.ts";
import { type Comparison, keepsRevision, type Preference } from "./compare-reports.ts";
import { embeddedPairwiseJudge } from "./embedded-pairwise.ts";
import { modelPairwiseJudge } from "./model-pairwise.ts";

const { signal } = new AbortController();
const shallow = "# Loans\n\n- Books are lent.\n- Fees exist.\n- Members pay.";
const deep =
  "# Loans\n\nBooks are lent for 28 days because shelves are few; therefore a late return costs 20 cents per day since 2019. Members pay 18 euros, which means that the fee is covered after 90 days. However, films are lent for 7 days.";
const question = "How long are books lent, and what do members pay?";
const reports = { question, language: "en", first: shallow, second: deep };
const says = (value: unknown): LoopbackReply => ({ type: "message", text: JSON.stringify(value) });

async function compare(script: LoopbackScript, input = reports) {
  await using server = await startLoopbackModel(script);
  const policy = openaiCompatiblePolicy({
    model: "m",
    baseUrl: server.url,
    timeoutMs: 20_000,
    maxRetries: 0,
  });
  return { outcome: await modelPairwiseJudge(policy).compare(input, signal), requests: server.requests };
}

describe("modelPairwiseJudge", () => {
  it("asks in both orders and prefers what wins in both", async () => {
    const fair: LoopbackScript = ({ body }) => {
      const better = body.indexOf("28 days") < body.indexOf("Fees exist") ? "A" : "B";
      return says({ reason: "facts", depth: better, logic: better, coverage: "tie" });
    };
    const { outcome, requests } = await compare(fair);
    expect(requests).toHaveLength(2);
    expect(outcome).toMatchObject({
      preferences: { depth: "second", logic: "second", coverage: "tie" },
      overall: "second",
      orderDependent: [],
      usesLanguageModel: true,
    });
    expect(keepsRevision(outcome)).toBe(true);
  });

  it("calls it a tie, and says so, where only the order decides", async () => {
    const { outcome } = await compare(() => says({ depth: "A", logic: "tie", coverage: "A" }));
    expect(outcome).toMatchObject({
      preferences: { depth: "tie", logic: "tie", coverage: "tie" },
      overall: "tie",
      orderDependent: ["depth", "coverage"],
    });
  });

  it("is unavailable, and keeps the old report, where an order has no answer", async () => {
    const { outcome } = await compare((_, index) =>
      index === 0
        ? says({ depth: "B", logic: "B", coverage: "B" })
        : { type: "error", status: 500, message: "broken" },
    );
    expect(outcome).toMatchObject({ type: "judge_unavailable", cause: "model-failed" });
    expect(keepsRevision(outcome)).toBe(false);
  });

  it("uses the Chinese instructions for a Chinese question", async () => {
    const { requests } = await compare(() => says({ depth: "tie", logic: "tie", coverage: "tie" }), {
      ...reports,
      language: "zh",
    });
    expect(requests[0]?.body).toContain("覆盖");
  });
});

describe("embeddedPairwiseJudge", () => {
  it("prefers facts and reasoning, says what it compared, and is the same the other way round", async () => {
    const judge = embeddedPairwiseJudge();
    const straight = await judge.compare(reports, signal);
    const turned = await judge.compare({ ...reports, first: deep, second: shallow }, signal);
    expect(straight).toMatchObject({
      usesLanguageModel: false,
      preferences: { depth: "second", logic: "second" },
    });
    expect(turned).toMatchObject({ preferences: { depth: "first", logic: "first" } });
    expect(straight.type === "comparison" && straight.reasons).toHaveLength(3);
  });

  it("gives its reasons in the language of the question", async () => {
    const outcome = await embeddedPairwiseJudge().compare({ ...reports, language: "zh" }, signal);
    expect(outcome.type === "comparison" && outcome.reasons.map((reason) => reason.slice(0, 2))).toEqual([
      "深度",
      "逻辑",
      "覆盖",
    ]);
  });

  it("finds no difference between a report and itself", async () => {
    const same = await embeddedPairwiseJudge().compare({ ...reports, first: deep }, signal);
    expect(same).toMatchObject({
      overall: "tie",
      preferences: { depth: "tie", logic: "tie", coverage: "tie" },
    });
  });

  it("notices that a part of the question is lost", async () => {
    const lost =
      "# Loans\n\nBooks are lent for 28 days because of 12 rules since 2019, therefore until 2031 at 30 %.";
    const outcome = await embeddedPairwiseJudge().compare({ ...reports, first: deep, second: lost }, signal);
    expect(outcome).toMatchObject({ preferences: { coverage: "first" } });
    expect(keepsRevision(outcome)).toBe(false);
  });
});

describe("keepsRevision", () => {
  const of = (depth: Preference, logic: Preference, coverage: Preference): Comparison => ({
    type: "comparison",
    judge: "j",
    usesLanguageModel: true,
    preferences: { depth, logic, coverage },
    overall: "tie",
    orderDependent: [],
    reasons: [],
  });

  it.each<[Preference, Preference, Preference, boolean]>([
    ["second", "tie", "tie", true],
    ["tie", "second", "second", true],
    ["second", "second", "first", false],
    ["second", "first", "tie", false],
    ["tie", "tie", "second", false],
  ])("depth %s, logic %s, coverage %s: %s", (depth, logic, coverage, keeps) =>
    expect(keepsRevision(of(depth, logic, coverage))).toBe(keeps),
  );
});
