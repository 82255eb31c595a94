import type { JsonValue } from "../core/json.ts";
import { estimateTokens } from "../core/tokens.ts";
import { conversationIn } from "./loopback-conversation.ts";
import { contentWords, excerptsFor } from "./loopback-excerpts.ts";
import type { LoopbackMessage, LoopbackReply, LoopbackToolCall } from "./loopback-reply.ts";
import type { LoopbackRequest } from "./loopback-server.ts";

interface Research {
  readonly question: string;
  readonly isChinese: boolean;
  readonly turn: number;
  readonly toolResults: readonly string[];
  readonly tools: ReadonlySet<string>;
}

const openedDocuments = 3;
const citedSentences = 5;

/**
 * A model by rule, for `startLoopbackModel`: plans and searches, opens what it found, and answers in sentences of
 * the sources with the citation ids that it read. It knows only what is in the request, so it drives a whole
 * research job through the same wire as a real model. Gives an empty answer when nothing was found.
 */
export function researchScript(request: LoopbackRequest): LoopbackReply {
  const conversation = conversationIn(request);
  if (typeof conversation === "string") return { type: "error", status: 400, message: conversation };
  const { messages, tools } = conversation;
  const asked = messages.find((message) => message.role === "user")?.text ?? "";
  const question = asked.replace(/\n\n[^\n]*\d{4}-\d{2}-\d{2}\s*$/, "");
  const message = nextMessage({
    question,
    isChinese: /\p{Script=Han}/u.test(question),
    turn: messages.filter(({ role }) => role === "assistant").length,
    toolResults: messages.flatMap(({ role, text }) => (role === "tool" && text !== "" ? [text] : [])),
    tools: new Set(tools),
  });
  return { ...message, type: "message", usage: usageOf(request, message) };
}

type Message = Omit<LoopbackMessage, "type">;

function nextMessage(research: Research): Message {
  const { question, turn, tools, toolResults } = research;
  const canSearch = tools.has("batch_web_surfer");
  if (turn === 0 && canSearch) return search(research, [question, contentWords(question).join(" ")]);
  const found = excerptsFor(question, toolResults);
  if (turn === 1 && canSearch) {
    return found.length > 0
      ? open(research, unique(found.map((excerpt) => excerpt.citationId)))
      : search(research, contentWords(question).slice(0, 6));
  }
  return answer(research);
}

function search({ question, tools, turn }: Research, queries: readonly string[]): Message {
  const plan: LoopbackToolCall = {
    id: `plan_${turn}`,
    name: "todo",
    arguments: { updates: { answer: { task: question.slice(0, 400), status: "in_progress" } } },
  };
  const wanted = unique(queries.filter((query) => query.trim() !== "")).slice(0, 10);
  return {
    reasoning: `The question is: ${question} I look for its own words first.`,
    text: "I search for the words of the question.",
    toolCalls: [
      ...(tools.has("todo") ? [plan] : []),
      surf(turn, { action: "batch_search", queries: wanted.map((query) => query.slice(0, 400)) }),
    ],
  };
}

function open({ question, turn }: Research, citationIds: readonly string[]): Message {
  const urls = citationIds.slice(0, openedDocuments);
  return {
    reasoning: "The passages fit. I read the documents that they stand in.",
    text: "I open the documents behind the best passages.",
    toolCalls: [surf(turn, { action: "batch_open", urls, focus: question.slice(0, 400) })],
  };
}

function surf(turn: number, input: JsonValue): LoopbackToolCall {
  return { id: `surf_${turn}`, name: "batch_web_surfer", arguments: input };
}

function answer({ question, isChinese, toolResults }: Research): Message {
  const best = excerptsFor(question, toolResults).slice(0, citedSentences);
  const sentences = best.map(({ sentence, citationId }) => {
    const end = sentence.at(-1) ?? "";
    return `${sentence.slice(0, -1)} \\cite{${citationId}}${end}`;
  });
  const text = sentences.join(isChinese ? "" : " ");
  return { reasoning: "I have what I need.", text: `<answer>${text}</answer>` };
}

function usageOf(request: LoopbackRequest, message: Message): NonNullable<LoopbackMessage["usage"]> {
  const input = estimateTokens(request.body);
  const output = estimateTokens(JSON.stringify(message));
  switch (request.protocol) {
    case "openai":
      return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
    case "anthropic":
      return { input_tokens: input, output_tokens: output };
    case "gemini":
      return { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output };
    default:
      return request.protocol satisfies never;
  }
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
