import { z } from "zod";
import { loadPeer } from "../peers/load-peer.ts";
import type { OpenLoop } from "./loop-subject.ts";
import { instructions, pageText, question, tool } from "./loop-task.ts";

/** What of the peers' packages is used here; the packages bring their own, much larger types. */
type Make = (...options: readonly unknown[]) => unknown;
type Construct = new (...options: readonly unknown[]) => object;
interface Graph {
  invoke(input: object, options: object): Promise<unknown>;
}

const schema = z.object({ number: z.number() });
const execute = async ({ number }: z.infer<typeof schema>): Promise<string> => pageText(number);
const { name, description } = tool;

/** The `ai` SDK: `generateText` with a tool, going on until the model answers. */
export const openAiSdk: OpenLoop = async () => {
  const sdk = await loadPeer("ai");
  const provider = await loadPeer("@ai-sdk/openai-compatible");
  if (sdk === undefined || provider === undefined) return undefined;
  const { generateText, tool: makeTool, isStepCount } = sdk as Readonly<Record<string, Make>>;
  const { createOpenAICompatible } = provider as Readonly<Record<string, (options: object) => Make>>;
  return async ({ url, turns }) => {
    const model = createOpenAICompatible?.({ name: "loopback", baseURL: url, apiKey: "none" })("loopback");
    await generateText?.({
      model,
      system: instructions,
      prompt: question,
      tools: { [name]: makeTool?.({ description, inputSchema: schema, execute }) },
      stopWhen: isStepCount?.(turns + 10),
    });
  };
};

/** `@openai/agents` over chat completions, without tracing. */
export const openOpenAiAgents: OpenLoop = async () => {
  const peer = await loadPeer("@openai/agents");
  if (peer === undefined) return undefined;
  const { tool: makeTool, setTracingDisabled, setOpenAIAPI } = peer as Readonly<Record<string, Make>>;
  const { Agent, Runner, OpenAIProvider } = peer as Readonly<Record<string, Construct>>;
  if (Agent === undefined || Runner === undefined || OpenAIProvider === undefined) return undefined;
  return async ({ url, turns }) => {
    setTracingDisabled?.(true);
    setOpenAIAPI?.("chat_completions");
    const modelProvider = new OpenAIProvider({ apiKey: "none", baseURL: url, useResponses: false });
    const tools = [makeTool?.({ name, description, parameters: schema, execute })];
    const agent = new Agent({ name: "reader", instructions, model: "loopback", tools });
    const runner = new Runner({ modelProvider, tracingDisabled: true }) as object as {
      run: (...options: readonly unknown[]) => Promise<unknown>;
    };
    await runner.run(agent, question, { maxTurns: turns + 10 });
  };
};

/** LangGraph's prebuilt agent over LangChain's client of chat completions. */
export const openLangGraph: OpenLoop = async () => {
  const prebuilt = await loadPeer("@langchain/langgraph/prebuilt");
  const client = await loadPeer("@langchain/openai");
  const core = await loadPeer("@langchain/core/tools");
  if (prebuilt === undefined || client === undefined || core === undefined) return undefined;
  const { createReactAgent } = prebuilt as Readonly<Record<string, (options: object) => Graph>>;
  const { ChatOpenAI } = client as Readonly<Record<string, Construct>>;
  const { tool: makeTool } = core as Readonly<Record<string, Make>>;
  if (ChatOpenAI === undefined) return undefined;
  return async ({ url, turns }) => {
    const llm = new ChatOpenAI({ model: "loopback", apiKey: "none", configuration: { baseURL: url } });
    const tools = [makeTool?.(execute, { name, description, schema })];
    const graph = createReactAgent?.({ llm, tools, prompt: instructions });
    const messages = [{ role: "user", content: question }];
    await graph?.invoke({ messages }, { recursionLimit: 2 * turns + 20 });
  };
};
