import { labelsFor } from "../../report/render/labels-for.ts";
import { splitAtHeading } from "../citation/read-report.ts";
import { questionCoverage } from "./question-coverage.ts";
import { type ReportShape, readShape } from "./read-shape.ts";
import { measureRepetition } from "./repetition.ts";

/** What is looked at without a language model, the same for every report. */
const inspectionNames = [
  "format",
  "language",
  "structure",
  "references",
  "repetition",
  "sub-questions",
] as const;
export type InspectionName = (typeof inspectionNames)[number];

export type InspectionProblem =
  | { readonly type: "empty" }
  /** Marks of a model's protocol that were left in the text. */
  | { readonly type: "leftover"; readonly words: string }
  | { readonly type: "open-code-block" }
  | { readonly type: "other-language"; readonly found: string; readonly wanted: string }
  | { readonly type: "no-headings" }
  | { readonly type: "empty-section"; readonly words: string }
  | { readonly type: "mostly-lists"; readonly share: number }
  /** Citation marks that no list of references explains. */
  | { readonly type: "mark-without-reference"; readonly words: string }
  | { readonly type: "no-references" }
  | { readonly type: "repeats"; readonly share: number }
  | { readonly type: "sub-question-missing"; readonly words: string };

export interface Inspection {
  readonly name: InspectionName;
  readonly passes: boolean;
  readonly problems: readonly InspectionProblem[];
}

/** Reports shorter than this need no headings. */
const longReport = 400;
/** Lists as the main body: most of the words. */
const mostlyLists = 0.6;
/** More than this said again is a loop or padding: edited prose has about a hundredth. */
const repeating = 0.1;

/** Looks at form, language, structure, references, repetition and which parts of the question occur. Pure; never throws. */
export function inspectReport(
  report: string,
  { question, language }: { readonly question: string; readonly language: string },
): readonly Inspection[] {
  const shape = readShape(report);
  const problems: Readonly<Record<InspectionName, readonly InspectionProblem[]>> = {
    format: formatProblems(report, shape),
    language: languageProblems(shape, language),
    structure: structureProblems(shape),
    references: referenceProblems(report, shape),
    repetition: repetitionProblems(report),
    "sub-questions": questionCoverage(question, report).missing.map((words) => ({
      type: "sub-question-missing",
      words,
    })),
  };
  return inspectionNames.map((name) => ({
    name,
    passes: problems[name].length === 0,
    problems: problems[name],
  }));
}

const leftovers =
  /<\/?(?:think|answer|tool_?call|tool_?response|function)\b[^>\n]{0,40}>|\\cite\{[^}\n]*\}|<\|[a-z_]{2,20}\|>/gi;

function formatProblems(report: string, { words }: ReportShape): readonly InspectionProblem[] {
  if (words === 0) return [{ type: "empty" }];
  const fences = report.match(/^ {0,3}```/gm)?.length ?? 0;
  return [
    ...[...new Set(report.match(leftovers) ?? [])].map(
      (found) => ({ type: "leftover", words: found }) as const,
    ),
    ...(fences % 2 === 1 ? [{ type: "open-code-block" } as const] : []),
  ];
}

function languageProblems({ language: found }: ReportShape, wanted: string): readonly InspectionProblem[] {
  return found === undefined || found === wanted ? [] : [{ type: "other-language", found, wanted }];
}

function structureProblems({
  blocks,
  headings,
  words,
  listShare,
}: ReportShape): readonly InspectionProblem[] {
  const empty = blocks.flatMap((block, index) => {
    if (block.type !== "heading") return [];
    const next = blocks[index + 1];
    const isEmpty = next === undefined || (next.type === "heading" && next.level <= block.level);
    return isEmpty ? [{ type: "empty-section", words: block.text } as const] : [];
  });
  return [
    ...(headings.length === 0 && words > longReport ? [{ type: "no-headings" } as const] : []),
    ...empty,
    ...(listShare > mostlyLists ? [{ type: "mostly-lists", share: listShare } as const] : []),
  ];
}

function referenceProblems(
  report: string,
  { marks, urls, words }: ReportShape,
): readonly InspectionProblem[] {
  const listed = new Set(
    [
      ...report.matchAll(/^\s*(?:[-*]\s*)?(?:\[(\d{1,3})\]:?|(\d{1,3})[.)]|\*\*\[(\d{1,3})[a-z]?\]\*\*)\s/gm),
    ].map(([, ...numbers]) => numbers.find((number) => number !== undefined)),
  );
  const dangling = marks.filter((mark) => !listed.has(mark.replace(/[a-z]$/, "")));
  if (marks.length === 0 && urls.length === 0 && words > longReport) return [{ type: "no-references" }];
  if (dangling.length === 0) return [];
  return [{ type: "mark-without-reference", words: dangling.map((mark) => `[${mark}]`).join(" ") }];
}

function repetitionProblems(report: string): readonly InspectionProblem[] {
  // What a report of ours lists behind its body are its passages: they say again what was said.
  const { body } = splitAtHeading(
    report,
    ["en", "zh"].flatMap((language) => {
      const { references, evidence, checks } = labelsFor(language);
      return [references, evidence, checks];
    }),
  );
  const { sentences, runs } = measureRepetition(body);
  const share = Math.max(sentences, runs);
  return share > repeating ? [{ type: "repeats", share }] : [];
}
