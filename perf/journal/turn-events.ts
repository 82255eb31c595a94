import type { RunEvent } from "../../src/agent/events.ts";
import { sha256 } from "../../src/core/hash.ts";
import type { Evidence } from "../../src/core/source.ts";

const hitsPerTurn = 12;
const passage =
  "You may renew by mail if your passport is undamaged, was issued when you were 16 or older, and was issued within the last 15 years. Send the form, the old passport, a photo and the fee to the address on the form. ";

/** What one turn of an ordinary run leaves in its journal: a thought, one search and its hits with their passages. */
export function turnEvents(turn: number): readonly RunEvent[] {
  const callId = `call-${turn}`;
  const input = { action: "batch_search", queries: [`renew a passport by mail ${turn}`] };
  const called = { turn, callId, toolName: "batch_web_surfer" };
  const evidence = Array.from({ length: hitsPerTurn }, (_, rank) => evidenceOf(turn * hitsPerTurn + rank));
  const content = evidence
    .map((item) => `<hit id="${item.citationId}">\n${item.passage.text}\n</hit>`)
    .join("\n");
  return [
    {
      type: "turn-start",
      turn,
      budget: { turnsUsed: turn - 1, toolCallsUsed: turn - 1, elapsedMs: turn * 900 },
      mustAnswer: false,
    },
    {
      type: "message-end",
      turn,
      message: {
        role: "assistant",
        parts: [
          {
            type: "reasoning",
            text: "The fee is not known yet, and neither is how long it takes. ".repeat(6),
          },
          { type: "tool-call", callId, toolName: "batch_web_surfer", input },
        ],
      },
      usage: { inputTokens: turn * 1_500, cachedInputTokens: turn * 1_400, outputTokens: 180 },
    },
    { type: "tool-call", ...called, input },
    { type: "tool-result", ...called, content, evidence, isError: false, elapsedMs: 40 },
    { type: "turn-end", turn },
  ];
}

function evidenceOf(number: number): Evidence {
  const id = sha256(String(number));
  return {
    citationId: `web_${id.slice(0, 8)}`,
    source: {
      id,
      url: `https://www.example.org/pages/${number}`,
      title: "Renew an adult passport",
      authors: [],
      mediaType: "text/html",
      collection: "web",
    },
    passage: {
      index: 0,
      kind: "paragraph",
      headingPath: ["By mail"],
      text: passage,
      start: 0,
      end: passage.length,
    },
  };
}
