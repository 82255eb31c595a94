import path from "node:path";
import { exitCodes } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { countJudgement } from "../judge/citation/count-judgement.ts";
import { judgeReport } from "../judge/citation/judge-report.ts";
import { reopenReport } from "../judge/citation/reopen-report.ts";
import { embeddedSupportJudge } from "../judge/support/embedded-support.ts";
import { modelSupportJudge } from "../judge/support/model-support.ts";
import type { SupportJudge } from "../judge/support/support-judge.ts";
import { loadSupportModel } from "../judge/support/support-model.ts";
import { addUsage } from "../model/add-usage.ts";
import { meterPolicy } from "../model/meter-policy.ts";
import type { Usage } from "../model/policy.ts";
import { costOf, type Price } from "../model/prices/price.ts";
import { nameModel } from "../model/selection/name-model.ts";
import { resolveModel } from "../model/selection/resolve-model.ts";
import { renderMarkdown } from "../report/index.ts";
import { openRunDirectory } from "../run/run-directory.ts";
import { environmentValue } from "./environment.ts";
import { interfaceLanguage } from "./interface-language.ts";
import { modelPrice } from "./model-price.ts";
import { findRun, runsDirectory } from "./run-finder.ts";
import { type Verified, verifiedJson, verifiedLines } from "./verify-output.ts";

export interface VerifyFlags {
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly mark?: boolean;
  readonly lang?: string;
  readonly runsDir?: string;
  readonly modelJudge?: string;
  readonly baseUrl?: string;
}

/** Name of the copy that `--mark` writes into the run directory. */
const markedReport = "report.verified.md";

/**
 * Checks the report of a finished run again, as it stands on disk, against the stored sources. Answers `verified`; with
 * `--strict` `verificationFailed` where a claim fails a check, something is cited that the run never met, or a passage is
 * printed otherwise than it is stored. What the judge doubts is told and never decides.
 */
export async function verify(
  run: string | undefined,
  flags: VerifyFlags,
  signal: AbortSignal,
): Promise<number> {
  const { directory, id, question } = await findRun(run, runsDirectory(flags.runsDir));
  const { report, labels, altered } = await reopenReport(directory);
  const { judge, bill } = chooseJudge(flags);
  const judged = await judgeReport(report, { judge, rarity: loadSupportModel().rarity, signal });
  const figures = countJudgement(report, judged);
  const marked = flags.mark
    ? await openRunDirectory(directory).write(markedReport, renderMarkdown(report))
    : undefined;
  const verified: Verified = {
    id,
    report,
    labels,
    altered,
    judge: judge.name,
    judged,
    figures,
    ...bill(),
    ...(marked === undefined ? {} : { marked: path.relative(process.cwd(), marked) }),
  };
  if (flags.json) console.log(JSON.stringify(verifiedJson(verified)));
  else {
    const language = interfaceLanguage(flags.lang, process.env, question);
    for (const line of verifiedLines(verified, language)) console.log(line);
  }
  const isFailed = (figures.unsupportedShare ?? 0) > 0 || figures.inventedShare > 0 || altered.length > 0;
  return flags.strict === true && isFailed ? exitCodes.verificationFailed : exitCodes.verified;
}

const answerTimeoutMs = 5 * 60_000;

interface ChosenJudge {
  readonly judge: SupportJudge;
  /** What it has taken so far; nothing where it is no language model. */
  readonly bill: () => Pick<Verified, "bill">;
}

/** The embedded scorer unless a model is named for judging; not the model that research would use, which costs money. */
function chooseJudge(flags: VerifyFlags): ChosenJudge {
  const name = flags.modelJudge ?? environmentValue("modelJudge", process.env);
  if (name === undefined) return { judge: embeddedSupportJudge(), bill: () => ({}) };
  const baseUrl = flags.baseUrl ?? environmentValue("baseUrl", process.env);
  const named = { name, ...present({ baseUrl }) };
  const choice = nameModel(named, process.env, () => {});
  const price = modelPrice(choice, environmentValue("prices", process.env));
  const policy = resolveModel("judge", { research: choice }, { timeoutMs: answerTimeoutMs, temperature: 0 });
  const usages: (Usage | undefined)[] = [];
  const metered = meterPolicy(policy, {
    onAction: ({ usage }) => void usages.push(usage),
    refusal: () => undefined,
  });
  const bill = () => ({ bill: judgeBill(usages, price) });
  return { judge: modelSupportJudge(metered, { timeoutMs: answerTimeoutMs }), bill };
}

/** Requests that the server did not count make the cost unknown. */
function judgeBill(
  usages: readonly (Usage | undefined)[],
  price: Price | undefined,
): NonNullable<Verified["bill"]> {
  const usage = usages.reduce(addUsage, undefined);
  const isCounted = price !== undefined && !usages.includes(undefined);
  const cost = isCounted
    ? usages.reduce((sum, each) => sum + (each ? costOf(each, price) : 0), 0)
    : undefined;
  return {
    requests: usages.length,
    ...usage,
    ...(cost === undefined ? {} : { cost, currency: price?.currency ?? "" }),
  };
}
