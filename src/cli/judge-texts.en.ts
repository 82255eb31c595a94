import { plural } from "../core/plural.ts";
import { type JudgeTexts, lostVerdicts } from "./judge-texts.ts";

const number = (value: number): string => value.toFixed(3);
const percent = (share: number | undefined): string =>
  share === undefined ? "–" : `${Math.round(100 * share)}%`;

/** English texts of `deepwell judge`. */
export const judgeEnglish: JudgeTexts = {
  judgedBy: (judge, usesLanguageModel) =>
    usesLanguageModel
      ? `Judge: ${judge}`
      : "Judge: embedded (no language model; decides only what words can decide)",
  mappings: {
    evaluation: "evaluation (1, ½, 0)",
    reward: "reward (strict binary)",
    "public-binary": "public binary (partial = none)",
  },
  score: (mapping, { value, decided, low, high, coverage }) =>
    value === undefined
      ? `Score, ${mapping}: open, between ${number(low)} and ${number(high)}; ${percent(coverage)} of the weight decided${decided === undefined ? "" : `, ${number(decided)} on that part`}`
      : `Score, ${mapping}: ${number(value)}`,
  fatal: (ids) => ` (fails what is fatal: ${ids.join(", ")})`,
  noRubrics: "The task has no rubrics: only the form is looked at, and there is no score.",
  colon: ": ",
  quoted: (text) => `“${text}”`,
  effort: ({ trials, calls, cached, parts, usage, failures }, cost) =>
    `Trials: ${trials}${lostVerdicts(failures) === 0 ? "" : ` · verdicts that did not come: ${lostVerdicts(failures)}`} · requests: ${calls} · from the cache: ${cached} · parts: ${parts}${usage === undefined ? "" : ` · tokens: ${usage.inputTokens} in, ${usage.outputTokens} out`}${cost === undefined ? "" : ` · cost: ${cost}`}`,
  disagreement: ({ compared, disagreeing }) =>
    `Trials in other orders disagree on ${disagreeing} of ${compared} criteria`,
  rubrics: "Criteria",
  verdicts: { full: "met", partial: "met in part", none: "not met" },
  flaws: { full: "flaw is there", partial: "flaw is there in part", none: "flaw is not there" },
  unknown: {
    judgement: "unknown: a matter of judgement",
    explanation: "unknown: whether it is explained takes understanding",
    unsure: "unknown: the scorer is not sure",
    "other-language": "unknown: the report is in another language than the criterion",
  },
  causes: {
    timeout: "no verdict: no answer in time",
    "model-failed": "no verdict: the model failed",
    malformed: "no verdict: answers without the form asked for",
    missing: "no verdict: left out of the answers",
    "evidence-not-found": "no verdict: its quotes are not in the report",
  },
  form: "Form",
  inspections: {
    format: "format",
    language: "language",
    structure: "structure",
    references: "references",
    repetition: "repetition",
    "sub-questions": "parts of the question",
  },
  fine: "nothing found",
  problem(problem) {
    switch (problem.type) {
      case "empty":
        return "there is no text";
      case "leftover":
        return `left over from a model's protocol: ${problem.words}`;
      case "open-code-block":
        return "a code block has no end";
      case "other-language":
        return `written in ${problem.found}, asked in ${problem.wanted}`;
      case "no-headings":
        return "long and without headings";
      case "empty-section":
        return `nothing stands under “${problem.words}”`;
      case "mostly-lists":
        return `${percent(problem.share)} of the words are in lists`;
      case "mark-without-reference":
        return `no reference explains ${problem.words}`;
      case "no-references":
        return "no source is given";
      case "repeats":
        return `${percent(problem.share)} is said for the third time or more often`;
      case "sub-question-missing":
        return `its words hardly occur: ${problem.words}`;
      default:
        return problem satisfies never;
    }
  },
  citations: ({ recall, precision, inventedShare, unsupportedShare, ...found }) =>
    `Citations: recall ${percent(recall)}, precision ${percent(precision)}, unsupported ${percent(unsupportedShare)}, invented ${percent(inventedShare)}; found in the cited passages: ${found.quotesFound} of ${found.quotesChecked} quotations, ${found.numbersChecked - found.numbersMissing} of ${found.numbersChecked} numbers and dates (deepwell verify lists them)`,
  dimensions: { depth: "Depth", logic: "Logic", coverage: "Coverage" },
  preferences: { first: "the other report (--against)", second: "this report", tie: "tie" },
  overall: "Overall",
  orderDependent: (dimensions) =>
    `Decided only by the order of presentation, so a tie: ${dimensions.join(", ")}`,
  keeps: {
    yes: "As a revision it would be kept: better in depth or logic, nothing lost.",
    no: "As a revision it would not be kept.",
  },
  noComparison: (reason) => `No comparison: ${reason}`,
  principles: {
    atomic: "atomic",
    verifiable: "verifiable",
    unambiguous: "unambiguous",
    independent: "independent",
    aligned: "aligned",
  },
  rules: {
    "several-demands": (words) => `asks for several things at once: ${words}`,
    "matter-of-taste": (words) => `a matter of taste without a measure: ${words}`,
    "truth-not-given": (words) => `does not say what is right: ${words}`,
    "vague-amount": (words) => `how many? ${words}`,
    "open-list": (words) => `the list is open: ${words}`,
    "no-subject": (words) => `refers to something outside itself: ${words}`,
    "double-negative": (words) => `negated twice: ${words}`,
    "sign-turned": (words) => `its wording contradicts the sign of its weight: ${words}`,
    overlaps: (other) => `asks for the same as ${other}`,
    "counts-twice": (other) => `merit and flaw count one thing twice: ${other}`,
    "other-language": (language) => `written in another language than the task: ${language}`,
    "off-topic": () => "shares no word with the task or the other criteria",
    "not-in-task": () => "called explicit, but the task does not mention it",
  },
  lintSummary: (findings, rubrics) => `${plural(findings, "hint")} on ${plural(rubrics, "rubric")}`,
  meaning: {
    embedded:
      "The embedded judge counts and compares words; what takes understanding it leaves open. --model-judge NAME lets a language model judge.",
    model: "Verdicts are a language model's; every quote was looked up in the report.",
  },
};
