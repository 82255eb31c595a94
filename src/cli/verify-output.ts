import { present } from "../core/present.ts";
import type { CitationFigures } from "../judge/citation/count-judgement.ts";
import type { JudgedClaim } from "../judge/citation/judge-report.ts";
import { flagText } from "../report/render/flags.ts";
import { labelsFor } from "../report/render/labels-for.ts";
import type { Claim, Report } from "../report/report.ts";
import type { CostSum } from "../research/run-cost.ts";
import { type InterfaceLanguage, messagesIn } from "./interface-language.ts";
import type { Messages } from "./messages.ts";
import { formatMoney } from "./model-price.ts";
import { fitText, singleLine } from "./progress/fit-text.ts";
import type { JudgeCounts } from "./verify-texts.ts";
import { verifyEnglish } from "./verify-texts.en.ts";
import { verifyChinese } from "./verify-texts.zh.ts";

export interface Verified {
  readonly id: string;
  readonly report: Report;
  /** The label that a citation has in `report.md`, by its id. */
  readonly labels: ReadonlyMap<string, string>;
  /** Labels of passages that `report.md` prints otherwise than they are stored. */
  readonly altered: readonly string[];
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
  const { id, report, altered, judge, judged, figures, marked, bill } = verified;
  const texts = language === "zh" ? verifyChinese : verifyEnglish;
  const labels = labelsFor(language);
  const { statistics } = report;
  const unmet = unmetBy(verified);
  const marksOf = (claim: Claim): string =>
    ` ${labelsOf(claim, verified)
      .map((label) => `[${label}]`)
      .join("")}`.trimEnd();
  const failing = judged.filter(({ claim }) => claim.verdict !== "supported");
  const doubted = judged.filter(({ isDoubted }) => isDoubted);
  const block = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", texts.titled(title, lines.length), ...lines.map((line) => `  ${line}`)];
  const disagreeing = judged.filter(({ disagreements }) => disagreements.length > 0);
  return [
    id,
    texts.claims(statistics),
    texts.checked(statistics),
    texts.sources(statistics),
    texts.unmet([...unmet.citations.map((label) => `[${label}]`), ...unmet.addresses.map(singleLine)]),
    texts.shares(figures),
    texts.judged(judge, countVerdicts(judged)),
    ...(bill === undefined ? [] : [billLine(bill, messagesIn(language))]),
    ...block(
      texts.failing,
      failing.map(
        ({ claim }) => `✗ ${sentenceOf(claim)}${marksOf(claim)} — ${singleLine(flagText(claim, labels))}`,
      ),
    ),
    ...block(
      texts.altered,
      altered.map((label) => `✗ [${label}]`),
    ),
    ...block(
      texts.doubted,
      doubted.map(({ claim, uncovered }) => {
        const parts = uncovered.map((part) => texts.quoted(singleLine(part)));
        const where = parts.length === 0 ? "" : ` — ${texts.uncovered}${labels.colon}${parts.join(" · ")}`;
        return `? ${sentenceOf(claim)}${marksOf(claim)}${where}`;
      }),
    ),
    ...block(
      texts.disagreeing,
      disagreeing.map(({ claim, disagreements: [first] }) => {
        const reason = first === undefined ? "" : texts.reasons[first.reason];
        return `≠ ${sentenceOf(claim)}${marksOf(claim)} — ${reason}${labels.colon}${singleLine(first?.sentence ?? "")}`;
      }),
    ),
    ...(marked === undefined ? [] : ["", texts.marked(marked)]),
    "",
    ...(failing.length + altered.length + doubted.length > 0 && marked === undefined ? [texts.next] : []),
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

/** Beyond this a sentence is found by its beginning. */
const longestSentence = 160;

function sentenceOf({ text }: Claim): string {
  return fitText(singleLine(text), longestSentence);
}

/** Labels of what a claim cites, as `report.md` has them; those that no passage of the run has among them. */
function labelsOf({ citations, problems }: Claim, { labels }: Verified): readonly string[] {
  const unknown = problems.flatMap((problem) => (problem.type === "unknown-citation" ? problem.ids : []));
  const ids = [...citations.map(({ citationId }) => citationId), ...unknown];
  return [...new Set(ids.flatMap((id) => labels.get(id) ?? []))];
}

/** What is cited or linked without the run having met it, as `report.md` writes it. */
function unmetBy({ report, labels }: Verified): Report["removed"] {
  const { citations, addresses } = report.removed;
  return { citations: citations.map((id) => labels.get(id) ?? id), addresses };
}

function countVerdicts(judged: readonly JudgedClaim[]): JudgeCounts {
  const verdicts = judged.flatMap(({ support }) => (support?.type === "verdict" ? [support] : []));
  const of = (support: "full" | "partial" | "none"): number =>
    verdicts.filter((verdict) => verdict.isSure && verdict.support === support).length;
  return {
    full: of("full"),
    partial: of("partial"),
    none: of("none"),
    unsure: verdicts.filter(({ isSure }) => !isSure).length,
    unavailable: judged.filter(({ support }) => support?.type === "judge_unavailable").length,
  };
}

/** The same for programs. */
export function verifiedJson(verified: Verified): Record<string, unknown> {
  const { id, report, altered, judge, judged, figures, marked, bill } = verified;
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
      labels: labelsOf(claim, verified),
      ...present({ support }),
      doubted: isDoubted,
      independentSources,
      disagreements,
      uncovered,
    })),
    unmet: unmetBy(verified),
    altered,
    ...present({ cost: bill, marked }),
  };
}
