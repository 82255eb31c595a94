import type { Argument, Command, Help, Option } from "commander";
import { chineseHelp } from "./chinese-help.ts";
import { columnsOf, wrapText } from "./progress/fit-text.ts";

/** Lets a command and all below it give their help in Chinese; what has no translation stays English. */
export function translateHelp(command: Command): void {
  const inChinese = (text: string): string => chineseHelp[text] ?? text;
  command.configureHelp({
    ...command.configureHelp(),
    commandDescription: (shown: Command) => inChinese(shown.description()),
    subcommandDescription: (shown: Command) => inChinese(shown.description()),
    argumentDescription: ({ description }: Argument) => inChinese(description),
    optionDescription: ({ description }: Option) => inChinese(description),
    styleTitle: inChinese,
    displayWidth: columnsOf,
    boxWrap: (text: string, columns: number) => wrapText(text, columns).join("\n"),
  } satisfies Partial<Help>);
  for (const below of command.commands) translateHelp(below);
}
