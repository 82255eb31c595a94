/** The environment of the process; an empty variable counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface EnvironmentValue {
  readonly value: string;
  /** The variable that gave it. */
  readonly name: string;
}

/** A variable that was read under another name than the documented one. */
export type UsedAlias = readonly [alias: string, canonical: string];

/** The value of the first of these variables that is set. The first name is the documented one; `onAlias` hears of others. */
export function readVariable(
  names: readonly string[],
  environment: Environment,
  onAlias?: (alias: UsedAlias) => void,
): EnvironmentValue | undefined {
  for (const name of names) {
    const value = environment[name]?.trim();
    if (value === undefined || value === "") continue;
    const [canonical = name] = names;
    if (name !== canonical) onAlias?.([name, canonical]);
    return { value, name };
  }
  return undefined;
}
