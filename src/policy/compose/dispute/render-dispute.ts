import { leadingKind } from "../answer-signals.ts";
import type { Labels } from "../labels.ts";
import { publisherOf } from "../publisher.ts";
import { escapeMarkdown, type RenderOptions, renderSentence } from "../render-unit.ts";
import { type Camp, dateOf } from "./camps.ts";
import type { Ground } from "./ground.ts";
import type { Dispute } from "./weigh-testimony.ts";

/** Who says it, when, how many more do, and why it is not believed: the line above a testimony. */
function heading(camp: Camp, ground: Ground | undefined, labels: Labels): string {
  const [first] = camp.testimonies;
  if (first === undefined) return "";
  const { reading } = first.unit;
  const others = camp.voices - 1;
  const date = dateOf(reading) ?? camp.date;
  const who = [
    escapeMarkdown(publisherOf(reading.source)),
    ...(date === undefined ? [] : [labels.dated(date)]),
    ...(others === 0 ? [] : [labels.andOthers(others)]),
    ...(ground === undefined ? [] : [labels.grounds[ground]]),
  ];
  return `**${who.join(labels.listComma)}${labels.colon}**`;
}

/** The sentence of a camp that answers best. */
export function renderCamp(camp: Camp, dispute: Dispute, options: RenderOptions): string {
  const [first] = camp.testimonies;
  const emphasis = [leadingKind(dispute.subQuestion)];
  return first === undefined ? "" : renderSentence(first.statement, { ...options, emphasis });
}

/** All values with who gives them, the believed one first and why; undefined where sources agree. */
export function renderDisputes(
  disputes: readonly Dispute[],
  labels: Labels,
  options: RenderOptions,
): string | undefined {
  if (disputes.length === 0) return undefined;
  const blocks = disputes.flatMap((dispute) => {
    const { subQuestion, believed, others } = dispute;
    const sides = [{ camp: believed, ground: undefined }, ...others];
    const lines = sides.map(
      ({ camp, ground }) => `- ${heading(camp, ground, labels)}  \n  ${renderCamp(camp, dispute, options)}`,
    );
    const isOpen = others.some(({ ground }) => ground === undefined);
    return [
      labels.disagree(escapeMarkdown(subQuestion.heading)),
      lines.join("\n"),
      ...(isOpen ? [labels.undecided] : []),
    ];
  });
  return [`## ${labels.disagreement}`, ...blocks].join("\n\n");
}
