import { plural } from "../core/plural.ts";
import type { Messages } from "./messages.ts";

export const english: Messages = {
  activity(activity) {
    switch (activity.type) {
      case "starting":
        return "Starting";
      case "thinking":
        return "Deciding what to do next";
      case "planning":
        return "Updating the plan";
      case "searching":
        return `Searching: ${activity.queries.join(" | ")}`;
      case "reading":
        return `Reading: ${activity.titles.join(" | ")}`;
      case "using-tool":
        return `Using ${activity.toolName}`;
      case "writing":
        return "Writing the report";
      case "checking":
        return "Checking every claim against its source";
      default:
        return activity satisfies never;
    }
  },
  counts: ({ queries, found, read, failures, turn, maxTurns }) => [
    plural(queries, "query", "queries"),
    `${plural(found, "source")} found`,
    `${read} read`,
    ...(failures > 0 ? [plural(failures, "failure")] : []),
    maxTurns === undefined ? `turn ${turn}` : `turn ${turn} of ${maxTurns}`,
  ],
  plan: "Plan",
  more: (hidden) => `… ${hidden} more`,
  stopHint: "Ctrl-C: finish this turn and write the report",
  cancelHint: "Ctrl-C again: stop now",
  stopping:
    "Stopping: the turn under way is finished, then the report is written. Ctrl-C again stops at once.",
  cancelled: "Stopped.",
  start: ({ policy, search, collections, limits }) =>
    `Policy: ${policy} · web search: ${search} · sources: ${collections} · limits: ${limits}`,
  webSearch(engines) {
    if (engines.length <= 6) return engines.join(", ") || "off";
    return `${engines.slice(0, 5).join(", ")} and ${engines.length - 5} more`;
  },
  searchOffForDocuments:
    "The web is not searched beside your own documents, because queries could hold words of them. To search it as well: --search auto",
  noNetwork: (why) =>
    `No search engine can be reached, so the run goes on with what is on this machine (${why}). To not try: --search off`,
  limits: {
    turns: (count) => plural(count, "turn"),
    toolCalls: (count) => plural(count, "tool call"),
    time: (text) => text,
    tokens: (count) => plural(count, "token"),
    cost: (text) => text,
    none: "none",
  },
  embeddedPolicy:
    "No language model is set up, so the embedded policy (no language model) quotes and attributes what it finds. To use a model: export OPENAI_API_KEY, ANTHROPIC_API_KEY, GEMINI_API_KEY or OPENROUTER_API_KEY, start Ollama, or --model NAME --base-url URL.",
  modelByKey: (provider, model, variable) =>
    `Using ${model} of ${provider}, because ${variable} is set. --model NAME takes another, --model embedded none.`,
  modelByServer: (model, baseUrl) =>
    `Using ${model}, found at ${baseUrl}. --model NAME takes another, --model embedded none.`,
  estimate: (low, high, turns) =>
    `Estimate: ${low === high ? low : `${low} to ${high}`}, if all ${turns} turns are taken`,
  estimateUnpriced: (tokens) =>
    `Estimate: about ${tokens} tokens; no price is known (--prices FILE gives one)`,
  estimateBasis: ({ turns, promptTokens, tokensPerTurn, outputTokensPerTurn, contextTokens }, tokens) =>
    `Basis: ${turns} turns, the first with ${promptTokens} input tokens, each further one with ${tokensPerTurn} more up to ${contextTokens}, ${outputTokensPerTurn} output tokens a turn: ${tokens.inputTokens} in, ${tokens.outputTokens} out. The lower amount is with a prefix cache that always holds, the higher one without a cache. Most runs stop earlier. Models of other roles are not in it.`,
  priceFrom: (published) => `Price: ${published}.`,
  estimateNothing: "Estimate: nothing; the embedded policy asks no model.",
  shellOff: (why, fix) => `The model cannot run commands: ${why}. To let it: ${fix}`,
  usedAlias: (alias, canonical) => `Using ${alias} as ${canonical}.`,
  preparing: (collection) => `Preparing ${collection} (only the first time)`,
  prepared: (sources, seconds) =>
    `The bundled documents are ready: ${plural(sources, "document")} in ${seconds} s`,
  ingesting: "Reading your documents",
  ingested: (documents, failures) =>
    `Your documents: ${plural(documents, "document")}${failures > 0 ? `, ${failures} could not be read` : ""}`,
  readingPages: "Reading the pages that you named",
  pagesRead: (pages, failures) =>
    `The pages that you named: ${plural(pages, "page")} read${failures > 0 ? `, ${failures} could not be read` : ""}`,
  foundPassages: (passages, sources) => `${plural(passages, "passage")} from ${plural(sources, "source")}`,
  toolFailed: (text) => `Failed: ${text}`,
  planned: (done, total) => `Plan: ${done} of ${total} done`,
  budgetWarning: (what, percent) => `${percent}% of the limit on ${what} is used`,
  compacted: (tokensBefore, tokensAfter) =>
    `The conversation was shortened from about ${tokensBefore} to ${tokensAfter} tokens; every citation stays valid`,
  outcome: {
    verified: "Report written.",
    partial: "Partial report written: a limit was reached or the run was stopped.",
    "not-found": "Not enough evidence was found; no report was written.",
    failed: "The run failed.",
    interrupted: "Stopped before a report could be written.",
    unverified: "The report was written, but not every claim could be verified.",
  },
  nearest: ({ title, publisher, url }) =>
    `The nearest page that was found, which does not answer it: ${title}${publisher === undefined ? "" : ` (${publisher})`} <${url}>`,
  checked: ({ claims, supported, quotes, quotesFound, numbers, numbersFound, dropped }) =>
    [
      `Checked: ${supported} of ${plural(claims, "claim")} pass every check`,
      ...(quotes > 0 ? [`${quotesFound} of ${plural(quotes, "quote")} found in the stored text`] : []),
      ...(numbers > 0 ? [`${numbersFound} of ${plural(numbers, "number")} found in the cited passage`] : []),
      ...(dropped > 0 ? [`${dropped} dropped`] : []),
    ].join(" · "),
  heard: (text) => `You: ${text}`,
  mayCall: (toolName, input) => `The agent wants to use ${toolName}:\n${input}\nMay it? [y/N] `,
  notAllowed: (toolName, answer) =>
    answer === "no"
      ? `You did not allow this call of ${toolName}`
      : `${toolName} was not used: it needs a yes, and there is nobody to ask`,
  steered: (id) => `Left for ${id}; it reads it before its next turn.`,
  steeredLater: (id) => `Left for ${id}; it reads it when it goes on: deepwell resume ${id}`,
  cancelling: (id) => `${id} is asked to stop now. To go on with it: deepwell resume ${id}`,
  finishing: (id) => `${id} is asked to finish its turn and to write the report from what there is.`,
  forked: (id, from, turn) => `New run ${id}, branched from ${from} after turn ${turn}.`,
  runStatus: {
    running: "running",
    answered: "finished",
    partial: "finished, partial report",
    "not-found": "finished, not enough evidence",
    failed: "failed",
    interrupted: "interrupted",
  },
  forkedFrom: (id, turn) => `Branched from ${id} after turn ${turn}`,
  limitsAre: (limits) => `Limits: ${limits}`,
  citable: (passages) => `${plural(passages, "passage")} to cite from`,
  lastCall: (toolName, input) => `Last call: ${toolName} ${input}`,
  unread: (text) => `Not read yet: ${text}`,
  stillRunning: (id) => `${id} is under way and stays. To end it: deepwell cancel ${id}`,
  noRunYet: "There is no run yet. Try: deepwell demo",
  nothingToClean: "There is nothing to remove.",
  wouldRemove: "Nothing was removed yet. Add --yes to remove these.",
  elapsed: (seconds, turns, toolCalls) =>
    `Took ${seconds} · ${plural(turns, "turn")} · ${plural(toolCalls, "tool call")}`,
  cost: (total, isEstimate) =>
    `Cost: ${isEstimate ? "about " : ""}${total ?? "unknown (no price is known; --prices FILE gives one)"}`,
  pricesHeading: "A million tokens: input, input from the cache, output; as of, source",
  ownPrice: "your own table",
  unknownCost: "unknown",
  costOfRuns: (count) => plural(count, "run"),
  nothingPaid: "No run has asked a language model.",
  unpriced: (requests) => `${plural(requests, "request")} without a known price not counted`,
  requests: (count) => plural(count, "request"),
  phases: {
    research: "Research",
    summarise: "Notes on earlier turns",
    vision: "Images",
    report: "Report",
    judge: "Judging the report",
  },
  judged: (judge, { claims, doubted, unavailable }) =>
    [
      `Judged by ${judge}: ${doubted} of ${plural(claims, "claim")} doubted`,
      ...(unavailable > 0 ? [`${unavailable} without a verdict`] : []),
    ].join(" · "),
  tokens: (input, cached, output) =>
    `${plural(input, "input token")}${cached > 0 ? ` (${cached} of them cached)` : ""}, ${plural(output, "output token")}`,
  files: "Files",
  next: "Next",
  modelIsNamed: (model) => `The model is ${model} already; deepwell config says where that stands.`,
  foundKey: (provider, variable) => `Found: a key of ${provider} (${variable})`,
  foundServer: (model, baseUrl) => `Found: ${model} at ${baseUrl}`,
  modelProposed: (model, file) => `Runs would use ${model}. To write that into ${file}: deepwell init --auto`,
  modelWritten: (model, file) => `Runs use ${model} from now on: ${file}`,
  byDefault: "default",
  absent: "absent",
  why: "Why",
  fix: "Fix",
};
