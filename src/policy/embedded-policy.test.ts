import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLoop } from "../agent/loop.ts";
import { memorySourceStore } from "../agent/memory-source-store.ts";
import { initialState, type LoopState } from "../agent/state.ts";
import { type AnyTool, defineTool } from "../agent/tool.ts";
import { toolSpec } from "../agent/tool-spec.ts";
import { systemClock } from "../core/clock.ts";
import { sha256 } from "../core/hash.ts";
import { present } from "../core/present.ts";
import type { Block } from "../document/block.ts";
import { buildDocument } from "../document/build-document.ts";
import { type AssistantMessage, toolCalls } from "../model/message.ts";
import type { PolicyState } from "../model/policy.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import { localSearchProvider } from "../retrieval/local-provider.ts";
import { z } from "zod";
import { maxCandidates } from "./candidates/candidate.ts";
import { loadCheckpoint } from "./checkpoint/load-checkpoint.ts";
import { embeddedPolicy, inspectRun } from "./embedded-policy.ts";
import { featureNames } from "./features.ts";

interface Page {
  readonly title: string;
  readonly published?: string;
  /** A heading starts with `#`. */
  readonly lines: readonly string[];
}

const pages: readonly Page[] = [
  {
    title: "Lost library cards",
    lines: [
      "# Replace a lost library card",
      "Report a lost library card at any branch and ask for a replacement card. Bring proof of your address.",
      "# Replacement fee",
      "A replacement library card costs $4. Children pay nothing for a replacement library card.",
      "# How long it takes",
      "The replacement library card is printed at once at the main branch, and within five days elsewhere.",
    ],
  },
  {
    title: "Branch fees",
    lines: ["# Fees", "The library charges $4 for a replacement library card and $1 for each printed page."],
  },
  {
    title: "Garden rules",
    lines: ["# Opening hours", "The town garden is open from dawn until dusk on every day of the year."],
  },
  {
    title: "The Silver Lantern",
    lines: ["The Silver Lantern is a novel by the Wessel writer Orla Brandt about a night watchman."],
  },
  {
    title: "Orla Brandt",
    lines: [
      "Orla Brandt was born in Kelmouth, a harbour town in the north, where her father kept the light.",
    ],
  },
  { title: "Kelmouth", lines: ["Kelmouth is a harbour town of 3,100 people, known for its herring market."] },
  {
    title: "Night watchman",
    lines: ["A night watchman guards a place during the night. Novels about night watchmen are many."],
  },
  {
    title: "采光条例",
    published: "2015-03-01",
    lines: [
      "# 第一章 总则",
      "第一条 灯塔管理人应当保持灯塔采光。",
      "第二条 灯塔采光的检查期限为三年，由港务部门负责。",
    ],
  },
  {
    title: "采光条例",
    published: "2022-06-01",
    lines: [
      "# 第一章 总则",
      "第一条 灯塔管理人应当保持灯塔采光。",
      "第二条 灯塔采光的检查期限为一年，由港务部门负责。",
    ],
  },
];

let library: Library;
beforeAll(async () => {
  library = openLibrary(":memory:");
  for (const [index, page] of pages.entries()) {
    const blocks = page.lines.map(
      (line): Block =>
        line.startsWith("#")
          ? { type: "heading", level: 2, text: line.slice(2) }
          : { type: "paragraph", text: line },
    );
    const { text, passages } = buildDocument(blocks, { mediaType: "text/html", title: page.title });
    const source = {
      id: sha256(`${index}${text}`),
      url: `https://example.org/${index}`,
      title: page.title,
      authors: [],
      mediaType: "text/html",
      collection: "web",
      ...present({ published: page.published }),
    };
    await library.add([{ source, text, passages }]);
  }
});
afterAll(() => library.close());

/** The tools' contracts over the library, without the layer that holds the real ones. */
function tools(fail: (query: string) => boolean = () => false): readonly AnyTool[] {
  const provider = localSearchProvider(library);
  const surfer = defineTool({
    name: "batch_web_surfer",
    description: "search and open",
    parallel: true,
    input: z.object({
      action: z.enum(["batch_search", "batch_open"]),
      queries: z.array(z.string()).max(10).default([]),
      urls: z.array(z.string()).max(10).default([]),
      topk: z.number().max(200).default(20),
      focus: z.string().max(500).optional(),
      since: z.string().optional(),
      until: z.string().optional(),
    }),
    run: async ({ action, queries, urls, since, until }, { signal }) => {
      if (queries.some(fail)) return { content: "the index is broken", isError: true };
      if (action === "batch_open") {
        const opened = await Promise.all(urls.map((ref) => provider.open(ref, signal)));
        const found = opened.map((outcome, index) =>
          outcome.type === "failure"
            ? { ref: urls[index] ?? "", passages: [], omitted: 0, error: outcome.message }
            : {
                ref: urls[index] ?? "",
                source: outcome.source,
                passages: outcome.passages.map((passage) => ({
                  citationId: `web_${outcome.source.id.slice(0, 6)}${passage.index}`,
                  passage,
                })),
                omitted: 0,
              },
        );
        return { content: "", data: JSON.parse(JSON.stringify({ type: "open", pages: found })) };
      }
      const outcomes = await Promise.all(
        queries.map((text) =>
          provider.search(
            {
              text,
              limit: 10,
              filters: present({ since, until }),
            },
            signal,
          ),
        ),
      );
      const observed = outcomes.map((outcome, index) => ({
        query: queries[index],
        hits:
          outcome.type === "failure"
            ? []
            : outcome.hits.map((hit) => ({
                citationId: `web_${hit.source.id.slice(0, 6)}${hit.passage.index}`,
                source: hit.source,
                passage: hit.passage,
                score: hit.score,
                snippet: hit.snippet,
                duplicates: 0,
              })),
        terms: outcome.type === "failure" ? [] : outcome.terms,
      }));
      return { content: "", data: JSON.parse(JSON.stringify({ type: "search", queries: observed })) };
    },
  });
  let items: readonly { id: string; task: string; status: string }[] = [];
  const todo = defineTool({
    name: "todo",
    description: "the plan",
    parallel: false,
    input: z.object({
      updates: z.record(z.string(), z.object({ task: z.string().optional(), status: z.string().optional() })),
    }),
    run: async ({ updates }) => {
      const known = new Map(items.map((item) => [item.id, item]));
      for (const [id, { task, status }] of Object.entries(updates)) {
        const item = known.get(id);
        known.set(id, { id, task: task ?? item?.task ?? id, status: status ?? item?.status ?? "pending" });
      }
      items = [...known.values()];
      return { content: "", data: { type: "todo", items: [...items] } };
    },
  });
  return [surfer, todo];
}

interface Finished {
  readonly state: LoopState;
  readonly status: string;
  readonly answer: string | undefined;
  readonly messages: readonly AssistantMessage[];
}

async function research(
  question: string,
  language = "en",
  options: { readonly maxTurns?: number; readonly fail?: (query: string) => boolean } = {},
): Promise<Finished> {
  const run = runLoop({
    question,
    language,
    policy: embeddedPolicy(),
    tools: tools(options.fail),
    context: { question, workspace: "/", sources: memorySourceStore() },
    limits: options.maxTurns === undefined ? {} : { maxTurns: options.maxTurns },
    clock: systemClock,
    signal: new AbortController().signal,
    toolTimeoutMs: 10_000,
    state: initialState([{ role: "user", text: question }]),
  });
  let step = await run.next();
  while (step.done !== true) step = await run.next();
  const { state, status, answer } = step.value;
  return {
    state,
    status,
    answer,
    messages: state.messages.filter((message) => message.role === "assistant"),
  };
}

function stateOf(question: string, { messages }: LoopState, language = "en"): PolicyState {
  return {
    question,
    language,
    messages,
    tools: tools().map(toolSpec),
    budget: {
      turnsUsed: messages.filter((message) => message.role === "assistant").length,
      toolCallsUsed: 0,
      elapsedMs: 0,
    },
    mustAnswer: false,
  };
}

const cardQuestion = "I lost my library card: what do I do, what does it cost, and how long does it take?";

describe("a run of the embedded policy", () => {
  it("plans, searches, reads and answers with citations of passages it has seen", async () => {
    const { status, answer, messages, state } = await research(cardQuestion);
    expect(status).toBe("answered");
    const calls = messages.map((message) => toolCalls(message).map((call) => call.toolName));
    expect(calls[0]).toEqual(["todo"]);
    expect(calls[1]).toContain("batch_web_surfer");
    const cited = [...(answer ?? "").matchAll(/\\cite\{(web_\w+)\}/g)].map((match) => match[1]);
    expect(cited.length).toBeGreaterThan(0);
    const { state: seen } = inspectRun(stateOf(cardQuestion, state), { network: loadCheckpoint().network });
    for (const id of cited) expect(seen.passages.has(id ?? "")).toBe(true);
    expect(answer).toContain("$4");
    expect(answer).not.toContain("garden");
  });

  it("keeps the plan true to the end", async () => {
    const { state } = await research(cardQuestion);
    expect(state.plan.map((item) => item.id)).toEqual(["q1", "q2", "q3", "report"]);
    expect(state.plan.map((item) => item.status)).toEqual(Array(4).fill("completed"));
  });

  it("says why it does what it does, in the language of the run", async () => {
    const said = (messages: readonly AssistantMessage[]): string =>
      messages
        .flatMap((message) => message.parts)
        .map((part) => (part.type === "reasoning" ? part.text : ""))
        .join(" ");
    expect(said((await research(cardQuestion)).messages)).toMatch(/search/i);
    expect(said((await research(cardQuestion, "zh")).messages)).toContain("检索");
  });

  it("follows a name from one passage to the next", async () => {
    const question = "What is the population of the birthplace of the author of The Silver Lantern?";
    const { state } = await research(question);
    const { state: known } = inspectRun(stateOf(question, state), { network: loadCheckpoint().network });
    const titles = known.selections.map(({ view }) => view.source.title);
    expect(titles.slice(0, 3)).toEqual(["The Silver Lantern", "Orla Brandt", "Kelmouth"]);
  });

  it("holds two versions of a rule against each other by their dates", async () => {
    const question = "2015年和2022年采光条例在检查期限上有什么不同？";
    const { state } = await research(question, "zh");
    const { state: known } = inspectRun(stateOf(question, state, "zh"), {
      network: loadCheckpoint().network,
    });
    const dates = (id: string): readonly (string | undefined)[] =>
      known.selections.filter((one) => one.subQuestionId === id).map(({ view }) => view.source.published);
    expect(new Set(dates("q1"))).toEqual(new Set(["2015-03-01"]));
    expect(new Set(dates("q2"))).toEqual(new Set(["2022-06-01"]));
  });

  it("takes the current version where only one is asked for", async () => {
    const question = "采光条例规定的灯塔采光检查期限是多久？";
    const { state } = await research(question, "zh");
    const { state: known } = inspectRun(stateOf(question, state, "zh"), {
      network: loadCheckpoint().network,
    });
    expect(known.selections[0]?.view.source.published).toBe("2022-06-01");
    expect(known.selections.every(({ view }) => view.source.published !== "2015-03-01")).toBe(true);
  });
});

describe("when there is nothing to answer with", () => {
  it("finds nothing rather than something else, and no report in its plan is done", async () => {
    const { status, answer, state } = await research("How do I refuel a Zorbian hovercraft on Mars?");
    expect(status).toBe("not-found");
    expect(answer).toBeUndefined();
    expect(state.plan.at(-1)).toMatchObject({ id: "report", status: "blocked" });
  });

  it("does not repeat searches that fail, and says what it tried", async () => {
    const { status, messages } = await research(cardQuestion, "en", { fail: () => true });
    expect(status).toBe("not-found");
    const queries = messages.flatMap(toolCalls).flatMap((call) => {
      const input = call.input;
      return typeof input === "object" && input !== null && "queries" in input && Array.isArray(input.queries)
        ? input.queries
        : [];
    });
    expect(new Set(queries).size).toBe(queries.length);
    const last = messages.at(-1)?.parts.find((part) => part.type === "text");
    expect(last?.type === "text" ? last.text : "").toContain("library card");
  });
});

describe("within a budget", () => {
  it.each([2, 3, 4, 6])("answers before %i turns are over", async (maxTurns) => {
    const { state, messages } = await research(cardQuestion, "en", { maxTurns });
    expect(state.turns).toBeLessThanOrEqual(maxTurns);
    expect(messages.at(-1)?.parts.some((part) => part.type === "text")).toBe(true);
  });
});

describe("the policy keeps nothing between turns", () => {
  it("says the same again from the messages of any turn, in a new process as in the one that ran", async () => {
    const { state } = await research(cardQuestion);
    const at = state.messages
      .map((message, index) => (message.role === "assistant" ? index : -1))
      .filter((index) => index >= 0);
    for (const index of at) {
      // A copy by way of JSON is what a resumed run reads from its journal.
      const messages = JSON.parse(JSON.stringify(state.messages.slice(0, index)));
      const again = await nextMessage(stateOf(cardQuestion, { ...state, messages }));
      expect(again).toEqual(state.messages[index]);
    }
  });
});

async function nextMessage(state: PolicyState): Promise<AssistantMessage | undefined> {
  for await (const event of embeddedPolicy().act(state, new AbortController().signal)) {
    if (event.type === "action") return event.action.message;
  }
  return undefined;
}

describe("decisions", () => {
  it("are made among at most 32 candidates with features of about unit size", async () => {
    const { state } = await research(cardQuestion);
    const { past } = inspectRun(stateOf(cardQuestion, state), { network: loadCheckpoint().network });
    const decisions = past.flatMap((plan) => plan.decisions);
    expect(decisions.length).toBeGreaterThan(5);
    for (const { candidates, features, mask, chosen } of decisions) {
      expect(candidates.length).toBeLessThanOrEqual(maxCandidates);
      expect(features).toHaveLength(candidates.length);
      expect(mask[chosen]).toBe(true);
      expect(candidates.at(-1)?.type).toBe("stop");
      for (const row of features) {
        expect(row).toHaveLength(featureNames.length);
        expect(row.every((value) => Number.isFinite(value) && Math.abs(value) <= 1.05)).toBe(true);
      }
    }
  });

  it("can be drawn by the caller, as training does", async () => {
    const { state } = await research(cardQuestion);
    const network = loadCheckpoint().network;
    const last = (logits: Float64Array): number => logits.length - 1;
    const { plan } = inspectRun(
      { ...stateOf(cardQuestion, state), messages: state.messages.slice(0, 3) },
      { network, choose: last },
    );
    expect(plan.searches).toEqual([]);
    expect(plan.decisions.every(({ chosen, candidates }) => candidates[chosen]?.type === "stop")).toBe(true);
  });
});
