import { z } from "zod";
import { renderPlan } from "../agent/context/render-plan.ts";
import { type TodoItem, type TodoObservation, todoStatuses } from "../agent/observation.ts";
import { type AnyTool, defineTool, type ToolResult } from "../agent/tool.ts";
import type { JsonValue } from "../core/json.ts";

const itemId = z.string().trim().min(1).max(60);

const update = z.looseObject({
  task: z.string().trim().min(1).max(500).optional(),
  status: z.enum(todoStatuses).optional(),
  dependencies: z.array(itemId).max(50).optional().describe("ids of items to be completed before this one"),
});

const input = z.object({
  updates: z
    .record(itemId, z.union([update, z.null()]))
    .describe("item id → {task, status, dependencies}, or null to delete the item; {} reads the plan"),
});

/** Share of the present items that a set of only new ids must exceed to count as a new plan (paper §4.5). */
const rewriteShare = 0.8;

const description = `The plan of this research, kept outside your context. One entry point: give item ids with {task, status, dependencies}.
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
      const updated = applyUpdates(items, updates);
      const problem = newWithoutTask(items, updates) ?? brokenDependencies(updated);
      if (problem !== undefined) return { content: `${problem} The plan is unchanged.`, isError: true };
      items = updated;
      const data: TodoObservation = { type: "todo", items };
      return { content: renderPlan(items), data: data as unknown as JsonValue } satisfies ToolResult;
    },
  });
}

type Updates = z.infer<typeof input>["updates"];

function newWithoutTask(items: readonly TodoItem[], updates: Updates): string | undefined {
  const known = new Set(items.map((item) => item.id));
  const missing = Object.entries(updates)
    .filter(([id, change]) => change !== null && !known.has(id) && change.task === undefined)
    .map(([id]) => id);
  return missing.length === 0 ? undefined : `New items need a task: ${missing.join(", ")}.`;
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
  return withoutDeleted([...kept, ...added.map(([id, change]) => create(id, change))], updates);
}

function merge(item: TodoItem, updates: Updates): TodoItem {
  const change = Object.hasOwn(updates, item.id) ? updates[item.id] : undefined;
  if (change === undefined || change === null) return item;
  const { id, dependencies } = item;
  return withDependencies(
    { id, task: change.task ?? item.task, status: change.status ?? item.status },
    change.dependencies ?? dependencies,
  );
}

function create(id: string, change: Updates[string] | undefined): TodoItem {
  return withDependencies(
    { id, task: change?.task ?? id, status: change?.status ?? "pending" },
    change?.dependencies,
  );
}

function withDependencies(item: TodoItem, dependencies: readonly string[] = []): TodoItem {
  const { dependencies: _, ...rest } = item;
  return dependencies.length === 0 ? rest : { ...rest, dependencies: [...new Set(dependencies)] };
}

/** What is deleted holds nothing up any more. */
function withoutDeleted(items: readonly TodoItem[], updates: Updates): readonly TodoItem[] {
  const isDeleted = (id: string): boolean => Object.hasOwn(updates, id) && updates[id] === null;
  return items.map((item) =>
    item.dependencies?.some(isDeleted) === true
      ? withDependencies(
          item,
          item.dependencies.filter((id) => !isDeleted(id)),
        )
      : item,
  );
}

function brokenDependencies(items: readonly TodoItem[]): string | undefined {
  const known = new Map(items.map((item) => [item.id, item.dependencies ?? []]));
  const unknown = items.flatMap(({ dependencies = [] }) => dependencies.filter((id) => !known.has(id)));
  if (unknown.length > 0) return `Dependencies that are no items of the plan: ${unknown.join(", ")}.`;
  const cycle = findCycle(known);
  return cycle === undefined ? undefined : `Items that wait for one another: ${cycle.join(" → ")}.`;
}

/** The ids of a cycle, its first one again at the end; undefined where there is none. */
function findCycle(dependencies: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const free = new Set<string>();
  const walk = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (free.has(id)) return undefined;
    const start = path.indexOf(id);
    if (start >= 0) return [...path.slice(start), id];
    for (const next of dependencies.get(id) ?? []) {
      const cycle = walk(next, [...path, id]);
      if (cycle !== undefined) return cycle;
    }
    free.add(id);
    return undefined;
  };
  for (const id of dependencies.keys()) {
    const cycle = walk(id, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
