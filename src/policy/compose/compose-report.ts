import type { EvidenceBrief } from "../evidence-brief.ts";
import { vocabularyOf } from "../lexicon/vocabulary.ts";
import { renderCaveats } from "./caveats.ts";
import { renderComparison } from "./comparison.ts";
import { concludeComparison } from "./conclusion.ts";
import { createWitnesses } from "./corroboration.ts";
import { renderDisputes } from "./dispute/render-dispute.ts";
import { renderGaps } from "./gaps.ts";
import { labelsFor } from "./labels.ts";
import { type Plan, planReport } from "./plan-report.ts";
import { type Reading, readEvidence } from "./reading.ts";
import { escapeMarkdown, type RenderOptions } from "./render-unit.ts";
import type { Scale } from "./score-statement.ts";
import { renderSection } from "./sections.ts";
import { renderShortAnswer } from "./short-answer.ts";
import { readSituation } from "./situation.ts";
import { yearOfLaw } from "./standing.ts";
import { createSubject } from "./subject.ts";
import { createTermSpace } from "./terms.ts";
import { asksForVersions, keepCurrent } from "./versions.ts";

function scaleFor(brief: EvidenceBrief, readings: readonly Reading[]): Scale {
  const { analysis } = brief;
  const evidence = readings.map(
    ({ source, context, passage }) => `${source.title}\n${context}\n${passage.text}`,
  );
  const space = createTermSpace(brief.idf, evidence, vocabularyOf(analysis));
  return {
    analysis,
    space,
    situation: readSituation(analysis, evidence),
    subject: createSubject(analysis, space),
    newestLaw: asksForVersions(analysis) ? 0 : Math.max(0, ...readings.map((one) => yearOfLaw(one) ?? 0)),
  };
}

/** Whether a plan has nothing to tell: no sentence of a source would stand in the report. */
function isEmpty({ parts, comparison }: Plan): boolean {
  return comparison === undefined && parts.every((part) => part.answer.length + part.details.length === 0);
}

function titleOf(question: string): string {
  return escapeMarkdown(question.replace(/\s+/g, " ").trim());
}

/**
 * Writes a report in Markdown out of sentences of the selected passages, each with the `\\cite{}` of its
 * passage, in the language of the question; undefined when the evidence is too thin to say anything. Pure:
 * the same brief gives the same text.
 */
export function composeReport(brief: EvidenceBrief): string | undefined {
  const { analysis } = brief;
  const { readings, superseded, outdated } = keepCurrent(readEvidence(brief), analysis, brief.repeals);
  const scale = scaleFor(brief, readings);
  const plan = planReport(readings, scale);
  if (isEmpty(plan)) return undefined;
  const labels = labelsFor(analysis.language);
  const believed = plan.parts.flatMap((part) => part.believed);
  const witnesses = createWitnesses(readings, { space: scale.space, believed });
  const options: RenderOptions = {
    labels,
    language: analysis.language,
    emphasis: undefined,
    tables: true,
    listHeadings: true,
    witnesses,
  };
  const body = [
    renderShortAnswer(plan.parts, readings, options),
    concludeComparison(plan.parts, analysis, labels),
    plan.comparison === undefined ? undefined : renderComparison(plan.comparison, labels, options),
    ...plan.parts.map((part) => renderSection(part, plan.parts, options)),
    renderDisputes(
      plan.parts.flatMap(({ dispute }) => dispute ?? []),
      labels,
      options,
    ),
    renderGaps(brief, plan.parts, labels),
  ].filter((section) => section !== undefined);
  const text = body.join("\n\n");
  const cited = readings.filter(({ citationId }) => text.includes(citationId));
  const notes = renderCaveats({ cited, superseded, outdated, language: analysis.language }, labels);
  return (
    [`# ${titleOf(analysis.question)}`, ...body, ...(notes === undefined ? [] : [notes])].join("\n\n") + "\n"
  );
}
