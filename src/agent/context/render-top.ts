import type { TodoItem } from "../observation.ts";
import { renderPlan } from "./render-plan.ts";

export interface Top {
  readonly language: string;
  readonly plan: readonly TodoItem[];
  readonly droppedTurns: number;
  /** What a person said during the turns that are no longer sent. */
  readonly heard: readonly string[];
  /** What is left of the turns that are no longer sent; empty where all are. */
  readonly notes: string;
  /** Where every passage that was seen is listed, for the `file` tool. */
  readonly registerPath: string | undefined;
}

const words = {
  en: {
    folded: "Older tool results below are folded to what they found; citation ids stay valid.",
    dropped: (count: number) =>
      `The first ${count} turns are no longer shown; what they brought is noted here. Citation ids stay valid.`,
    register: (path: string) => `All passages seen so far, with their ids: file, action read, path ${path}.`,
    heard: "## The user said meanwhile",
    plan: "## Plan",
  },
  zh: {
    folded: "下面较早的工具结果已折叠，只留下所找到的内容；引用编号仍然有效。",
    dropped: (count: number) => `前 ${count} 轮不再显示，其结果记在这里。引用编号仍然有效。`,
    register: (path: string) => `到目前为止看过的全部段落及其编号：file，action read，path ${path}。`,
    heard: "## 用户在此期间说过",
    plan: "## 计划",
  },
} as const;

/** What stands behind the task in a new segment: where the research is, the plan, the notes. */
export function renderTop({ language, plan, droppedTurns, heard, notes, registerPath }: Top): string {
  const text = /^zh\b/i.test(language) ? words.zh : words.en;
  return [
    "<progress>",
    droppedTurns === 0 ? text.folded : text.dropped(droppedTurns),
    ...(registerPath === undefined ? [] : [text.register(registerPath)]),
    ...(heard.length === 0 ? [] : [text.heard, ...heard]),
    ...(plan.length === 0 ? [] : [text.plan, renderPlan(plan)]),
    ...(notes === "" ? [] : [notes]),
    "</progress>",
  ].join("\n");
}
