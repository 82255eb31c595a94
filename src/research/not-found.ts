import type { Source } from "../core/source.ts";
import { escapeMarkdown } from "../report/render/markdown-body.ts";
import type { RunSearch } from "../report/sources/collect-discovery.ts";

const labels = {
  en: {
    title: "Not enough evidence",
    why: "No report was written: nothing that could be found supports an answer.",
    question: "Question",
    tried: "Searched for",
    nothing: "No search was made.",
    seen: (count: number) => `Sources seen: ${count}`,
    nearest: "The nearest page that was found, which does not answer it",
    failures: "What failed",
    next: "Ask with other words, or give documents that speak of it: `--docs PATH`.",
  },
  zh: {
    title: "证据不足",
    why: "没有写出报告：找到的材料都不足以支持一个答案。",
    question: "问题",
    tried: "检索过",
    nothing: "没有进行检索。",
    seen: (count: number) => `看过的来源：${count}`,
    nearest: "找到的最接近的页面（并未回答该问题）",
    failures: "失败之处",
    next: "请换一种说法再问，或用 `--docs PATH` 提供相关文档。",
  },
} as const;

/** `not-found.md`: what was asked, what was tried, and the page that came nearest, when there is no report. */
export function renderNotFound(question: string, language: string, searched: RunSearch): string {
  const text = language === "zh" ? labels.zh : labels.en;
  const queries = searched.queries.map((query) => `- ${query}`);
  const failures =
    searched.failures.length === 0 ? [] : ["", `## ${text.failures}`, "", ...bullets(searched.failures)];
  return [
    `# ${text.title}`,
    "",
    text.why,
    "",
    `**${text.question}:** ${question}`,
    "",
    `## ${text.tried}`,
    "",
    ...(queries.length > 0 ? queries : [text.nothing]),
    "",
    text.seen(searched.sourcesSeen),
    ...(searched.nearest === undefined ? [] : ["", `## ${text.nearest}`, "", pageLine(searched.nearest)]),
    ...failures,
    "",
    text.next,
    "",
  ].join("\n");
}

function pageLine({ title, publisher, url }: Source): string {
  const names = [
    `**${escapeMarkdown(title)}**`,
    ...(publisher === undefined ? [] : [escapeMarkdown(publisher)]),
  ];
  return [...names, `<${url}>`].join(" — ");
}

function bullets(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${line}`);
}
