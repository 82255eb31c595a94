import { splitSentences } from "../../core/sentences.ts";
import { foldText } from "../../report/check/fold-text.ts";
import { readNumbers } from "../../report/numbers/read-numbers.ts";
import { questionCoverage } from "../inspect/question-coverage.ts";
import { readShape } from "../inspect/read-shape.ts";
import { align, sum } from "../support/alignment.ts";
import { sentenceView } from "../support/evidence.ts";
import { loadSupportModel, type SupportModel } from "../support/support-model.ts";
import { type ComparedReports, overallOf, type PairwiseJudge, type Preference } from "./compare-reports.ts";

/** Smaller differences than this part of the larger figure say nothing. */
const margin = 0.15;

/**
 * Compares two reports by what can be counted. `depth`: different numbers, dates and names with digits. `logic`: how much
 * is prose with words of reasoning rather than list items. `coverage`: parts of the question that occur, and how much of
 * either report the other one has too. It does not understand what it counts, and its reasons say what that was.
 */
export function embeddedPairwiseJudge(model: SupportModel = loadSupportModel()): PairwiseJudge {
  return {
    name: "embedded",
    compare(reports, signal) {
      signal.throwIfAborted();
      const [first, second] = [measure(reports.first, reports), measure(reports.second, reports)];
      const kept = {
        first: coveredShare(reports.first, reports.second, model),
        second: coveredShare(reports.second, reports.first, model),
      };
      const preferences = {
        depth: prefer(first.facts, second.facts),
        logic: prefer(first.reasoning, second.reasoning),
        coverage:
          first.answered === second.answered
            ? prefer(kept.second, kept.first)
            : prefer(first.answered, second.answered, 0),
      };
      return Promise.resolve({
        type: "comparison",
        judge: "embedded",
        usesLanguageModel: false,
        preferences,
        overall: overallOf(preferences),
        orderDependent: [],
        reasons: reasonsOf(first, second, { kept, language: reports.language }),
      });
    },
  };
}

function prefer(first: number, second: number, least = margin): Preference {
  const larger = Math.max(first, second);
  if (larger === 0 || Math.abs(first - second) <= least * larger) return "tie";
  return first > second ? "first" : "second";
}

const reasoning =
  /\b(?:because|therefore|thus|hence|consequently|as a result|which means|implies|leads? to|due to|in contrast|however|whereas|although|if|unless|suggests?)\b|因为|因此|所以|由于|从而|导致|意味着|说明|然而|但是|相比之下|反之|如果|除非|可见|进而/gi;

interface Measured {
  readonly facts: number;
  readonly reasoning: number;
  readonly answered: number;
}

function measure(report: string, { question }: ComparedReports): Measured {
  const { words, listShare } = readShape(report);
  const numbers = readNumbers(foldText(report).text).filter(({ weak }) => !weak);
  const { subQuestions, missing } = questionCoverage(question, report);
  const linked = (100 * (report.match(reasoning)?.length ?? 0)) / Math.max(1, words);
  return {
    facts: new Set(numbers.map(({ text }) => text.toLowerCase())).size,
    reasoning: linked * (1 - listShare),
    answered: subQuestions - missing.length,
  };
}

/** What was counted, in the language of the question; the first report's figure stands first. */
function reasonsOf(
  first: Measured,
  second: Measured,
  {
    kept,
    language,
  }: { readonly kept: Readonly<Record<"first" | "second", number>>; readonly language: string },
): readonly string[] {
  const facts = `${first.facts} / ${second.facts}`;
  const linked = `${first.reasoning.toFixed(2)} / ${second.reasoning.toFixed(2)}`;
  const answered = `${first.answered} / ${second.answered}`;
  const shares = `${percent(kept.second)} / ${percent(kept.first)}`;
  if (/^zh\b/i.test(language)) {
    return [
      `深度：不同的数字、日期和带数字的名称 ${facts} 个`,
      `逻辑：每百字（词）中的推理词 ${linked} 个（乘以列表之外文字所占的比例）`,
      `覆盖面：出现的问题部分 ${answered} 个；对方报告包含的词句 ${shares}`,
    ];
  }
  return [
    `depth: ${facts} different numbers, dates and names with digits`,
    `logic: ${linked} words of reasoning per 100 words, times the share outside lists`,
    `coverage: ${answered} parts of the question occur; the other report has ${shares} of each one's words`,
  ];
}

/** Share of a report's telling words, weighed by rarity, that places of another report have together. */
function coveredShare(report: string, other: string, model: SupportModel): number {
  const views = splitSentences(other).map(({ text }) => sentenceView(text));
  const shares = splitSentences(report).flatMap(({ text }) => {
    const view = sentenceView(text);
    if (view.content.size < 3 || views.length === 0) return [];
    const { coverage, total } = align(view, views, model.rarity);
    return [{ covered: coverage.window * total, total }];
  });
  return sum(shares.map(({ covered }) => covered)) / Math.max(1, sum(shares.map(({ total }) => total)));
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
