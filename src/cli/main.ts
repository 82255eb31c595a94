import { Command, CommanderError, Option } from "commander";
import { createSecretMask } from "../agent/guard/secret-mask.ts";
import { exitCodes } from "../core/errors.ts";
import { version } from "../core/version.ts";
import { addConfig } from "./config-commands.ts";
import { settingOptions } from "./config/setting-options.ts";
import { environmentSecrets } from "./environment-secrets.ts";
import { withEnvironment } from "./environment.ts";
import { interfaceLanguage, messagesIn } from "./interface-language.ts";
import { addJudge, addJudgeData, judgeModelOptions } from "./judge-options.ts";
import { errorLines, exitCodeOf } from "./print-error.ts";
import { addRunCommands } from "./run-commands.ts";
import type { ResearchFlags } from "./settings.ts";
import { browserWish, type WebFlags, webSettingNames, webSettings } from "./web-settings.ts";

type Exit = (code: number) => void;

/**
 * The command line: takes the arguments after `deepwell`, answers the exit code. Never rejects. Each
 * command is loaded when it is called, so help and version load none of them.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const language = interfaceLanguage(undefined, process.env);
  const messages = messagesIn(language);
  process.stdout.on("error", endQuietly);
  process.stderr.on("error", goOnUnheard);
  let exitCode: number = exitCodes.verified;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    if (language === "zh") (await import("./translate-help.ts")).translateHelp(program);
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return commanderExitCode(error);
    const mask = createSecretMask(environmentSecrets(process.env, argv));
    for (const line of errorLines(error, messages)) console.error(mask.text(line));
    if (process.env["DEEPWELL_DEBUG"] && error instanceof Error) console.error(mask.text(error.stack ?? ""));
    return exitCodeOf(error);
  }
}

/** The parser's own errors are usage errors; it also ends help and version this way, with 0. */
function commanderExitCode({ exitCode }: CommanderError): number {
  return exitCode === 0 || exitCode === exitCodes.interrupted ? exitCode : exitCodes.usage;
}

/** Whoever read our output has stopped reading (`deepwell … | head`): that is no error of ours. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(exitCodes.verified);
}

/** Nobody follows the progress any more (`deepwell … 2>&1 >report.md | head`): the report is wanted all the same. */
function goOnUnheard(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** The command line as commander declares it; `exit` takes the exit code. */
export function createProgram(exit: Exit): Command {
  const program = new Command("deepwell")
    .description("A question in, a report out, every claim traceable to a stored passage.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp({ sortSubcommands: true })
    .configureOutput({ outputError: (text, write) => write(usageError(text)) });
  addResearch(program, exit);
  addDemo(program, exit);
  addRead(program, exit);
  addBench(program, exit);
  addAuthority(program, exit);
  addRunCommands(program, { exit, researchOptions });
  addDoctor(program, exit);
  addVerify(program, exit);
  addJudge(program, exit);
  addJudgeData(program, exit);
  addConfig(program, exit);
  return program.hook("preAction", async (_, command) => {
    // `config` tells what the files say; everything else reads it as environment.
    if ([command.name(), command.parent?.name()].includes("config")) return;
    const { applyConfiguration } = await import("./config/read-configuration.ts");
    applyConfiguration(process.cwd(), process.env);
  });
}

/** `error: unknown option '--max-turn'\n(Did you mean --max-turns?)` in the shape of every other error. */
function usageError(text: string): string {
  const [what = "", hint] = text
    .replace(/^error: /, "")
    .trim()
    .split("\n");
  const fix = hint?.replace(/^\((.*)\)$/, "$1") ?? "deepwell --help lists what there is";
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}.\nFix: ${fix}\n`;
}

function addResearch(program: Command, exit: Exit): void {
  researchOptions(program)
    .argument("[question...]", "what to find out; - or nothing reads it from standard input")
    .action(async (words: readonly string[], flags: ResearchFlags, { commands }: Command) => {
      const { runResearch } = await import("./research-command.ts");
      exit(await runResearch({ words, flags, commands: commands.map((command) => command.name()) }));
    });
}

function addDemo(program: Command, exit: Exit): void {
  researchOptions(
    program.command("demo").description("research a sample question in the bundled documents"),
  ).action(async (flags: ResearchFlags) => {
    const { runResearch } = await import("./research-command.ts");
    const { demoQuestion } = await import("./demo-question.ts");
    const { embeddedName } = await import("./model-settings.ts");
    const words = [demoQuestion(flags.lang, process.env)];
    // A demonstration needs no key and no network and spends no money, whatever is set up here.
    exit(await runResearch({ words, flags: { model: embeddedName, search: ["off"], ...flags } }));
  });
}

function researchOptions(command: Command): Command {
  return settingOptions(command)
    .addOption(new Option("--offline", "the same as --no-web").implies({ web: false }).hideHelp())
    .option("-o, --output <path>", "write the report to this file (.md, .html, .json) or folder; - is stdout")
    .option("--estimate", "print what the run may cost and on what basis, and do not run")
    .option("--json", "print the outcome as one JSON object instead of the report")
    .option("--events", "print every event of the run as a line of JSON instead of the report")
    .option("-q, --quiet", "no progress")
    .option("-v, --verbose", "progress in detail")
    .option("--no-color", "no colours")
    .option("-y, --yes", "never ask anything");
}

function addRead(program: Command, exit: Exit): void {
  settingOptions(program.command("read"), {
    names: webSettingNames,
    what: {
      browser: "run pages that need their scripts in a browser, or do not start (default: where one works)",
    },
  })
    .description("documents as clean Markdown with metadata and passages")
    .argument("<path...>", "files, folders and addresses of the web")
    .option("--json", "one JSON object a line")
    .action(async (paths: readonly string[], flags: WebFlags & { readonly json?: boolean }) => {
      const { readCommand } = await import("./read.ts");
      const { onInterrupt } = await import("./interrupts.ts");
      const { cacheDirectory } = await import("./cache-directory.ts");
      const controller = new AbortController();
      const abort = () =>
        controller.abort(new CommanderError(exitCodes.interrupted, "interrupted", "Stopped."));
      const off = onInterrupt({ stop: abort, cancel: abort });
      try {
        const language = interfaceLanguage(undefined, process.env);
        const write = (text: string) => void process.stdout.write(text);
        const wanted = withEnvironment(flags, process.env);
        const web = webSettings(wanted);
        const browser = browserWish(wanted);
        const cacheDir = cacheDirectory(process.env);
        const json = flags.json === true;
        const { signal } = controller;
        exit(await readCommand({ paths, json, language, web, browser, cacheDir, write, signal }));
      } finally {
        off();
      }
    });
}

function addBench(program: Command, exit: Exit): void {
  judgeModelOptions(program.command("bench"))
    .description("measure quality on a data set; without a suite, list the suites")
    .argument("[suite]", "name of the suite")
    .option("--data <path>", "folder with the suite's data")
    .option("--json", "print the result as JSON")
    .option("--limit <n>", "score at most n cases")
    .option(
      "--lists <folder>",
      "suite authority: folder with scifact, usagov-pages or both, for ranked lists",
    )
    .option("--seed <n>", "seed of sampling and of the bootstrap (default 1)")
    .action(async (suite: string | undefined, flags) => {
      const { bench } = await import("./bench.ts");
      exit(await bench(suite, flags));
    });
}

function addAuthority(program: Command, exit: Exit): void {
  settingOptions(program.command("authority"), { names: ["authority"] })
    .description("what is known of publishers, and why")
    .argument("<address...>", "addresses, hosts, domains, or names of listed publishers")
    .option("--json", "one JSON object a line")
    .action(
      async (names: readonly string[], given: { readonly authority?: string; readonly json?: boolean }) => {
        const { authorityCommand } = await import("./authority.ts");
        const { authority: file } = withEnvironment(given, process.env);
        const language = interfaceLanguage(undefined, process.env);
        const write = (text: string) => void process.stdout.write(text);
        exit(authorityCommand({ names, file, json: given.json === true, language, write }));
      },
    );
}

function addDoctor(program: Command, exit: Exit): void {
  program
    .command("doctor")
    .description("check what a run needs on this machine")
    .option("--json", "print the findings as JSON")
    .action(async (flags) => {
      const { doctor } = await import("./doctor.ts");
      exit(await doctor(flags));
    });
}

function addVerify(program: Command, exit: Exit): void {
  settingOptions(program.command("verify"), {
    names: ["lang", "modelJudge", "baseUrl", "runsDir"],
    what: {
      lang: "language of the summary: en, zh",
      modelJudge: "let a language model judge support instead of the embedded scorer",
      baseUrl: "server of the model",
    },
  })
    .description("check the report of a run again, as it stands, against its stored sources")
    .argument("[run]", "id, part of it, or path of its directory (default: the last run)")
    .option("--strict", "exit with 6 when a claim fails a check or cites what the run never met")
    .option("--mark", "write report.verified.md, with every claim that fails marked")
    .option("--json", "print the findings as one JSON object")
    .action(async (run: string | undefined, flags) => {
      const { verify } = await import("./verify.ts");
      exit(await verify(run, flags, new AbortController().signal));
    });
}
