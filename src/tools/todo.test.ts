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

  it("keeps dependencies, shows what an item waits for, and frees it when that is done or deleted", async () => {
    const tool = todo();
    const updates = {
      a: { task: "do a" },
      b: { task: "do b" },
      c: { task: "do c", dependencies: ["a", "b"] },
    };
    const created = await tool.invoke({ updates }, context);
    expect(created.content).toContain("[ ] c: do c (pending; waits for a, b)");
    const done = await tool.invoke({ updates: { a: { status: "completed" } } }, context);
    expect(done.content).toContain("c: do c (pending; waits for b)");
    const deleted = await tool.invoke({ updates: { b: null } }, context);
    expect(deleted.content).toContain("c: do c (pending)");
    const observed = asObservation(deleted.data);
    expect(observed?.type === "todo" && observed.items.at(-1)?.dependencies).toEqual(["a"]);
  });

  it("refuses items that wait for one another or for nothing, and leaves the plan as it was", async () => {
    const tool = todo(items("a", "b", "c"));
    const depending = (id: string) => ({ dependencies: [id] });
    expect(
      (await tool.invoke({ updates: { a: depending("b"), b: depending("c") } }, context)).isError,
    ).toBeUndefined();
    const cycle = await tool.invoke({ updates: { c: depending("a") } }, context);
    expect(cycle).toMatchObject({ isError: true, content: expect.stringContaining("a → b → c → a") });
    expect(await tool.invoke({ updates: { c: depending("c") } }, context)).toMatchObject({ isError: true });
    const unknown = await tool.invoke({ updates: { c: depending("x") } }, context);
    expect(unknown).toMatchObject({
      isError: true,
      content: expect.stringContaining("no items of the plan: x"),
    });
    expect((await tool.invoke({ updates: {} }, context)).content).toContain("c: do c (pending)");
  });

  it("does not mistake names that every object has for plan items", () => {
    expect(applyUpdates(items("constructor", "toString"), {})).toEqual(items("constructor", "toString"));
  });
});
