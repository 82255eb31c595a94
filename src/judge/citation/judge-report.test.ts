import { expect, it } from "vitest";
import { labelsFor } from "../../policy/compose/labels.ts";
import { buildReport } from "../../report/build-report.ts";
import { idOf, passportDocuments, sampleInput } from "../../report/fixtures/sample-input.ts";
import type { SupportCase, SupportJudge } from "../support/support-judge.ts";
import { loadSupportModel } from "../support/support-model.ts";
import { judgeReport } from "./judge-report.ts";

const { signal } = new AbortController();

/** Says yes to everything, and remembers what it was asked. */
function recordingJudge(): SupportJudge & { readonly asked: SupportCase[] } {
  const asked: SupportCase[] = [];
  return {
    name: "recording",
    asked,
    judge(cases) {
      asked.push(...cases);
      return Promise.resolve(
        cases.map(() => ({ type: "verdict", support: "full", probability: 1, isSure: true }) as const),
      );
    },
  };
}

it("asks of all passages of a claim together and of each alone, without what the composer says before a source's words", async () => {
  const [lost, online] = [
    idOf(passportDocuments, "must use Form DS-11"),
    idOf(passportDocuments, "toll-free"),
  ];
  const words = "You must use Form DS-11.";
  const answer = `${labelsFor("en").closest} ${words.slice(0, -1)} \\cite{${lost},${online}}.\n\nNobody says so.`;
  const report = await buildReport(sampleInput(passportDocuments, { answer }));
  const judge = recordingJudge();
  const judged = await judgeReport(report, { judge, rarity: loadSupportModel().rarity, signal });
  expect(judge.asked.map(({ claim }) => claim)).toEqual([words, words, words]);
  expect(judged.map(({ alone }) => alone.length)).toEqual([2, 0]);
  expect(judged[1]?.support).toBeUndefined();
});
