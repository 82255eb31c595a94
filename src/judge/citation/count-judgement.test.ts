import { describe, expect, it } from "vitest";
import { buildReport } from "../../report/build-report.ts";
import { idOf, passportDocuments, sampleInput } from "../../report/fixtures/sample-input.ts";
import type { JudgeUnavailable } from "../judge-unavailable.ts";
import type { SupportJudge, SupportVerdict } from "../support/support-judge.ts";
import { countJudgement } from "./count-judgement.ts";
import { judgeReport } from "./judge-report.ts";

const rarity = () => 1;
const { signal } = new AbortController();

function judgeThatSays(outcome: SupportVerdict | JudgeUnavailable): SupportJudge {
  return { name: "fixed", judge: (cases) => Promise.resolve(cases.map(() => outcome)) };
}

const none = { type: "verdict", support: "none", probability: 0.02, isSure: true } as const;
const full = { type: "verdict", support: "full", probability: 0.9, isSure: true } as const;
const away = { type: "judge_unavailable", cause: "timeout", reason: "no answer" } as const;

const fact = "You must report a lost passport to the State Department right away";

async function figures(answer: string, outcome: SupportVerdict | JudgeUnavailable) {
  const report = await buildReport(sampleInput(passportDocuments, { answer }));
  const judged = await judgeReport(report, { judge: judgeThatSays(outcome), rarity, signal });
  return { figures: countJudgement(report, judged), judged };
}

describe("countJudgement", () => {
  const id = idOf(passportDocuments, "right away");

  it("a claim that the checks pass and the judge bears out is recalled, its citation precise", async () => {
    const { figures: found } = await figures(`${fact} \\cite{${id}}.`, full);
    expect(found).toMatchObject({
      claims: 1,
      recall: 1,
      precision: 1,
      unsupportedShare: 0,
      inventedShare: 0,
    });
  });

  it("what the judge is sure of not finding is doubted and lowers both", async () => {
    const { figures: found, judged } = await figures(`${fact} \\cite{${id}}.`, none);
    expect(judged[0]?.isDoubted).toBe(true);
    expect(found).toMatchObject({ recall: 0, precision: 0, doubted: 1, unsupportedShare: 0 });
  });

  it("a judge that cannot be asked counts as no verdict, never as none", async () => {
    const { figures: found } = await figures(`${fact} \\cite{${id}}.`, away);
    expect(found).toMatchObject({ recall: 1, doubted: 0, unavailable: 1 });
    expect(found).not.toHaveProperty("precision");
  });

  it("an uncited claim is unsupported, an unknown citation invented", async () => {
    const { figures: found } = await figures(
      `${fact} \\cite{${id}}. The form costs 999 dollars today. Offices close at noon \\cite{web_00000000}.`,
      full,
    );
    expect(found.claims).toBe(3);
    expect(found.unsupportedShare).toBeCloseTo(2 / 3, 12);
    expect(found.inventedShare).toBeCloseTo(1 / 2, 12);
  });

  it("no claims give no shares", async () => {
    const { figures: found } = await figures("# Nothing", full);
    expect(found).not.toHaveProperty("recall");
    expect(found).not.toHaveProperty("precision");
  });
});
