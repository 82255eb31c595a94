import { seededRandom } from "../../src/core/seeded-random.ts";
import { memorySourceStore } from "../../src/agent/memory-source-store.ts";
import { asObservation } from "../../src/agent/observation.ts";
import type { ToolContext, ToolResult } from "../../src/agent/tool.ts";
import type { Evidence } from "../../src/core/source.ts";
import { estimateTokens } from "../../src/core/tokens.ts";
import type { ScriptedTurn } from "../../src/model/scripted-policy.ts";
import type { Library } from "../../src/retrieval/library.ts";
import { localSearchProvider } from "../../src/retrieval/local-provider.ts";
import { batchWebSurfer } from "../../src/tools/surfer/batch-web-surfer.ts";

/** A long research job as it was once done: what was called, what came back whole, what was said. */
export interface Trajectory {
  readonly question: string;
  readonly turns: readonly { readonly turn: ScriptedTurn; readonly result: ToolResult }[];
  /** Of all results together. */
  readonly rawTokens: number;
  /** Ids that the policy named on its way. */
  readonly named: readonly string[];
}

const topics = [
  "passport renewal fees",
  "social security benefits for survivors",
  "劳动合同 解除 经济补偿",
  "student loan repayment plans",
  "公司法 股东 出资",
  "disaster assistance for home owners",
  "道路交通 安全 处罚",
  "federal tax refund status",
  "著作权 合理使用",
  "health insurance marketplace enrolment",
];
const searchedHits = 40;
const openedPages = 8;

/** Searches and opens documents of the bundled corpora in turn, with the real tools; the same for the same seed. */
export async function makeTrajectory(library: Library, seed: number, count: number): Promise<Trajectory> {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const provider = localSearchProvider(library);
  const tool = batchWebSurfer({ search: [provider], pages: [provider] });
  const evidence = new Map<string, Evidence>();
  const question = `What do the rules say of ${pick(topics)} and of ${pick(topics)}?`;
  const context: ToolContext = {
    question,
    signal: new AbortController().signal,
    workspace: "/nowhere",
    sources: memorySourceStore(),
    evidence,
  };
  const turns: Trajectory["turns"][number][] = [];
  const named: string[] = [];
  let found: readonly string[] = [];
  for (let at = 0; at < count; at++) {
    const urls = Array.from({ length: openedPages }, () => pick(found)).filter((url) => url !== undefined);
    const queries = [`${pick(topics)} ${pick(topics)}`, `${pick(topics)}`];
    const input =
      at % 2 === 0 || urls.length === 0
        ? { action: "batch_search", queries, topk: searchedHits }
        : { action: "batch_open", urls: [...new Set(urls)], focus: `${pick(topics)}` };
    const result = await tool.invoke(input, context);
    const observation = asObservation(result.data);
    if (observation?.type === "search")
      found = observation.queries.flatMap(({ hits }) => hits.map(({ source }) => source.url));
    for (const item of result.evidence ?? []) evidence.set(item.citationId, item);
    const id = pick(result.evidence ?? [])?.citationId;
    if (id !== undefined) named.push(id);
    const text = `The passage ${id ?? "sought"} bears on the question; I look further into ${pick(topics)}.`;
    const call = { toolName: tool.name, input, callId: `call-${at}` };
    turns.push({ turn: { text: at === 0 ? "I begin." : text, toolCalls: [call] }, result });
    if (at === 0) named.pop();
  }
  const rawTokens = turns.reduce((sum, { result }) => sum + estimateTokens(result.content), 0);
  return { question, turns, rawTokens, named };
}
