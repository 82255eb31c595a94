import { describe, expect, test } from "vitest";
import { isReadable, readTextCalls } from "./read-text-calls.ts";

const whole = { isCut: false };
const a = { toolName: "todo", input: { x: 1 } };

describe("readTextCalls", () => {
  test.each([
    '{"name": "todo", "arguments": {"x": 1}}',
    '{"tool": "todo", "parameters": {"x": 1}}',
    '{"type": "function", "function": {"name": "todo", "arguments": "{\\"x\\": 1}"}}',
    '\n[{"name": "todo", "args": {"x": 1}}]\n',
  ])("reads %s", (body) => {
    expect(readTextCalls(body, whole)).toEqual([a]);
  });

  test("reads several calls in one pair of tags, or none of them", () => {
    const list = '[{"name": "todo", "arguments": {"x": 1}}, {"name": "list"}]';
    expect(readTextCalls(list, whole)).toEqual([a, { toolName: "list", input: {} }]);
    const half = '[{"name": "todo", "arguments": {"x": 1}}, 7]';
    expect(readTextCalls(half, whole)).toEqual([{ toolName: "todo", input: half }]);
    expect(readTextCalls("[]", whole)).toEqual([{ toolName: "unnamed", input: "[]" }]);
  });

  test("says which calls were repaired", () => {
    const repaired = [{ ...a, repaired: true }];
    expect(readTextCalls("{'name': 'todo', 'arguments': {'x': 1}", whole)).toEqual(repaired);
    expect(readTextCalls('```json\n{"name": "todo", "arguments": {"x": 1}}\n```', whole)).toEqual(repaired);
    expect(readTextCalls('{"name": "todo", "arguments": "{x: 1}"}', whole)).toEqual(repaired);
  });

  test.each([
    ["search tides", "unnamed"],
    ['{"name": "todo", "arguments": {"x": "cut', "todo"],
    ['{"name": "todo", "x": 1}', "todo"],
    ['{"name": "todo", "arguments": [1]}', "todo"],
    ['{"name": 7, "arguments": {}}', "unnamed"],
    ['{"arguments": {}}', "unnamed"],
    ["", "unnamed"],
  ])("keeps %j whole, with the name it seems to have", (body, toolName) => {
    expect(readTextCalls(body, whole)).toEqual([{ toolName, input: body }]);
    expect(isReadable(body, "as-written")).toBe(false);
  });

  test("does not finish what the model was stopped from writing", () => {
    const cut = '{"name": "todo", "arguments": {"x": 1';
    expect(readTextCalls(cut, { isCut: true })).toEqual([{ toolName: "todo", input: cut }]);
    expect(readTextCalls(cut, whole)).toEqual([{ ...a, repaired: true }]);
    expect(isReadable(cut, "strictly")).toBe(false);
  });
});
