import { present } from "../../core/present.ts";
import { withoutIntroduction } from "../../policy/compose/without-introduction.ts";
import type { Claim, Report } from "../../report/report.ts";
import type { JudgeUnavailable } from "../judge-unavailable.ts";
import type { SupportJudge, SupportVerdict } from "../support/support-judge.ts";
import type { Rarity } from "../support/term-rarity.ts";
import { type Disagreement, findDisagreements } from "./find-disagreement.ts";
import { uncoveredParts } from "./uncovered-parts.ts";

/** A claim with what the checks and the judge say of it. */
export interface JudgedClaim {
  readonly claim: Claim;
  /** Of all its cited passages together; absent where it cites none. */
  readonly support?: SupportVerdict | JudgeUnavailable;
  /** Of each cited passage alone, in the order of the claim's citations. */
  readonly alone: readonly (SupportVerdict | JudgeUnavailable)[];
  readonly disagreements: readonly Disagreement[];
  /** Parts of the claim whose words its passages do not have. */
  readonly uncovered: readonly string[];
  /** Origins of its sources: near-copies and pages of one domain count once. */
  readonly independentSources: number;
  /** The checks pass but the judge is sure that the passages do not say it. */
  readonly isDoubted: boolean;
}

export interface JudgeReportOptions {
  readonly judge: SupportJudge;
  readonly rarity: Rarity;
  readonly signal: AbortSignal;
}

/** Judges every claim of a report against the passages it cites; never changes the report. */
export async function judgeReport(
  report: Report,
  { judge, rarity, signal }: JudgeReportOptions,
): Promise<readonly JudgedClaim[]> {
  const passages = new Map(report.citations.map((citation) => [citation.id, citation]));
  const originOf = new Map(report.sources.map(({ id, origin }) => [id, origin]));
  const asked = report.claims.map((claim) => {
    const cited = claim.citations.flatMap(({ citationId }) => passages.get(citationId) ?? []);
    const evidence = cited.map(({ text, headingPath, sourceId }) => ({
      text,
      title: [report.sources.find(({ id }) => id === sourceId)?.title ?? "", ...headingPath].join(" "),
    }));
    return { claim, words: withoutIntroduction(claim.text), cited, evidence };
  });
  const cases = asked.flatMap(({ words, evidence }) => {
    const together = {
      text: textOf(evidence),
      title: [...new Set(evidence.map(({ title }) => title))].join(" "),
    };
    const all = evidence.length === 0 ? [] : [together, ...(evidence.length > 1 ? evidence : [])];
    return all.map((one) => ({ claim: words, evidence: one }));
  });
  const verdicts = (await judge.judge(cases, signal)).values();
  return asked.map(({ claim, words, cited }): JudgedClaim => {
    const support = cited.length === 0 ? undefined : verdicts.next().value;
    const alone = cited.flatMap(() => {
      const own = cited.length > 1 ? verdicts.next().value : support;
      return own === undefined ? [] : [own];
    });
    const origins = new Set(cited.map(({ sourceId }) => originOf.get(sourceId)));
    return {
      claim,
      ...present({ support }),
      alone,
      disagreements: findDisagreements(
        words,
        cited.map(({ id, text }) => ({ citationId: id, text })),
        rarity,
      ),
      uncovered: cited.length === 0 ? [] : uncoveredParts(words, textOf(cited), rarity),
      independentSources: origins.size,
      isDoubted: claim.verdict === "supported" && isSureNone(support),
    };
  });
}

function isSureNone(verdict: SupportVerdict | JudgeUnavailable | undefined): boolean {
  return verdict?.type === "verdict" && verdict.support === "none" && verdict.isSure;
}

function textOf(passages: readonly { readonly text: string }[]): string {
  return passages.map(({ text }) => text).join("\n\n");
}
