import type { CitationFigures } from "../judge/citation/count-judgement.ts";
import type { JudgedClaim } from "../judge/citation/judge-report.ts";
import { flagText } from "../report/render/flags.ts";
import { labelsFor } from "../report/render/labels-for.ts";
import type { Report } from "../report/report.ts";
import type { CostSum } from "../research/run-cost.ts";
import { type InterfaceLanguage, messagesIn } from "./interface-language.ts";
import type { Messages } from "./messages.ts";
import { formatMoney } from "./model-price.ts";
import { singleLine } from "./progress/fit-text.ts";
import type { JudgeCounts } from "./verify-texts.ts";
import { verifyEnglish } from "./verify-texts.en.ts";
import { verifyChinese } from "./verify-texts.zh.ts";

export interface Verified {
  readonly id: string;
  readonly report: Report;
  readonly judge: string;
  readonly judged: readonly JudgedClaim[];
  readonly figures: CitationFigures;
  /** What a language model as the judge has taken. */
  readonly bill?: CostSum & { readonly currency?: string };
  /** Path of the marked copy, where one was written. */
  readonly marked?: string;
}

/** What was found, for people. */
export function verifiedLines(verified: Verified, language: InterfaceLanguage): readonly string[] {
  const { id, report, judge, judged, figures, marked, bill } = verified;
  const texts = language === "zh" ? verifyChinese : verifyEnglish;
  const labels = labelsFor(language);
  const { statistics } = report;
  const invented = statistics.unknownCitations + statistics.linksRemoved + statistics.invented;
  const failing = judged.filter(({ claim }) => claim.verdict !== "supported");
  const doubted = judged.filter(({ isDoubted }) => isDoubted);
  const disagreeing = judged.filter(({ disagreements }) => disagreements.length > 0);
  return [
    id,
    texts.claims(statistics),
    texts.checked(statistics),
    texts.sources(statistics),
    texts.invented(invented),
    texts.shares(figures),
    texts.judged(judge, countVerdicts(judged)),
    ...(bill === undefined ? [] : [billLine(bill, messagesIn(language))]),
    ...block(
      texts.failing,
      failing.map(({ claim }) => `✗ ${singleLine(claim.text)} — ${singleLine(flagText(claim, labels))}`),
    ),
    ...block(
      texts.doubted,
      doubted.map(({ claim, uncovered }) => {
        const parts = uncovered.map((part) => texts.quoted(singleLine(part)));
        return `? ${singleLine(claim.text)}${parts.length === 0 ? "" : ` — ${texts.uncovered}: ${parts.join(" · ")}`}`;
      }),
    ),
    ...block(
      texts.disagreeing,
      disagreeing.map(({ claim, disagreements: [first] }) => {
        const reason = first === undefined ? "" : texts.reasons[first.reason];
        return `≠ ${singleLine(claim.text)} — ${reason}: ${singleLine(first?.sentence ?? "")}`;
      }),
    ),
    ...(marked === undefined ? [] : ["", texts.marked(marked)]),
    "",
    texts.meaning,
  ];
}

/** `Cost: 0.01 USD · 12 requests · 3400 input tokens, 230 output tokens`. */
function billLine(bill: NonNullable<Verified["bill"]>, messages: Messages): string {
  const { requests, inputTokens = 0, cachedInputTokens = 0, outputTokens = 0, cost, currency = "" } = bill;
  const amount = cost === undefined ? undefined : formatMoney(cost, currency);
  const tokens = messages.tokens(inputTokens, cachedInputTokens, outputTokens);
  return [messages.cost(amount, false), messages.requests(requests), tokens].join(" · ");
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)];
}

function countVerdicts(judged: readonly JudgedClaim[]): JudgeCounts {
  const verdicts = judged.flatMap(({ support }) => (support?.type === "verdict" ? [support] : []));
  const of = (support: "full" | "partial" | "none"): number =>
    verdicts.filter((verdict) => verdict.support === support).length;
  return {
    full: of("full"),
    partial: of("partial"),
    none: of("none"),
    unsure: verdicts.filter(({ isSure }) => !isSure).length,
    unavailable: judged.filter(({ support }) => support?.type === "judge_unavailable").length,
  };
}

/** The same for programs. */
export function verifiedJson({
  id,
  report,
  judge,
  judged,
  figures,
  marked,
  bill,
}: Verified): Record<string, unknown> {
  return {
    run: id,
    judge,
    figures,
    statistics: report.statistics,
    claims: judged.map(({ claim, support, isDoubted, independentSources, disagreements, uncovered }) => ({
      id: claim.id,
      sentence: claim.text,
      verdict: claim.verdict,
      problems: claim.problems,
      citations: claim.citations.map(({ citationId }) => citationId),
      ...(support === undefined ? {} : { support }),
      doubted: isDoubted,
      independentSources,
      disagreements,
      uncovered,
    })),
    ...(bill === undefined ? {} : { cost: bill }),
    ...(marked === undefined ? {} : { marked }),
  };
}
