import { z } from "zod";
import { type TodoItem, type TodoObservation, type TodoStatus, todoStatuses } from "../agent/observation.ts";
import { type AnyTool, defineTool, type ToolResult } from "../agent/tool.ts";
import type { JsonValue } from "../core/json.ts";

const update = z.looseObject({
  task: z.string().trim().min(1).max(500).optional(),
  status: z.enum(todoStatuses).optional(),
});

const input = z.object({
  updates: z
    .record(z.string().trim().min(1).max(60), z.union([update, z.null()]))
    .describe("item id → {task, status}, or null to delete the item; {} reads the plan"),
});

/** Share of the present items that a set of only new ids must exceed to count as a new plan (paper §4.5). */
const rewriteShare = 0.8;

const description = `The plan of this research, kept outside your context. One entry point: give item ids with {task, status}.
New ids are added, known ids are changed, null deletes, {} only reads. A set of only new ids that is about as large as the plan replaces it.
Statuses: ${todoStatuses.join(", ")}. Write the plan first, keep it true as you go.`;

/** The plan tool (paper §4.5). Holds the plan outside the policy; `initial` restores it on resume. */
export function todo(initial: readonly TodoItem[] = []): AnyTool {
  let items = initial;
  return defineTool({
    name: "todo",
    description,
    input,
    parallel: false,
    run: async ({ updates }) => {
      const missing = newWithoutTask(items, updates);
      if (missing.length > 0) {
        return {
          content: `New items need a task: ${missing.join(", ")}. The plan is unchanged.`,
          isError: true,
        };
      }
      items = applyUpdates(items, updates);
      return planResult(items);
    },
  });
}

type Updates = z.infer<typeof input>["updates"];

function newWithoutTask(items: readonly TodoItem[], updates: Updates): readonly string[] {
  const known = new Set(items.map((item) => item.id));
  return Object.entries(updates)
    .filter(([id, change]) => change !== null && !known.has(id) && change.task === undefined)
    .map(([id]) => id);
}

/** Creates, rewrites, merges or deletes, whichever the updates amount to. */
export function applyUpdates(items: readonly TodoItem[], updates: Updates): readonly TodoItem[] {
  const known = new Set(items.map((item) => item.id));
  const changes = Object.entries(updates);
  const added = changes.filter(([id, change]) => change !== null && !known.has(id));
  const overlaps = changes.some(([id]) => known.has(id));
  const rewrite = !overlaps && added.length > rewriteShare * items.length;
  const kept = rewrite
    ? []
    : items.filter((item) => updates[item.id] !== null).map((item) => merge(item, updates));
  return [...kept, ...added.map(([id, change]) => create(id, change))];
}

function merge(item: TodoItem, updates: Updates): TodoItem {
  const change = Object.hasOwn(updates, item.id) ? updates[item.id] : undefined;
  if (change === undefined || change === null) return item;
  return { id: item.id, task: change.task ?? item.task, status: change.status ?? item.status };
}

function create(id: string, change: Updates[string] | undefined): TodoItem {
  return { id, task: change?.task ?? id, status: change?.status ?? "pending" };
}

const marks: Record<TodoStatus, string> = {
  pending: "[ ]",
  in_progress: "[~]",
  completed: "[x]",
  blocked: "[!]",
};

function planResult(items: readonly TodoItem[]): ToolResult {
  const data: TodoObservation = { type: "todo", items };
  const done = items.filter((item) => item.status === "completed").length;
  const lines = items.map((item) => `${marks[item.status]} ${item.id}: ${item.task} (${item.status})`);
  const content =
    items.length === 0 ? "The plan is empty." : `${done} of ${items.length} done\n${lines.join("\n")}`;
  return { content, data: data as unknown as JsonValue };
}
