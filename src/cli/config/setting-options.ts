import { type Command, Option } from "commander";
import { type SettingName, settingRows } from "./setting-table.ts";

export interface SettingChoice {
  /** All settings where absent. */
  readonly names?: readonly SettingName[];
  /** What flags mean to this command, where that is not what the table says. */
  readonly what?: { readonly [Name in SettingName]?: string };
}

/** Declares the flags of settings, of those that have one. */
export function settingOptions(command: Command, { names, what: own = {} }: SettingChoice = {}): Command {
  for (const { name, kind, flag, what, opposite } of settingRows) {
    if (flag === undefined || (names !== undefined && !names.includes(name))) continue;
    const option = new Option(flag, own[name] ?? what);
    // A list in one option would take the addresses that follow it for its own.
    if (kind === "texts") option.argParser(append);
    command.addOption(option);
    if (opposite === undefined) continue;
    const isNegation = opposite.flag.startsWith("--no-");
    const other = new Option(opposite.flag, opposite.what);
    command.addOption(isNegation ? other : other.implies({ [name]: false }));
  }
  return command;
}

function append(value: string, list: readonly string[] | undefined): readonly string[] | undefined {
  return [...(list ?? []), value];
}
