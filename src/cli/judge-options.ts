import type { Command } from "commander";
import { settingOptions } from "./config/setting-options.ts";

/** `deepwell judge`. */
export function addJudge(program: Command, exit: (code: number) => void): void {
  settingOptions(judgeModelOptions(program.command("judge")), {
    names: ["lang", "runsDir"],
    what: { lang: "language of what is printed: en, zh" },
  })
    .description("judge a report by the rubrics of its task, without a language model or with one")
    .argument("[report]", "a report.md, a run (its directory or id), or - for standard input")
    .option("--task <file>", "task with rubrics: JSON or JSONL, in any known format")
    .option("--task-id <id>", "which task of the file")
    .option("--against <file>", "compare with this report or run instead, in depth, logic and coverage")
    .option("--lint", "look through the rubrics themselves instead")
    .option("--clip", "scores below zero become zero")
    .option("--json", "print the findings as one JSON object")
    .action(async (report: string | undefined, flags) => {
      const { judgeCommand } = await import("./judge.ts");
      exit(await judgeCommand(report, flags, new AbortController().signal));
    });
}

/** `deepwell judge-data`. */
export function addJudgeData(program: Command, exit: (code: number) => void): void {
  judgeModelOptions(program.command("judge-data"))
    .description("training data for a judge: labels by a strong model, supervised and reward sets")
    .option("--cases <file>", "JSONL of tasks with rubrics, each with its report")
    .option("--out <folder>", "where labels.jsonl, sft-*.jsonl and rl-*.jsonl are written")
    .option("--sft <format>", "trl (default), ms-swift, llama-factory")
    .option("--rl <format>", "verl (default), slime, trl")
    .option("--reward <file>", "print what answers earn instead: JSONL of answer and ground_truth")
    .action(async (flags) => {
      const { judgeData } = await import("./judge-data.ts");
      exit(await judgeData(flags, new AbortController().signal));
    });
}

/** The flags that say who judges, and how. */
export function judgeModelOptions(command: Command): Command {
  return settingOptions(command, {
    names: ["model", "modelJudge", "baseUrl", "prices"],
    what: {
      model: "the same as --model-judge, where that is not given",
      modelJudge: "language model that judges: provider/model, or a name (default: none, the embedded judge)",
      baseUrl: "server of the model",
    },
  })
    .option("--trials <n>", "independent trials of each criterion by the model (default 3)")
    .option("--per-call <n>", "criteria asked about in one request (default 10)")
    .option("--parallel <n>", "requests at once (default 8)")
    .option("--per-minute <n>", "requests begun within a minute at most (default: no limit)")
    .option("--part-tokens <n>", "longer reports are read in parts (default 100000)")
    .option("--no-cache", "ask again for verdicts that were given before");
}
