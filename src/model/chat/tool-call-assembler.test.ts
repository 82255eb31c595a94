import { describe, expect, test } from "vitest";
import { ToolCallAssembler } from "./tool-call-assembler.ts";
import type { ToolCallDelta } from "./wire-chunk.ts";

function assemble(deltas: readonly ToolCallDelta[], usedIds: readonly string[] = []) {
  const assembler = new ToolCallAssembler();
  for (const delta of deltas) assembler.push(delta);
  return assembler.end({ turn: 3, usedIds: new Set(usedIds) });
}

describe("ToolCallAssembler", () => {
  test("puts interleaved deltas of parallel calls together", () => {
    const calls = assemble([
      { index: 0, id: "a", name: "todo", arguments: "" },
      { index: 1, id: "b", name: "file", arguments: "" },
      { index: 0, arguments: '{"x":' },
      { index: 1, arguments: '{"y":2}' },
      { index: 0, arguments: "1}" },
    ]);
    expect(calls).toEqual([
      { type: "tool-call", callId: "a", toolName: "todo", input: { x: 1 } },
      { type: "tool-call", callId: "b", toolName: "file", input: { y: 2 } },
    ]);
  });

  test("keeps the argument string where JSON would be written differently", () => {
    const [call] = assemble([{ index: 0, id: "a", name: "todo", arguments: '{"x": 1.0}' }]);
    expect(call).toMatchObject({ input: { x: 1 }, rawInput: '{"x": 1.0}' });
  });

  test("keeps malformed arguments as the string that they are", () => {
    const [call] = assemble([{ index: 0, id: "a", name: "todo", arguments: '{"x": ' }]);
    expect(call).toEqual({ type: "tool-call", callId: "a", toolName: "todo", input: '{"x": ' });
  });

  test("takes absent arguments as none", () => {
    expect(assemble([{ index: 0, id: "a", name: "todo", arguments: "" }])[0]?.input).toEqual({});
  });

  test("tells whole calls apart that all have index 0", () => {
    const calls = assemble([
      { index: 0, id: "a", name: "todo", arguments: "{}" },
      { index: 0, id: "b", name: "todo", arguments: "{}" },
    ]);
    expect(calls.map((call) => call.callId)).toEqual(["a", "b"]);
    const withoutIds = assemble([
      { index: 0, name: "todo", arguments: '{"x":1}' },
      { index: 0, name: "todo", arguments: '{"x":2}' },
    ]);
    expect(withoutIds.map((call) => call.input)).toEqual([{ x: 1 }, { x: 2 }]);
  });

  test("follows one call through deltas that repeat the name or make up ids", () => {
    const repeated = assemble([
      { index: 0, id: "a", name: "todo", arguments: "" },
      { index: 0, id: "a", name: "todo", arguments: '{"x"' },
      { index: 0, id: "a", name: "todo", arguments: ":1}" },
    ]);
    expect(repeated.map((call) => call.input)).toEqual([{ x: 1 }]);
    const madeUp = assemble([
      { index: 0, id: "r1", name: "todo", arguments: "" },
      { index: 0, id: "r2", arguments: '{"x":1' },
      { index: 0, id: "r3", arguments: "}" },
    ]);
    expect(madeUp).toEqual([{ type: "tool-call", callId: "r1", toolName: "todo", input: { x: 1 } }]);
  });

  test("goes by name and order where there is no index", () => {
    const calls = assemble([
      { name: "todo", arguments: '{"x":1}' },
      { name: "file", arguments: '{"y"' },
      { arguments: ":2}" },
    ]);
    expect(calls.map((call) => [call.toolName, call.input])).toEqual([
      ["todo", { x: 1 }],
      ["file", { y: 2 }],
    ]);
  });

  test("gives absent, repeated and spent ids new ones, the same each time", () => {
    const deltas = [
      { index: 0, name: "todo", arguments: "{}" },
      { index: 1, id: "spent", name: "todo", arguments: "{}" },
      { index: 2, id: "twice", name: "todo", arguments: "{}" },
      { index: 3, id: "twice", name: "todo", arguments: "{}" },
    ];
    const ids = assemble(deltas, ["spent"]).map((call) => call.callId);
    expect(new Set(ids).size).toBe(4);
    expect(ids[2]).toBe("twice");
    expect(ids.filter((id) => /^[a-z0-9]{9}$/.test(id))).toHaveLength(3);
    expect(assemble(deltas, ["spent"]).map((call) => call.callId)).toEqual(ids);
  });

  test("keeps opaque data that the server wants back", () => {
    const extraContent = { google: { thought_signature: "c2ln" } };
    const [call] = assemble([{ index: 0, id: "a", name: "todo", arguments: "{}", extraContent }]);
    expect(call?.extraContent).toEqual(extraContent);
  });
});
