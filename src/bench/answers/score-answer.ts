import { labelsFor } from "../../policy/compose/labels.ts";
import type { AnswerCase, Expectation } from "./answer-cases.ts";
import type { Asked, KnownPassage } from "./ask.ts";

/**
 * How a run did on one question. Of a question that the documents answer: `answered` the short answer holds an expected
 * text and cites a passage that does, `cited` some passage of the report does, `taken` and `seen` so does one of the evidence
 * and of all that was found; `misled` there is a short answer without it that does not say that it is none. Of one that they
 * do not answer: `declined` there is no report, or its short answer says that it is none.
 */
export type AnswerScore =
  | { readonly type: "inside"; readonly metrics: Readonly<Record<InsideMetric, number>> }
  | { readonly type: "outside"; readonly metrics: Readonly<Record<"declined", number>> };

export type InsideMetric = "answered" | "cited" | "taken" | "seen" | "misled" | "silent";

/** Letters and digits only, so that punctuation, emphasis and line breaks do not matter. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function holds({ url, title, text }: KnownPassage, expected: Expectation): boolean {
  const isDocument =
    expected.document === undefined || expected.document === url || expected.document === title;
  return isDocument && plain(text).includes(plain(expected.text));
}

/** Ids that a text cites, as policies write them. */
function citedIn(text: string): readonly string[] {
  return [...text.matchAll(/\\cite\{([^{}]*)\}/g)].flatMap((match) =>
    (match[1] ?? "").split(",").map((id) => id.trim()),
  );
}

/** The section that answers, without its heading. */
export function shortAnswerOf(report: string, language: string): string {
  const { shortAnswer } = labelsFor(language);
  const [, after = ""] = report.split(`\n## ${shortAnswer}\n`);
  return after.split("\n## ")[0] ?? "";
}

/** Whether a short answer says that it is none, in the composer's own words. */
export function isDeclined(shortAnswer: string, language: string): boolean {
  const { noSource, notOutright, noValue, pointsOn } = labelsFor(language);
  const [pointing = ""] = pointsOn("", "").split(/[;，]/);
  const opening = [noSource, notOutright, ...Object.values(noValue), pointing.trim()];
  return opening.some((label) => shortAnswer.includes(label));
}

export function scoreAnswer(
  { answers }: Pick<AnswerCase, "answers">,
  { report, language, passages, taken }: Asked,
): AnswerScore {
  const short = report === undefined ? "" : shortAnswerOf(report, language);
  const declines = report === undefined || isDeclined(short, language);
  if (answers.length === 0) return { type: "outside", metrics: { declined: declines ? 1 : 0 } };
  const anyHolds = (ids: Iterable<string>): boolean =>
    [...ids].some((id) => {
      const passage = passages.get(id);
      return passage !== undefined && answers.some((expected) => holds(passage, expected));
    });
  const said = plain(short.replace(/\\cite\{[^{}]*\}/g, " "));
  const saysIt = answers.some(({ text }) => said.includes(plain(text)));
  const answered = saysIt && anyHolds(citedIn(short));
  return {
    type: "inside",
    metrics: {
      answered: answered ? 1 : 0,
      cited: anyHolds(citedIn(report ?? "")) ? 1 : 0,
      taken: anyHolds(taken) ? 1 : 0,
      seen: anyHolds(passages.keys()) ? 1 : 0,
      misled: !answered && !declines ? 1 : 0,
      silent: report === undefined ? 1 : 0,
    },
  };
}
