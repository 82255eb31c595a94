import { mean } from "../bootstrap.ts";

export const labels = ["high", "low", "contested"] as const;
export type Label = (typeof labels)[number];

/** A domain with what people say of it and what was answered; `unknown` is no answer. */
export interface Answered {
  readonly label: Label;
  /** By the listing and the suffix rules: what a ranking goes by. */
  readonly known: Label | "unknown";
  /** The whole decision: what is known, else what the name suggests. */
  readonly answer: Label | "unknown";
  /** Chance that an estimate gives its answer; absent where something is known. */
  readonly probability?: number;
}

/** A share of the cases; 0 where there are none. */
export function shareOf<Case>(cases: readonly Case[], is: (one: Case) => boolean): number {
  return mean(cases.map((one) => (is(one) ? 1 : 0)));
}

export const isRight = ({ label, answer }: Answered): boolean => label === answer;

/** The same cases without the estimates. */
export function withoutEstimates(cases: readonly Answered[]): readonly Answered[] {
  return cases.map(({ label, known }) => ({ label, known, answer: known }));
}

/** Mean over the labels of the harmonic mean of precision and recall; a label that nobody has counts nothing. */
export function macroF1(cases: readonly Answered[]): number {
  const present = labels.filter((label) => cases.some((one) => one.label === label));
  return mean(
    present.map((label) => {
      const right = cases.filter((one) => one.label === label && one.answer === label).length;
      const said = cases.filter(({ answer }) => answer === label).length;
      const meant = cases.filter((one) => one.label === label).length;
      return said + meant === 0 ? 0 : (2 * right) / (said + meant);
    }),
  );
}

/** Low domains that a ranking would boost, of all low domains. Estimates boost nothing. */
export function falseAuthority(cases: readonly Answered[]): number {
  return shareOf(
    cases.filter(({ label }) => label === "low"),
    ({ known }) => known === "high",
  );
}

const bins = 5;

/** Mean distance between the chance that estimates give and the share of them that is right, over five bins of chances (ECE). */
export function calibrationError(cases: readonly Answered[]): number {
  const estimated = cases.flatMap(({ label, answer, probability }) =>
    probability === undefined ? [] : [{ probability, right: label === answer ? 1 : 0 }],
  );
  const binned = Map.groupBy(estimated, ({ probability }) =>
    Math.min(bins - 1, Math.floor(probability * bins)),
  );
  const distances = [...binned.values()].map(
    (bin) =>
      (bin.length / estimated.length) *
      Math.abs(mean(bin.map(({ probability }) => probability)) - mean(bin.map(({ right }) => right))),
  );
  return distances.reduce((sum, distance) => sum + distance, 0);
}
