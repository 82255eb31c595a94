import type { EvidenceBrief } from "../evidence-brief.ts";
import type { Labels } from "./labels.ts";
import type { Part } from "./plan-report.ts";
import { escapeMarkdown } from "./render-unit.ts";

const mostQueries = 3;

/**
 * What was looked for and not found, with the queries that were tried; undefined where nothing is missing.
 * The short answer says of the rest that it is open.
 */
export function renderGaps(brief: EvidenceBrief, parts: readonly Part[], labels: Labels): string | undefined {
  const whole = brief.analysis.question.trim();
  const isNarrower = (query: string): boolean => query.trim() !== whole;
  const lines = parts.flatMap((part) => {
    const gap = brief.gaps.find(({ subQuestionId }) => subQuestionId === part.subQuestion.id);
    const isMissing =
      part.status === "none" ||
      part.status === "pointed" ||
      (gap !== undefined && part.status === "indirect");
    const queries = [...new Set(gap?.queries ?? [])].filter(isNarrower).slice(0, mostQueries);
    if (!isMissing || queries.length === 0) return [];
    const quoted = queries
      .map((query) => labels.quote(escapeMarkdown(query.replace(/[\s?？。.!！]+$/, ""))))
      .join(labels.separator);
    return [
      `- ${labels.gap(escapeMarkdown(part.subQuestion.heading))}${labels.space}${labels.tried(quoted)}`,
    ];
  });
  return lines.length === 0 ? undefined : [`## ${labels.gaps}`, lines.join("\n")].join("\n\n");
}
