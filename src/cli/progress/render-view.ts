import { styleText } from "node:util";
import type { TodoItem, TodoStatus } from "../../agent/observation.ts";
import { present } from "../../core/present.ts";
import type { Messages } from "../messages.ts";
import { formatDuration } from "../duration.ts";
import { fitText, singleLine, wrapText } from "./fit-text.ts";
import type { ViewState } from "./view-state.ts";

export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Rows of the terminal; the plan gives way when there are few. */
  readonly height: number;
  readonly color: boolean;
  readonly messages: Messages;
  /** The run is over: what it was doing and how to stop it is no longer shown. */
  readonly isFinal?: boolean;
}

type Style = "bold" | "dim" | "green" | "cyan" | "red";

/** One column wide in every terminal; none of them is of ambiguous width. */
const marks: Readonly<Record<TodoStatus, readonly [string, Style]>> = {
  completed: ["✓", "green"],
  in_progress: ["▸", "cyan"],
  pending: ["◦", "dim"],
  blocked: ["✗", "red"],
};

const maxQuestionLines = 2;
const minPlanRows = 3;

/**
 * The live view as text: no line is wider than `width` allows, no more lines than `height`, no trailing line
 * break. Pure.
 */
export function renderView(state: ViewState, options: RenderOptions): string {
  const columns = Math.max(10, options.width - 1);
  const paint = (style: Style, text: string) =>
    options.color ? styleText(style, text, { validateStream: false }) : text;
  const { messages } = options;

  const head = questionLines(state.question, columns).map((text) => paint("bold", text));
  const counts = [...messages.counts(countsOf(state)), formatDuration(state.elapsedMs)].join(" · ");
  const foot = [
    ...(options.isFinal
      ? []
      : [paint("cyan", fitText(singleLine(messages.activity(state.activity)), columns))]),
    ...wrapText(counts, columns),
    ...(options.isFinal || state.status !== undefined
      ? []
      : [paint("dim", fitText(state.isStopping ? messages.cancelHint : messages.stopHint, columns))]),
  ];
  // Two blank lines, the line about what is hidden, and the row in which the cursor rests.
  const rows = Math.max(minPlanRows, options.height - head.length - foot.length - 4);
  const { shown, hidden } = planWindow(state.plan, rows);
  // What was under way when the answer came was the answer itself.
  const isAnswered = options.isFinal === true && state.status === "answered";
  const plan = shown.map((item) => {
    const [mark, style] = marks[isAnswered && item.status === "in_progress" ? "completed" : item.status];
    const text = fitText(singleLine(item.task), columns - 4);
    return `  ${paint(style, mark)} ${item.status === "pending" ? paint("dim", text) : text}`;
  });
  const more = hidden > 0 ? [paint("dim", `    ${fitText(messages.more(hidden), columns - 4)}`)] : [];
  const lines = [...head, "", ...plan, ...more, ...(plan.length > 0 ? [""] : []), ...foot];
  return lines.slice(-Math.max(1, options.height - 1)).join("\n");
}

function questionLines(question: string, columns: number): readonly string[] {
  const lines = wrapText(singleLine(question), columns);
  if (lines.length <= maxQuestionLines) return lines;
  const last = lines[maxQuestionLines - 1] ?? "";
  return [...lines.slice(0, maxQuestionLines - 1), `${fitText(last, columns - 1).replace(/…$/, "")}…`];
}

function countsOf(state: ViewState) {
  const { maxTurns } = state.limits;
  return {
    queries: state.queries.length,
    found: state.found.size,
    read: state.read.size,
    failures: state.failures,
    turn: state.turn,
    ...present({ maxTurns }),
  };
}

/** The part of a long plan that is worth seeing: around the first item that is not done. */
function planWindow(plan: readonly TodoItem[], rows: number): { shown: readonly TodoItem[]; hidden: number } {
  if (plan.length <= rows) return { shown: plan, hidden: 0 };
  const open = plan.findIndex((item) => item.status !== "completed");
  const current = open === -1 ? plan.length : open;
  const start = Math.min(Math.max(0, current - 1), plan.length - rows);
  return { shown: plan.slice(start, start + rows), hidden: plan.length - rows };
}
