import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { chineseHelp } from "./chinese-help.ts";
import { createProgram } from "./main.ts";
import { columnsOf } from "./progress/fit-text.ts";
import { translateHelp } from "./translate-help.ts";

function commandsOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}

const english = commandsOf(createProgram(() => {})).flatMap((command) => [
  command.description(),
  ...command.registeredArguments.map(({ description }) => description),
  ...command.options.filter(({ hidden }) => !hidden).map(({ description }) => description),
]);

describe("help in Chinese", () => {
  it("has every description of a command, an argument and a flag", () => {
    expect([...new Set(english)].filter((text) => chineseHelp[text] === undefined)).toEqual([]);
  });

  it("has none that English lacks", () => {
    const titles = ["Usage:", "Arguments:", "Options:", "Commands:", "print this help"];
    const known = new Set([...english, ...titles]);
    expect(Object.keys(chineseHelp).filter((text) => !known.has(text))).toEqual([]);
  });

  it("keeps to the width of the terminal and never breaks a word", () => {
    const program = createProgram(() => {});
    translateHelp(program);
    program.configureOutput({ getOutHelpWidth: () => 90 });
    const help = program.helpInformation();
    expect(help.split("\n").filter((line) => columnsOf(line) > 90)).toEqual([]);
    expect(help).toContain("用法：");
    for (const word of ["--max-turns", "batch_web_surfer", "analyze_image"]) expect(help).toContain(word);
  });
});
