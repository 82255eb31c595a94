import type { TodoItem, TodoStatus } from "../observation.ts";

const marks: Record<TodoStatus, string> = {
  pending: "[ ]",
  in_progress: "[~]",
  completed: "[x]",
  blocked: "[!]",
};

/** The plan as a language model reads it, with what each item still waits for. */
export function renderPlan(items: readonly TodoItem[]): string {
  if (items.length === 0) return "The plan is empty.";
  const completed = new Set(items.filter((item) => item.status === "completed").map((item) => item.id));
  const lines = items.map((item) => {
    const waiting = (item.dependencies ?? []).filter((id) => !completed.has(id));
    const waits = waiting.length === 0 ? "" : `; waits for ${waiting.join(", ")}`;
    return `${marks[item.status]} ${item.id}: ${item.task} (${item.status}${waits})`;
  });
  return `${completed.size} of ${items.length} done\n${lines.join("\n")}`;
}
