import type { QueryOrigin } from "./candidates/candidate.ts";
import type { TurnPlan } from "./decide.ts";
import { coverageOf } from "./evidence/coverage.ts";
import type { ResearchState } from "./state/research-state.ts";

const reasons: Readonly<Record<QueryOrigin, readonly [string, string]>> = {
  question: ["the question as asked", "按原问题检索"],
  "sub-question": ["each part on its own", "逐个子问题检索"],
  entity: ["the names it mentions", "检索问题中的名称"],
  aspect: ["what is asked about the topic", "检索主题的相关方面"],
  synonym: ["other names of what it asks about", "用同义说法检索"],
  feedback: ["words that good passages use", "采用相关段落中的用词"],
  heading: ["how the sources call it", "采用资料中的标题说法"],
  bridge: ["names that the evidence leads to", "追踪证据中出现的名称"],
  reference: ["documents that the evidence refers to", "查找证据所引用的文件"],
  phrase: ["the exact phrase", "检索原文短语"],
  parallel: ["what one side says, in the other", "在另一方资料中查找对应内容"],
  relaxed: ["fewer words, since all together found too little", "减少检索词以扩大范围"],
  verification: ["a second source for a value", "为数值寻找第二个来源"],
};

const maxNamed = 3;

/** Why the next turn does what it does, in a sentence or two for the person who watches. */
export function narrateTurn(state: ResearchState, plan: TurnPlan, isChinese: boolean): string {
  const parts = [readSoFar(state, isChinese)];
  const origins = [...new Set(plan.searches.map(({ origin }) => origin))];
  const why = origins.slice(0, maxNamed).map((origin) => reasons[origin][isChinese ? 1 : 0]);
  if (why.length > 0)
    parts.push(isChinese ? `接下来检索：${why.join("；")}。` : `Next I search for ${why.join("; ")}.`);
  const titles = plan.opens.map(({ title }) => (isChinese ? `《${title}》` : `“${title}”`));
  if (titles.length > 0)
    parts.push(isChinese ? `并打开${titles.join("、")}通读。` : `I open ${titles.join(", ")} to read on.`);
  return parts.filter((part) => part !== "").join(isChinese ? "" : " ");
}

function readSoFar(state: ResearchState, isChinese: boolean): string {
  if (state.queries.length === 0) return "";
  const open = [...coverageOf(state).bySubQuestion.values()].filter((sub) => sub.sufficiency < 0.75);
  const passages = new Set(state.selections.map(({ view }) => view.citationId)).size;
  const headings = open.slice(0, maxNamed).map(({ subQuestion }) => subQuestion.heading);
  if (isChinese) {
    const left = open.length === 0 ? "各部分的证据已较充分。" : `证据尚不足：${headings.join("；")}。`;
    return `已看到${state.passages.size}个段落，选用${passages}个。${left}`;
  }
  const left = open.length === 0 ? "Every part has evidence." : `Still thin: ${headings.join("; ")}.`;
  return `${state.passages.size} passages seen, ${passages} kept as evidence. ${left}`;
}

/** What the plan turn says. */
export function narratePlan(state: ResearchState, isChinese: boolean): string {
  const { restatement } = state.analysis;
  return isChinese
    ? `${restatement}先列出计划，再逐项检索。`
    : `${restatement} I write the plan first, then search part by part.`;
}

/** What the turn says that only brings the plan up to date. */
export function narrateClosing(state: ResearchState, isChinese: boolean): string {
  const open = [...coverageOf(state).bySubQuestion.values()].filter((sub) => sub.sufficiency < 0.25);
  const headings = open.map(({ subQuestion }) => subQuestion.heading).slice(0, maxNamed);
  if (isChinese)
    return headings.length === 0
      ? "检索结束，更新计划。"
      : `检索结束，更新计划；没有找到充分证据的部分：${headings.join("；")}。`;
  return headings.length === 0
    ? "The search is over; I bring the plan up to date."
    : `The search is over; I bring the plan up to date. Without enough evidence: ${headings.join("; ")}.`;
}

/** What the answering turn says before the report. */
export function narrateAnswer(
  state: ResearchState,
  { mustAnswer, isChinese }: { readonly mustAnswer: boolean; readonly isChinese: boolean },
): string {
  const why = mustAnswer
    ? isChinese
      ? "预算已用完"
      : "The budget is spent"
    : isChinese
      ? "继续检索不会有新的收获"
      : "Searching on would bring nothing new";
  const count = new Set(state.selections.map(({ view }) => view.source.id)).size;
  return isChinese
    ? `${why}，根据${count}个来源的证据写出报告。`
    : `${why}; I write the report from the evidence of ${count} sources.`;
}

/** What is said in place of a report when nothing supports one. */
export function narrateNotFound(state: ResearchState, isChinese: boolean): string {
  const queries = state.queries.map(({ query }) => (isChinese ? `“${query}”` : `“${query}”`)).slice(0, 12);
  return isChinese
    ? `没有找到足以回答问题的证据。检索过：${queries.join("、")}；看过${state.passages.size}个段落。`
    : `Nothing was found that supports an answer. Searched for: ${queries.join(", ")}; ${state.passages.size} passages seen.`;
}
