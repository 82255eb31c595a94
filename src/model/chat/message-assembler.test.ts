import { expect, test } from "vitest";
import { MessageAssembler } from "./message-assembler.ts";
import { readChunk } from "./wire-chunk.ts";

function partsOf(deltas: readonly object[], holdForClose = false): unknown {
  const assembler = new MessageAssembler({ holdForClose, readsCalls: true, turn: 0, usedIds: new Set() });
  for (const delta of deltas) {
    const chunk = readChunk({ choices: [{ delta }] });
    if (chunk !== undefined) assembler.push(chunk);
  }
  assembler.end();
  const result = assembler.result(true);
  return result.type === "action" ? result.action.message.parts : result.failure;
}

test("reasoning beside the text shows that the text held back is text", () => {
  expect(partsOf([{ content: "First." }, { reasoning: "hm" }, { content: "</think>" }], true)).toEqual([
    { type: "text", text: "First." },
    { type: "reasoning", text: "hm", channel: "reasoning" },
    { type: "text", text: "</think>" },
  ]);
});

test("thoughts in tags stay apart, pieces of one thought come together", () => {
  const deltas = ["<think>a", "b</think><think>", "c</think>d", "e"].map((content) => ({ content }));
  expect(partsOf(deltas)).toEqual([
    { type: "reasoning", text: "ab", channel: "think-tags" },
    { type: "reasoning", text: "c", channel: "think-tags" },
    { type: "text", text: "de" },
  ]);
});

test("reasoning that comes twice under two names is taken once", () => {
  expect(partsOf([{ reasoning_content: "hm", reasoning: "hm" }, { content: "so" }])).toEqual([
    { type: "reasoning", text: "hm", channel: "reasoning_content" },
    { type: "text", text: "so" },
  ]);
});

test("fields of the wrong type are passed over", () => {
  const deltas = [
    { content: 7, reasoning: {}, tool_calls: "none" },
    { content: "so", tool_calls: null },
  ];
  expect(partsOf(deltas)).toEqual([{ type: "text", text: "so" }]);
});
