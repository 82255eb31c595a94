import type { TodoStatus } from "../agent/observation.ts";
import { coverageOf, type SubCoverage } from "./evidence/coverage.ts";
import type { ResearchState } from "./state/research-state.ts";

export type PlanUpdate = { readonly task?: string; readonly status: TodoStatus };

/** From here on a part of the plan counts as done. */
const enough = 0.75;
const some = 0.25;

/** Id of the plan's last item. */
const reportItem = "report";

/** The search goes on, or is over with a report that the next turn hands over, or without one. */
export type PlanStage = "searching" | "written" | "unwritten";

/** The answer is the last turn: the plan cannot be told behind it. */
const reportStatus = { searching: "pending", written: "completed", unwritten: "blocked" } as const;

/** What the `todo` tool has to be told to make the plan true; empty when it is. */
export function planUpdates(
  state: ResearchState,
  stage: PlanStage,
  isChinese: boolean,
): Readonly<Record<string, PlanUpdate>> {
  const isOver = stage !== "searching";
  const known = new Map(state.plan.map((item) => [item.id, item]));
  const updates: Record<string, PlanUpdate> = {};
  for (const sub of coverageOf(state).bySubQuestion.values()) {
    const { id, text } = sub.subQuestion;
    const status = statusOf(sub, state, isOver);
    const item = known.get(id);
    if (item === undefined) updates[id] = { task: text, status };
    else if (item.status !== status) updates[id] = { status };
  }
  const status = reportStatus[stage];
  if (!known.has(reportItem)) {
    const task = isChinese
      ? "核对各来源是否一致，写出报告"
      : "Check the sources against each other and write the report";
    updates[reportItem] = { task, status };
  } else if (known.get(reportItem)?.status !== status) updates[reportItem] = { status };
  return updates;
}

function statusOf({ sufficiency }: SubCoverage, state: ResearchState, isOver: boolean): TodoStatus {
  if (sufficiency >= enough || (isOver && sufficiency >= some)) return "completed";
  if (isOver) return "blocked";
  return state.queries.length === 0 ? "pending" : "in_progress";
}
