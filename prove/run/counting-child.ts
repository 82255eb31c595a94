import { appendFileSync } from "node:fs";
import process from "node:process";
import type { JsonValue } from "../../src/core/json.ts";
import type { Policy } from "../../src/model/policy.ts";
import { research, resume } from "../../src/research/research.ts";
import type { SearchProvider } from "../../src/web/search-provider.ts";

/** A run of many calls, each with an effect that can be counted afterwards; told as `run-child.ts` tells its run. */
const [, , action, target = "", countFile = ""] = process.argv;
const turns = 60;
const callsOfATurn = 5;

const callOf = (name: string, at: number): readonly [string, JsonValue] =>
  at < 2
    ? ["batch_web_surfer", { action: "batch_search", queries: [name] }]
    : ["file", { action: "append", path: "effects.txt", content: `${name}\n` }];

/** Two searches that run at the same time and three changes of a file in every turn; what is next stands in the messages. */
const policy: Policy = {
  name: "counted",
  usesLanguageModel: false,
  async *act({ messages }) {
    const turn = messages.filter(({ role }) => role === "assistant").length;
    const calls = Array.from({ length: callsOfATurn }, (_, at) => {
      const callId = `call ${turn} ${at}`;
      const [toolName, input] = callOf(callId, at);
      return { type: "tool-call" as const, callId, toolName, input };
    });
    const answer = { type: "text" as const, text: "<answer>Nothing was found.</answer>" };
    const parts = turn < turns ? calls : [answer];
    yield { type: "action", action: { message: { role: "assistant", parts } } };
  },
};

const search: SearchProvider = {
  name: "counting",
  async search({ text }) {
    appendFileSync(countFile, `${text}\n`);
    return { type: "hits", hits: [], terms: [] };
  },
};

const limits = { maxTurns: 2 * turns, maxToolCalls: 2 * turns * callsOfATurn };
const common = { policy, search: [search], pages: [], limits };
const run =
  action === "start"
    ? await research({ ...common, question: "How often is each call made?", runsDir: target })
    : await resume({ ...common, directory: target });
process.stdout.write(`${run.directory}\n`);
for await (const event of run) process.stdout.write(`${event.type}\n`);
await run.result;
process.stdout.write("done\n");
