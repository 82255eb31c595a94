import type { Command } from "commander";
import { settingOptions } from "./config/setting-options.ts";
import type { ResearchFlags } from "./settings.ts";

export interface RunCommandOptions {
  /** Takes the exit code. */
  readonly exit: (code: number) => void;
  /** Adds the options of research to a command that goes on with it. */
  readonly researchOptions: (command: Command) => Command;
}

const thisRun = "id, part of it, or path of its directory";
const whichRun = `${thisRun} (default: the last run)`;

/** A command that looks for runs in `--runs-dir`. */
function aboutRuns(program: Command, name: string): Command {
  return settingOptions(program.command(name), { names: ["runsDir"] });
}

/** The commands that deal with runs that were made: see them, go on with them, speak to them, put them away. */
export function addRunCommands(program: Command, options: RunCommandOptions): void {
  addLooking(program, options);
  addGoingOn(program, options);
  addSpeaking(program, options);
  addCleaning(program, options);
}

function addLooking(program: Command, { exit }: RunCommandOptions): void {
  aboutRuns(program, "list")
    .description("the runs that were made")
    .option("--json", "one JSON object a line")
    .action(async (flags) => {
      const { list } = await import("./list.ts");
      exit(await list(flags));
    });
  aboutRuns(program, "show")
    .description("print the report of a run")
    .argument("[run]", whichRun)
    .option("--json", "print run.json instead")
    .action(async (run: string | undefined, flags) => {
      const { show } = await import("./show.ts");
      exit(await show(run, flags));
    });
  aboutRuns(program, "status")
    .description("how far a run is, also while it is under way")
    .argument("[run]", whichRun)
    .option("--json", "print it as JSON")
    .action(async (run: string | undefined, flags) => {
      const { status } = await import("./status.ts");
      exit(await status(run, flags));
    });
  aboutRuns(program, "cost")
    .description("what past runs took from language models")
    .option("--days <n>", "only runs of the last n days")
    .option("--json", "print it as JSON")
    .action(async (flags) => {
      const { cost } = await import("./cost.ts");
      exit(await cost(flags));
    });
  settingOptions(program.command("prices"), { names: ["prices"] })
    .description("the prices that runs are counted by, with their days and sources")
    .argument("[model]", "part of the model's name")
    .option("--json", "print them as JSON")
    .action(async (model: string | undefined, flags) => {
      const { prices } = await import("./prices.ts");
      exit(prices(model, flags));
    });
}

function addGoingOn(program: Command, { exit, researchOptions }: RunCommandOptions): void {
  researchOptions(
    program.command("resume").description("go on with a run that was interrupted or has failed"),
  )
    .argument("[run]", whichRun)
    .action(async (run: string | undefined, flags: ResearchFlags) => {
      const { resumeResearch } = await import("./research-command.ts");
      exit(await resumeResearch(run, flags));
    });
  researchOptions(
    program.command("fork").description("branch a run after one of its turns and go on from there"),
  )
    .argument("<run>", thisRun)
    .argument("[message...]", "what to tell the new run")
    .requiredOption("--turn <n>", "the last turn that both have in common; 0 keeps the question alone")
    .action(
      async (run: string, words: readonly string[], flags: ResearchFlags & { readonly turn: string }) => {
        const { forkResearch } = await import("./research-command.ts");
        exit(await forkResearch({ wanted: run, turn: flags.turn, message: words.join(" "), flags }));
      },
    );
}

function addSpeaking(program: Command, { exit }: RunCommandOptions): void {
  aboutRuns(program, "steer")
    .description("tell a run something; it reads it before its next turn, or when it is resumed")
    .argument("<run>", thisRun)
    .argument("<message...>", "what to tell it")
    .action(async (run: string, words: readonly string[], flags) => {
      const { steer } = await import("./speak-to-run.ts");
      exit(await steer({ wanted: run, text: words.join(" "), flags }));
    });
  aboutRuns(program, "cancel")
    .description("end a run that is under way; resume goes on with it")
    .argument("[run]", whichRun)
    .option("--finish", "let it finish its turn and write the report from what there is")
    .action(async (run: string | undefined, flags) => {
      const { cancel } = await import("./speak-to-run.ts");
      exit(await cancel(run, flags));
    });
}

function addCleaning(program: Command, { exit }: RunCommandOptions): void {
  aboutRuns(program, "clean")
    .description("remove run directories; says what it would remove unless --yes is given")
    .argument("[run...]", "ids or paths (default: every run that the options choose)")
    .option("--older-than <duration>", "only runs that began longer ago: 30d, 12h")
    .option("--keep <n>", "keep the newest n")
    .option("--status <status>", "only runs that ended so: failed, interrupted, not-found, partial, answered")
    .option("-y, --yes", "remove them")
    .action(async (runs: readonly string[], flags) => {
      const { clean } = await import("./clean.ts");
      exit(await clean(runs, flags));
    });
}
