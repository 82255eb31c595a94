import { describe, expect, it } from "vitest";
import { buildReport } from "../build-report.ts";
import { sampleDocument, sampleInput } from "../fixtures/sample-input.ts";

const english = sampleDocument(
  "# Rules\n\nVisitors may take photographs in the reading room. A card that was lost cannot be used again, even if it is found. " +
    "Card-holders below 18 years of age are eligible for a twelve-month card. The fee was decreased after the reading-room re-opened.",
  { url: "https://library.example/rules" },
);
const chinese = sampleDocument(
  "# 规定\n\n用人单位在试用期解除劳动合同的，应当事前向劳动者说明理由。同一用人单位与同一劳动者只能约定一次试用期，不得延长。",
  { url: "https://law.example/rules" },
);
const documents = [english, chinese];

async function problemsOf(sentence: string) {
  const document = /\p{Script=Han}/u.test(sentence) ? chinese : english;
  const stop = document === chinese ? "。" : ".";
  const answer = `${sentence} \\cite{${document.passages[0]?.citationId}}${stop}`;
  const report = await buildReport(sampleInput(documents, { answer }));
  return report.claims.flatMap(({ verdict, problems }) => [verdict, ...problems]);
}

describe("wording that was turned round", () => {
  it.each([
    ["Visitors may not take photographs in the reading room", "Visitors may take photographs"],
    ["Visitors may never take photographs in our reading room", "Visitors may take photographs"],
    ["A card that was lost can be used again, even if it is found", "cannot be used again"],
    ["用人单位在试用期解除劳动合同的，不应当事前向劳动者说明理由", "应当事前向劳动者说明理由"],
    ["同一用人单位与同一劳动者只能约定一次试用期，得延长", "不得延长"],
    ["The rules say: Visitors may not take photographs in the reading room", "Visitors may take photographs"],
    ["Card-holders below 18 years of age are ineligible for a twelve-month card", "are eligible"],
    ["The fee was increased after the reading-room re-opened", "The fee was decreased"],
    ["用人单位在试用期解除劳动合同的，应当事后向劳动者说明理由", "事前"],
  ])("%s: flagged with what the passage says", async (sentence, nearest) => {
    expect(await problemsOf(sentence)).toEqual([
      "partly",
      { type: "wording-turned", nearest: expect.stringContaining(nearest) },
    ]);
  });

  it.each([
    "Visitors may take photographs in the reading room",
    "A card that was lost can't be used again even if it is found",
    "A lost card does not work any more, found or not",
    "用人单位在试用期解除劳动合同，应当事前向劳动者说明理由",
    "The fee fell after the reading room opened again",
  ])("%s: left alone", async (sentence) => {
    expect(await problemsOf(sentence)).toEqual(["supported"]);
  });
});
