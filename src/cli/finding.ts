/** Something that `deepwell doctor` found out. */
export interface Finding {
  readonly name: string;
  /** `note` is worth knowing and stops nothing. */
  readonly state: "ok" | "note" | "problem";
  readonly detail: string;
  /** The exact thing to do, where there is something to do. */
  readonly fix?: string;
}

/** A finding as a line for people. */
export function findingLine({ name, state, detail, fix }: Finding): string {
  const line = `${state.padEnd(7)}  ${name.padEnd(8)}  ${detail}`;
  return fix === undefined ? line : `${line}\n${" ".repeat(19)}Fix: ${fix}`;
}
