import { styleText } from "node:util";
import type { TodoItem, TodoStatus } from "../../agent/observation.ts";
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
/** Rows that are not the plan: question, blank lines, activity, counts, hint. */
const otherRows = 9;

/** The live view as text: no line is wider than `width` allows, there is no trailing line break. Pure. */
export function renderView(state: ViewState, options: RenderOptions): string {
  const columns = Math.max(10, options.width - 1);
  const paint = (style: Style, text: string) =>
    options.color ? styleText(style, text, { validateStream: false }) : text;
  const line = (text: string, indent = 0) => " ".repeat(indent) + fitText(singleLine(text), columns - indent);
  const { messages } = options;

  const question = wrapText(singleLine(state.question), columns);
  const head = question.slice(0, maxQuestionLines);
  if (question.length > maxQuestionLines)
    head[maxQuestionLines - 1] = `${fitText(head.at(-1) ?? "", columns - 1)}…`;

  const planRows = Math.max(3, options.height - otherRows);
  const { shown, hidden } = planWindow(state.plan, planRows);
  const plan = shown.map((item) => {
    const [mark, style] = marks[item.status];
    const text = fitText(singleLine(item.task), columns - 4);
    return `  ${paint(style, mark)} ${item.status === "pending" ? paint("dim", text) : text}`;
  });

  const counts = [...messages.counts(countsOf(state)), formatDuration(state.elapsedMs)].join(" · ");
  return [
    ...head.map((text) => paint("bold", text)),
    ...(plan.length > 0 ? ["", ...plan] : []),
    ...(hidden > 0 ? [paint("dim", line(messages.more(hidden), 4))] : []),
    "",
    paint("cyan", line(messages.activity(state.activity))),
    line(counts),
    ...(state.status === undefined ? [paint("dim", line(messages.stopHint))] : []),
  ].join("\n");
}

function countsOf(state: ViewState) {
  const { maxTurns } = state.limits;
  return {
    queries: state.queries.length,
    found: state.found.size,
    read: state.read.size,
    failures: state.failures,
    turn: state.turn,
    ...(maxTurns === undefined ? {} : { maxTurns }),
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
