import { mean } from "../bootstrap.ts";

export const labels = ["high", "low", "contested"] as const;
export type Label = (typeof labels)[number];

/** A domain with what people say of it and what was answered; `unknown` is no answer. */
export interface Answered {
  readonly label: Label;
  readonly answer: Label | "unknown";
}

/** A share of the cases; 0 where there are none. */
export function shareOf<Case>(cases: readonly Case[], is: (one: Case) => boolean): number {
  return mean(cases.map((one) => (is(one) ? 1 : 0)));
}

export const isRight = ({ label, answer }: Answered): boolean => label === answer;

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

/** Low domains that would be boosted, of all low domains. */
export function falseAuthority(cases: readonly Answered[]): number {
  return shareOf(
    cases.filter(({ label }) => label === "low"),
    ({ answer }) => answer === "high",
  );
}
