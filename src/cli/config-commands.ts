import type { Command } from "commander";

/** `deepwell config` and what stands under it. They read the files themselves, to tell what comes from where. */
export function addConfig(program: Command, exit: (code: number) => void): void {
  const config = program
    .command("config")
    .description("every setting, its value and where it comes from")
    .option("--json", "print them as JSON")
    .action(async (flags) => {
      const { showConfig } = await import("./config-command.ts");
      exit(showConfig(flags, process.env));
    });
  config
    .command("get")
    .description("print the value of a setting")
    .argument("<key>", "such as limits.maxCost")
    .action(async (key: string) => {
      const { getConfig } = await import("./config-command.ts");
      exit(getConfig(key, process.env));
    });
  config
    .command("set")
    .description("write a setting into the user's file")
    .argument("<key>", "such as limits.maxCost")
    .argument("<value...>", "the value, several for a list; '$NAME' for what an environment variable holds")
    .option("--project", "into .deepwell/config.json of this folder instead")
    .action(async (key: string, values: readonly string[], flags) => {
      const { setConfig } = await import("./config-command.ts");
      exit(setConfig(key, values, { flags, environment: process.env }));
    });
  program
    .command("init")
    .description("find keys and model servers on this machine, and name one for all runs")
    .option("--auto", "write what was found; without it nothing is written")
    .option("--project", "into .deepwell/config.json of this folder instead of the user's file")
    .action(async (flags) => {
      const { init } = await import("./init.ts");
      exit(await init(flags, process.env));
    });
  config
    .command("path")
    .description("the files that are read, the strongest first")
    .action(async () => {
      const { showPaths } = await import("./config-command.ts");
      exit(showPaths(process.env));
    });
}
