import { describe, expect, test } from "vitest";
import { excerptsFor } from "./loopback-excerpts.ts";
import { researchScript } from "./loopback-research-script.ts";
import { startLoopbackModel } from "./loopback-server.ts";
import { loopbackPolicy } from "./loopback-turn.ts";
import { type Message, messageText, toolCalls } from "./message.ts";
import { recordTurn, sampleState } from "./policy-conformance.ts";

const hits = `<search_results>
<hit id="web_11111111" title="Tides" url="file:///tides.md">
# What ships and tides do?
| ships | tides wait. |
Tides are caused by the pull of the moon and the sun. [Ships](https://x.example) wait for them.
</hit>
<hit id="web_22222222" title="Cake">
Cake is baked.
</hit>
</search_results>`;

const tools = ["todo", "batch_web_surfer"].map((name) => ({ name, description: name, inputSchema: {} }));

describe("the research script", () => {
  test.each(["openai", "anthropic", "gemini"] as const)(
    "searches, opens what it found, and answers with ids that it read, over the %s protocol",
    async (protocol) => {
      await using server = await startLoopbackModel(researchScript);
      const { policy } = loopbackPolicy(server.urls[protocol], {}, protocol);
      const said: Message[] = [];
      const texts: string[] = [];
      const called: unknown[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        const { action, violations } = await recordTurn(policy, { ...sampleState(said), tools });
        expect(violations).toEqual([]);
        expect(action?.usage?.inputTokens).toBeGreaterThan(0);
        if (action === undefined) throw new Error("no action");
        const calls = toolCalls(action.message);
        called.push(...calls.map((call) => [call.toolName, Object(call.input).action]));
        texts.push(messageText(action.message));
        const results = calls.map(({ callId, toolName }) => ({
          type: "tool-result" as const,
          callId,
          toolName,
          content: toolName === "todo" ? "0 of 1 done" : hits,
          isError: false,
        }));
        said.push(action.message, { role: "tool", parts: results });
      }
      expect(called).toEqual([
        ["todo", undefined],
        ["batch_web_surfer", "batch_search"],
        ["batch_web_surfer", "batch_open"],
      ]);
      expect(texts.at(-1)).toBe(
        "<answer>Tides are caused by the pull of the moon and the sun \\cite{web_11111111}.</answer>",
      );
    },
  );

  test.each(["openai", "anthropic", "gemini"] as const)(
    "answers at once when tools are forbidden, with nothing when it found nothing, over the %s protocol",
    async (protocol) => {
      await using server = await startLoopbackModel(researchScript);
      const { policy } = loopbackPolicy(server.urls[protocol], {}, protocol);
      const { action } = await recordTurn(policy, { ...sampleState([], { mustAnswer: true }), tools });
      expect(action && messageText(action.message)).toBe("<answer></answer>");
      expect(server.requests).toHaveLength(1);
    },
  );

  test("rejects what is no chat request", () => {
    const request = { path: "/", headers: {}, body: "{}", json: {}, closed: Promise.resolve() };
    for (const protocol of ["openai", "anthropic", "gemini"] as const) {
      expect(researchScript({ ...request, protocol })).toMatchObject({ type: "error", status: 400 });
    }
  });
});

describe("excerpts", () => {
  test("belong to the id before them and are plain sentences", () => {
    expect(excerptsFor("Why do ships wait for tides?", [hits])).toEqual([
      { citationId: "web_11111111", sentence: "Ships wait for them.", score: expect.closeTo(2 / 3) },
      {
        citationId: "web_11111111",
        sentence: "Tides are caused by the pull of the moon and the sun.",
        score: expect.closeTo(1 / 3),
      },
    ]);
  });

  test("are found in Chinese by pairs of characters", () => {
    const result = '<passage id="web_33333333">\n护照遗失的，应当立即报告。会费由大会决定。\n</passage>';
    expect(excerptsFor("护照遗失怎么办？", [result])).toMatchObject([
      { sentence: "护照遗失的，应当立即报告。" },
    ]);
  });
});
