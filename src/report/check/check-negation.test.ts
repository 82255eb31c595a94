import { describe, expect, it } from "vitest";
import { buildReport } from "../build-report.ts";
import { sampleDocument, sampleInput } from "../fixtures/sample-input.ts";

const english = sampleDocument(
  "# Rules\n\nVisitors may take photographs in the reading room. A card that was lost cannot be used again, even if it is found.",
  { url: "https://library.example/rules" },
);
const chinese = sampleDocument(
  "# 规定\n\n用人单位在试用期解除劳动合同的，应当向劳动者说明理由。同一用人单位与同一劳动者只能约定一次试用期，不得延长。",
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
    ["用人单位在试用期解除劳动合同的，不应当向劳动者说明理由", "应当向劳动者说明理由"],
    ["同一用人单位与同一劳动者只能约定一次试用期，得延长", "不得延长"],
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
    "用人单位在试用期解除劳动合同，应当向劳动者说明理由",
  ])("%s: left alone", async (sentence) => {
    expect(await problemsOf(sentence)).toEqual(["supported"]);
  });
});
