import { analyse } from "../../retrieval/analysis/index.ts";
import type { AnswerKind, QuestionAnalysis } from "../question.ts";
import { subjectWords } from "../question/chinese-subject.ts";
import { emptyWords } from "../question/english-words.ts";

const han = /\p{Script=Han}/u;

/** The words of a text whose terms pass, as they are written, each once. */
export function wordsWith(text: string, passes: (term: string) => boolean): readonly string[] {
  const words: string[] = [];
  let end = 0;
  for (const token of analyse(text, { mode: "query" })) {
    if (!passes(token.term) || token.end <= end) continue;
    const from = Math.max(token.start, end);
    const last = words.at(-1);
    // Overlapping pairs of Chinese characters grow together again.
    if (last !== undefined && from > token.start)
      words[words.length - 1] = last + text.slice(from, token.end);
    else words.push(text.slice(from, token.end));
    end = token.end;
  }
  return [...new Set(words)];
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Words of a text that could be searched for: no function words, no single Chinese characters. */
export function contentWords(text: string): readonly string[] {
  const words = text.match(/\p{Script=Han}+|[\p{L}][\p{L}\p{N}'’-]+/gu) ?? [];
  return words.flatMap((word) => {
    if (!han.test(word)) return emptyWords.has(word.toLowerCase()) || word.length < 3 ? [] : [word];
    return [...segmenter.segment(word)].map(({ segment }) => segment).filter((segment) => segment.length > 1);
  });
}

/** How documents speak of what a kind of question asks; what the question itself says is left out by the index. */
const english: Partial<Record<AnswerKind, string>> = {
  amount: "cost fee price amount",
  duration: "processing time period days weeks",
  procedure: "how to apply steps contact",
  requirement: "requirements documents eligibility",
  date: "date year",
  reason: "cause reason because",
  definition: "definition meaning",
};
const chinese: Partial<Record<AnswerKind, string>> = {
  amount: "费用 标准 数额",
  duration: "期限 时间 日内",
  procedure: "申请 办理 程序",
  requirement: "条件 应当 不得 材料",
  date: "日期 施行",
  reason: "原因",
  definition: "是指 所称",
};

/** Words that documents use where they answer questions of this kind. */
export function answerWords(kind: AnswerKind, isChinese: boolean): string {
  return (isChinese ? chinese : english)[kind] ?? "";
}

/** How documents set the limit that a question asks for; empty where it asks for none. */
export function limitWords(text: string): string {
  if (/最[长高多大迟晚]/.test(text)) return "不得超过";
  return /最[低少短小早]/.test(text) ? "不得低于 不少于" : "";
}

/** The words of the topic, else of the question, without its circumstances. */
export function topicWords(analysis: QuestionAnalysis): string {
  const { question, topicTerms } = analysis;
  if (topicTerms.length === 0) return han.test(question) ? subjectWords(question) : question;
  const wanted = new Set(topicTerms);
  return wordsWith(question, (term) => wanted.has(term)).join(" ");
}
