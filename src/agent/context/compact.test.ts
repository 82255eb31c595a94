import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../core/json.ts";
import type { Evidence } from "../../core/source.ts";
import type { AssistantMessage, Message, ToolMessage } from "../../model/message.ts";
import { type ScriptedTurnSource, scriptedPolicy } from "../../model/scripted-policy.ts";
import { EvidenceLog } from "../evidence-log.ts";
import type { SearchObservation } from "../observation.ts";
import { initialState, type LoopState } from "../state.ts";
import { compact } from "./compact.ts";
import type { ContextWindow, WindowLimits } from "./context-window.ts";
import { promptTokens } from "./count-tokens.ts";
import { idsIn } from "./named-ids.ts";

const words = (text: string): readonly string[] => [...new Set(text.toLowerCase().match(/\p{L}+|\d+/gu))];
const question = "What does the harbour of Port 3 charge?";

const evidenceAt = (at: number): Evidence => {
  const text = `Port ${at} charges ${at}00 crowns. ${"Its clerk weighs carts of amber and flax all day. ".repeat(12)}`;
  return {
    citationId: `web_${String(at).padStart(8, "0")}`,
    source: {
      id: `s${at}`,
      url: `https://example.org/${at}`,
      title: `Port ${at}`,
      authors: [],
      mediaType: "text/html",
      collection: "web",
    },
    passage: { index: 0, kind: "paragraph", headingPath: [], text, start: 0, end: text.length },
  };
};

function turnAt(at: number, says = `I search for port ${at}.`): readonly [AssistantMessage, ToolMessage] {
  const item = evidenceAt(at);
  const hit = { ...item, score: 1, snippet: item.passage.text.slice(0, 80), duplicates: 0 };
  const data: SearchObservation = {
    type: "search",
    queries: [{ query: `port ${at}`, hits: [hit], terms: [] }],
  };
  const content = `<hit id="${item.citationId}">\n${item.passage.text}\n</hit>`;
  const callId = `c${at}`;
  return [
    {
      role: "assistant",
      parts: [
        { type: "text", text: says },
        { type: "tool-call", callId, toolName: "find", input: {} },
      ],
    },
    {
      role: "tool",
      parts: [
        {
          type: "tool-result",
          callId,
          toolName: "find",
          content,
          isError: false,
          data: data as unknown as JsonValue,
        },
      ],
    },
  ];
}

const opening: readonly Message[] = [
  { role: "system", text: "You research." },
  { role: "user", text: question },
];

function stateAfter(turns: readonly (readonly Message[])[], overrides: Partial<LoopState> = {}): LoopState {
  const evidence = EvidenceLog.empty().with(turns.map((_, at) => evidenceAt(at)));
  const plan = [{ id: "fee", task: "Find the charge of Port 3", status: "in_progress" as const }];
  return { ...initialState([...opening, ...turns.flat()]), evidence, plan, ...overrides };
}

const run = (state: LoopState, limits: Partial<WindowLimits>, window: Partial<ContextWindow> = {}) => {
  const all = { upper: 4_000, lower: 2_000, result: 500, recentTurns: 2, ...limits };
  const job = { state, specs: [], question, language: "en", signal: new AbortController().signal };
  return compact(
    { ...job, window: { limits: all, terms: words, ...window } },
    promptTokens(state.messages, []),
  );
};

const turns = (count: number) => Array.from({ length: count }, (_, at) => turnAt(at));
const textOf = (messages: readonly Message[]): string => JSON.stringify(messages);

describe("a new segment", () => {
  it("folds old results first and keeps the newest turns word for word", async () => {
    const state = stateAfter(turns(10));
    const { messages, droppedTurns, tokensAfter } = await run(state, { lower: 1_900 });
    expect(droppedTurns).toBe(0);
    expect(tokensAfter).toBeLessThanOrEqual(1_900);
    expect(tokensAfter).toBe(promptTokens(messages, []));
    const old = messages.slice(2, 4);
    expect(old[0]).toEqual(state.messages[2]);
    expect(textOf(old)).toContain("Port 0 charges");
    expect(textOf(old)).toContain("https://example.org/0");
    expect(textOf(old).length).toBeLessThan(textOf(state.messages.slice(2, 4)).length / 2);
    const newest = turnAt(9)[1].parts.map((part) => part.content);
    const last = messages.at(-1);
    expect(last?.role === "tool" && last.parts.map((part) => part.content)).toEqual(newest);
    expect(textOf(messages)).not.toContain('"data"');
    expect(idsIn(textOf(messages))).toHaveLength(10);
  });

  it("shows pictures no longer before anything else gives way, and the newest, which was not seen yet, still", async () => {
    const pictured = turns(6).map(([said, results], at): readonly Message[] => {
      const picture = { file: `screenshots/${at}.png`, sha256: "0", mediaType: "image/png", tokens: 1_000 };
      return [said, { role: "tool", parts: results.parts.map((part) => ({ ...part, pictures: [picture] })) }];
    });
    const bare = promptTokens(stateAfter(turns(6)).messages, []);
    const state = stateAfter(pictured);
    expect(promptTokens(state.messages, [])).toBe(bare + 6_000);
    const { messages, droppedTurns, tokensAfter } = await run(state, { lower: bare + 2_500 });
    expect(droppedTurns).toBe(0);
    expect(tokensAfter).toBeLessThanOrEqual(bare + 2_500);
    const results = messages.flatMap((message) => (message.role === "tool" ? message.parts : []));
    expect(results.map(({ pictures }) => pictures?.[0]?.file)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      "screenshots/4.png",
      "screenshots/5.png",
    ]);
    const texts = turns(6).map(([, { parts }]) => parts[0]?.content ?? "");
    expect(results.map(({ content }) => content)).toEqual(
      texts.map((text, at) => (at < 4 ? `${text}\n(It is no longer shown.)` : text)),
    );
    const folded = await run(state, { lower: 1_200, recentTurns: 0 });
    expect(textOf(folded.messages.slice(0, -1))).not.toContain("screenshots/");
  });

  it("begins with the task, the plan, and notes of the turns that are gone, with their ids", async () => {
    const { messages, droppedTurns, notes, tokensAfter } = await run(stateAfter(turns(60)), {});
    expect(tokensAfter).toBeLessThanOrEqual(2_000);
    expect(droppedTurns).toBeGreaterThan(30);
    const top = messages[1];
    expect(messages[0]).toEqual(opening[0]);
    expect(top?.role === "user" && top.text).toMatch(
      /^What does the harbour of Port 3 charge\?\n\n<progress>/,
    );
    expect(textOf(messages)).toContain("Find the charge of Port 3");
    expect(notes).toContain("Port 3 charges 300 crowns. [web_00000003, Port 3]");
    expect(notes).toContain("- port 57 (1)".replace("57", String(droppedTurns - 1)));
    expect(messages[2]).toMatchObject({ role: "assistant" });
  });

  it("keeps every id that the policy has named and what a person has said", async () => {
    const said = turns(60);
    said[7] = turnAt(7, "The rule stands in web_00000007, and web_ffffffff is made up.");
    const heard: Message = { role: "user", text: "Prices of 2026 only, please." };
    const { messages, notes } = await run(
      stateAfter(said.flatMap((turn, at) => (at === 5 ? [turn, [heard]] : [turn]))),
      {},
    );
    expect(notes).toContain("web_00000007");
    expect(textOf(messages)).toContain("Prices of 2026 only, please.");
    expect(textOf(messages)).not.toContain("web_ffffffff");
  });

  it("is made under the lower threshold also where the newest turn alone is larger", async () => {
    const [call] = turnAt(1);
    const content = "word ".repeat(4_000);
    const parts = Array.from({ length: 8 }, (_, at) => ({
      type: "tool-result" as const,
      callId: `x${at}`,
      toolName: "find",
      content,
      isError: false,
    }));
    const huge: ToolMessage = { role: "tool", parts };
    const { messages, tokensAfter } = await run(stateAfter([turnAt(0), [call, huge]]), {});
    expect(tokensAfter).toBeLessThanOrEqual(2_000);
    expect(messages.at(-1)).toMatchObject({ role: "tool" });
  });

  it("is the same however often it is made", async () => {
    const state = stateAfter(turns(40));
    expect(await run(state, {})).toEqual(
      await run({ ...state, messages: structuredClone(state.messages) }, {}),
    );
  });
});

describe("notes by a model", () => {
  const writing = (turn: ScriptedTurnSource) => scriptedPolicy([turn], { name: "writer" });
  const named = turns(60);
  named[4] = turnAt(4, "It stands in web_00000004.");

  it("get back the ids they lost and lose the ids they made up", async () => {
    const writer = writing({
      text: "Port 3 takes 300 crowns [web_00000003] [web_eeeeeeee].",
      usage: { inputTokens: 9, outputTokens: 2 },
    });
    const outcome = await run(stateAfter(named), {}, { summarise: writer });
    expect(outcome).toMatchObject({ summariser: "writer", usage: { inputTokens: 9 } });
    expect(outcome.notes).toContain("Port 3 takes 300 crowns [web_00000003] [?].");
    expect(outcome.notes).toContain("web_00000004");
    const asked = textOf(writer.calls[0]?.messages ?? []);
    expect(asked).toContain("I search for port 0.");
    expect(asked).toContain("web_00000000");
  });

  it("are cut where they are too long, and extracted where the model fails or says nothing", async () => {
    const long = await run(
      stateAfter(named),
      {},
      { summarise: writing({ text: "A line of many words.\n".repeat(2_000) }) },
    );
    expect(long.tokensAfter).toBeLessThanOrEqual(2_000);
    const failure = { code: "MODEL_UNAVAILABLE", message: "down", retryable: true } as const;
    for (const turn of [{ failure }, { text: " " }]) {
      const { notes, summariser } = await run(stateAfter(named), {}, { summarise: writing(turn) });
      expect(summariser).toBeUndefined();
      expect(notes).toContain("## Findings");
    }
  });

  it("build on the notes before and see only what is new", async () => {
    const writer = writing((state) => ({
      text: textOf(state.messages).includes("Earlier: web_00000001") ? "Seen [web_00000002]." : "no",
    }));
    const state = stateAfter(named, { droppedTurns: 20, notes: "Earlier: web_00000001", segment: 2 });
    const { notes } = await run(state, {}, { summarise: writer });
    expect(notes).toMatch(/^Seen \[web_00000002\]\.\n.*web_00000001/);
    expect(textOf(writer.calls[0]?.messages ?? [])).not.toContain("I search for port 19.");
  });
});
