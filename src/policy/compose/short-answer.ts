import { leadingKind, wantedKinds, wantsValue } from "./answer-signals.ts";
import type { Labels } from "./labels.ts";
import { isLone } from "./dispute/lone-source.ts";
import { renderCamp } from "./dispute/render-dispute.ts";
import type { Part } from "./plan-report.ts";
import { renderPointer } from "./pointer.ts";
import type { Reading } from "./reading.ts";
import { escapeMarkdown, renderList, type RenderOptions } from "./render-unit.ts";
import { renderUnits } from "./sections.ts";

/** Sides go by their names where nothing but them is compared. */
function nameOf(part: Part, parts: readonly Part[]): string {
  const { side, heading } = part.subQuestion;
  const sides = parts.filter((other) => other.subQuestion.side === side);
  return side !== undefined && sides.length === 1 ? side : heading;
}

/** What could not be found, in the labels' words; undefined where the sub-question is answered. */
function shortfall(part: Part, labels: Labels): string | undefined {
  if (part.status === "answered") return undefined;
  const kind = leadingKind(part.subQuestion);
  if (part.answer.some((unit) => unit.signal >= 0.6)) return labels.notOutright;
  return wantsValue(kind) && part.status === "indirect" ? labels.noValue[kind] : labels.noSource;
}

function answerText(part: Part, labels: Labels, options: RenderOptions): string {
  const missing = shortfall(part, labels);
  const emphasis = wantedKinds(part.subQuestion);
  const [first] = part.answer;
  if (part.seeAlso !== undefined) {
    const { heading } = part.seeAlso;
    return missing === undefined
      ? labels.sameAs(heading)
      : `${missing}${labels.space}${labels.closestIs(heading)}`;
  }
  if (part.status === "pointed" && first !== undefined) return renderPointer(first, labels, options);
  if (first === undefined) return missing ?? labels.noSource;
  if (first.isList) return renderList(first, { ...options, emphasis });
  const text = renderUnits(part.answer, { ...options, tables: false, emphasis }).join(labels.space);
  return missing === undefined ? text : [missing, labels.closest, text].join(labels.space);
}

/** What the reader has to know before he believes the answer: that others say something else, or that nobody else says it. */
function reservations(part: Part, readings: readonly Reading[], options: RenderOptions): readonly string[] {
  const { labels, witnesses } = options;
  const open = part.dispute?.others.filter(({ ground }) => ground === undefined) ?? [];
  if (part.dispute !== undefined && open.length > 0) {
    const { dispute } = part;
    return [
      [labels.others, ...open.map(({ camp }) => renderCamp(camp, dispute, options))].join(labels.space),
    ];
  }
  const said = [
    ...(part.dispute === undefined ? [] : [labels.seeOthers]),
    ...(isLone(part, { readings, witnesses }) ? [labels.alone] : []),
  ];
  return said.length === 0 ? [] : [said.join(labels.space)];
}

/**
 * The opening section: every sub-question answered in a sentence or two, or said to be open. The
 * names of the sub-questions stand on lines of their own: they are no part of what is claimed.
 */
export function renderShortAnswer(
  parts: readonly Part[],
  readings: readonly Reading[],
  options: RenderOptions,
): string {
  const { labels } = options;
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    const text = [answerText(only, labels, options), ...reservations(only, readings, options)];
    return [`## ${labels.shortAnswer}`, ...text].join("\n\n");
  }
  const lines = parts.map((part) => {
    const told = [answerText(part, labels, options), ...reservations(part, readings, options)];
    const text = told.join(labels.space).replace(/\n+/g, "\n  ");
    return `- **${escapeMarkdown(nameOf(part, parts))}${labels.colon}**  \n  ${text}`;
  });
  return [`## ${labels.shortAnswer}`, lines.join("\n")].join("\n\n");
}
