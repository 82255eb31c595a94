import { describe, expect, it } from "vitest";
import type { ToolContext } from "../agent/tool.ts";
import { asObservation, type TodoItem } from "../agent/observation.ts";
import { applyUpdates, todo } from "./todo.ts";

const items = (...ids: string[]): TodoItem[] =>
  ids.map((id) => ({ id, task: `do ${id}`, status: "pending" }));
const context = {} as ToolContext;

describe("todo", () => {
  it("creates a plan, changes an item and deletes one", () => {
    const created = applyUpdates([], { a: { task: "do a" }, b: { task: "do b", status: "in_progress" } });
    expect(created).toEqual([...items("a"), { id: "b", task: "do b", status: "in_progress" }]);
    expect(applyUpdates(created, { b: { status: "completed" }, a: null })).toEqual([
      { id: "b", task: "do b", status: "completed" },
    ]);
  });

  it("replaces the plan by a set of only new ids that is larger than 0.8 of it", () => {
    const plan = items("a", "b", "c", "d", "e");
    const five = { v: { task: "v" }, w: { task: "w" }, x: { task: "x" }, y: { task: "y" }, z: { task: "z" } };
    expect(applyUpdates(plan, five).map((item) => item.id)).toEqual(["v", "w", "x", "y", "z"]);
    const { z: _, ...four } = five;
    expect(applyUpdates(plan, four)).toHaveLength(9);
    expect(applyUpdates(plan, { ...five, a: { status: "completed" } })).toHaveLength(10);
  });

  it("refuses a new item without a task and leaves the plan as it was", async () => {
    const tool = todo(items("a"));
    const refused = await tool.invoke({ updates: { b: { status: "completed" }, a: null } }, context);
    expect(refused).toMatchObject({ isError: true, content: expect.stringContaining("b") });
    const read = await tool.invoke({ updates: {} }, context);
    expect(asObservation(read.data)).toEqual({ type: "todo", items: items("a") });
  });

  it("does not mistake names that every object has for plan items", () => {
    expect(applyUpdates(items("constructor", "toString"), {})).toEqual(items("constructor", "toString"));
  });
});
