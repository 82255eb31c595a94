import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LoopOutcome, runLoop } from "../src/agent/loop.ts";
import { memorySourceStore } from "../src/agent/memory-source-store.ts";
import {
  buildAnswerRequest,
  buildSystemPrompt,
  buildUserMessage,
} from "../src/agent/prompts/build-prompt.ts";
import { initialState } from "../src/agent/state.ts";
import { systemClock } from "../src/core/clock.ts";
import { sha256 } from "../src/core/hash.ts";
import { citationIdPattern } from "../src/core/ids.ts";
import { buildDocument } from "../src/document/build-document.ts";
import { researchScript } from "../src/model/loopback-research-script.ts";
import type { LoopbackReply } from "../src/model/loopback-reply.ts";
import { type LoopbackModel, type LoopbackScript, startLoopbackModel } from "../src/model/loopback-server.ts";
import { openaiCompatiblePolicy } from "../src/model/openai-compatible.ts";
import { type Library, openLibrary } from "../src/retrieval/library.ts";
import { localSearchProvider } from "../src/retrieval/local-provider.ts";
import { batchWebSurfer } from "../src/tools/surfer/batch-web-surfer.ts";
import { todo } from "../src/tools/todo.ts";

const pages = {
  passport: "A lost passport must be reported at once. A replacement passport costs $130 at an embassy.",
  护照: "护照遗失的，持照人应当立即报告公安机关。补发护照应当在十五日内签发。",
};

let library: Library;
beforeAll(async () => {
  library = openLibrary(":memory:");
  for (const [title, paragraph] of Object.entries(pages)) {
    const { text, passages } = buildDocument([{ type: "paragraph", text: paragraph }], {
      mediaType: "text/html",
    });
    const source = {
      id: sha256(text),
      url: `https://example.org/${encodeURIComponent(title)}`,
      title,
      authors: [],
      mediaType: "text/html",
      collection: "web",
    };
    await library.add([{ source, text, passages }]);
  }
});
afterAll(() => library.close());

interface Job {
  readonly question: string;
  readonly language: string;
  readonly maxTurns?: number;
}

/** A whole research job over a real socket: policy, loop, tools and library as in the product. */
async function researchWith(
  script: LoopbackScript,
  job: Job,
): Promise<{ outcome: LoopOutcome; server: LoopbackModel }> {
  await using server = await startLoopbackModel(script);
  const { question, language } = job;
  const local = localSearchProvider(library);
  const tools = [todo(), batchWebSurfer({ search: [local], pages: [local] })];
  const policy = openaiCompatiblePolicy({
    model: "loopback",
    baseUrl: server.url,
    timeoutMs: 20_000,
    answerRequest: (state) => buildAnswerRequest(state.language),
  });
  const loop = runLoop({
    question,
    language,
    policy,
    tools,
    context: { question, workspace: "", sources: memorySourceStore() },
    limits: job.maxTurns === undefined ? {} : { maxTurns: job.maxTurns },
    clock: systemClock,
    signal: new AbortController().signal,
    toolTimeoutMs: 20_000,
    state: initialState([
      { role: "system", text: buildSystemPrompt({ language, tools: tools.map((tool) => tool.name) }).text },
      { role: "user", text: buildUserMessage(question, { date: "2026-11-22", language }) },
    ]),
  });
  for (;;) {
    const next = await loop.next();
    if (next.done === true) return { outcome: next.value, server };
  }
}

function citedIds(answer: string | undefined): readonly string[] {
  return [...String(answer).matchAll(new RegExp(`\\\\cite\\{(${citationIdPattern.source})\\}`, "g"))].map(
    (match) => String(match[1]),
  );
}

const english: Job = { question: "What does a replacement passport cost?", language: "en" };

/** The same model behind servers with other habits. */
const habits: Readonly<Record<string, (reply: LoopbackReply) => LoopbackReply>> = {
  "streams byte by byte": (reply) => (reply.type === "message" ? { ...reply, writeBytes: 1 } : reply),
  "does not stream": (reply) => (reply.type === "message" ? { ...reply, stream: false } : reply),
  "names reasoning otherwise": (reply) =>
    reply.type === "message" ? { ...reply, reasoningField: "reasoning" } : reply,
  "reasons in tags": (reply) => (reply.type === "message" ? thinkingAloud(reply) : reply),
};

function thinkingAloud({
  reasoning,
  text,
  ...reply
}: Extract<LoopbackReply, { type: "message" }>): LoopbackReply {
  return { ...reply, text: `<think>\n${reasoning}\n</think>\n\n${text}` };
}

describe("a language model behind an OpenAI-compatible server does the whole research job", () => {
  it.each(Object.entries(habits))("when the server %s", async (_, bend) => {
    const { outcome, server } = await researchWith((request) => bend(researchScript(request)), english);
    expect(outcome.status).toBe("answered");
    expect(outcome.answer).toMatch(/^A replacement passport costs \$130 at an embassy \\cite/);
    const ids = citedIds(outcome.answer);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !outcome.state.evidence.has(id))).toEqual([]);
    expect(outcome.state.plan).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
  });

  it("in Chinese", async () => {
    const job = { question: "护照遗失应当怎么报告？", language: "zh" };
    const { outcome } = await researchWith(researchScript, job);
    expect(outcome.answer).toMatch(/^护照遗失的，持照人应当立即报告公安机关 \\cite\{web_/);
    expect(citedIds(outcome.answer).filter((id) => !outcome.state.evidence.has(id))).toEqual([]);
  });

  it("with every request beginning with the bytes of the one before", async () => {
    const { server } = await researchWith(researchScript, english);
    const prompts = server.requests.map(({ body }) => body.slice(0, body.indexOf('],"tools"')));
    const grows = prompts.slice(1).map((prompt, index) => prompt.startsWith(String(prompts[index])));
    expect(grows).toEqual([true, true]);
  });

  it("and answers when the budget is spent, asked in its language", async () => {
    const { outcome, server } = await researchWith(researchScript, { ...english, maxTurns: 2 });
    expect(outcome).toMatchObject({ status: "partial", answer: expect.stringContaining("costs $130") });
    expect(server.requests.at(-1)?.json).toMatchObject({ tool_choice: "none" });
    expect(server.requests.at(-1)?.body).toContain("The budget of this research is spent");
  });

  it("and gets on after malformed arguments, which it is told about", async () => {
    const broken: LoopbackReply = {
      type: "message",
      toolCalls: [{ name: "batch_web_surfer", arguments: '{"action": "batch_search", "queries": ["passp' }],
    };
    const script: LoopbackScript = (request, index) => {
      if (index === 0) return broken;
      const finish: LoopbackReply = { type: "message", text: "<answer>Done.</answer>" };
      return request.body.includes("malformed_arguments") ? finish : broken;
    };
    const { outcome } = await researchWith(script, english);
    expect(outcome.answer).toBe("Done.");
    const results = outcome.state.messages.flatMap((message) =>
      message.role === "tool" ? message.parts : [],
    );
    expect(results).toMatchObject([{ isError: true, content: expect.stringContaining("JSON") }]);
  });

  it("or ends as failed with the reason when the server breaks off", async () => {
    const cut: LoopbackReply = { type: "message", text: "The", fault: { type: "reset", afterEvents: 2 } };
    const { outcome } = await researchWith([cut], english);
    expect(outcome).toMatchObject({ status: "failed", reason: expect.stringContaining("MODEL_UNAVAILABLE") });
  });
});
