import { present } from "../core/present.ts";
import { analyseTerms } from "../retrieval/analysis/index.ts";
import { overviewId, type QuestionAnalysis, type SubQuestion } from "./question.ts";
import { findWordings } from "./lexicon/word-groups.ts";
import { chineseLabel } from "./question/chinese-heading.ts";
import { chineseKindWords } from "./question/chinese-words.ts";
import { chineseParts } from "./question/chinese-question.ts";
import { englishHeading } from "./question/english-heading.ts";
import { kindWords } from "./question/english-words.ts";
import { englishParts } from "./question/english-question.ts";
import { findMentions } from "./question/mentions.ts";
import type { QuestionDraft, QuestionParts } from "./question/question-draft.ts";
import { restate } from "./question/restate.ts";

const han = /\p{Script=Han}/gu;
const maxSubQuestions = 12;

/** Whether a text is to be read as Chinese: more of its words are Han characters than Latin words. */
export function isChinese(text: string): boolean {
  const characters = text.match(han)?.length ?? 0;
  const words = text.replace(han, " ").match(/[\p{L}]{2,}/gu)?.length ?? 0;
  return characters > words;
}

/**
 * Takes a question apart. Pure; never throws; every question has at least one sub-question. `language`
 * is that of the report: headings follow it where the question is in another.
 */
export function analyseQuestion(question: string, language?: string): QuestionAnalysis {
  const text = question
    .normalize("NFC")
    .replace(/[‘’]/g, "'")
    .replace(/[ \t\u3000]+/g, " ")
    .trim();
  const chinese = isChinese(text);
  const parts = limit(chinese ? chineseParts(text) : englishParts(text), text);
  const reportLanguage = language ?? (chinese ? "zh" : "en");
  const terms = (words: string): readonly string[] => analyseTerms(words, { mode: "query" });
  const subQuestions = parts.drafts.map(
    (draft, index): SubQuestion => ({
      id: parts.isOverview ? overviewId : idOf(index),
      text: draft.text,
      heading: headingOf(draft, { chinese, reportLanguage }),
      kind: draft.kind,
      terms: terms(draft.own),
      phrases: findMentions(draft.text).map((mention) => mention.text),
      dependsOn: draft.dependsOn.map(idOf),
      ...present({ side: draft.side, template: draft.template }),
    }),
  );
  return {
    question,
    language: reportLanguage,
    restatement: restate(parts, chinese),
    entities: [...new Set(entitiesOf(text))],
    constraints: parts.constraints,
    topicTerms: topicTerms(parts, subQuestions, terms),
    wordings: findWordings(text),
    subQuestions,
  };
}

function idOf(index: number): string {
  return `q${index + 1}`;
}

/** Absurdly long questions keep their first sub-questions; an empty one asks for its own text. */
function limit(parts: QuestionParts, text: string): QuestionParts {
  if (parts.drafts.length === 0) {
    const draft: QuestionDraft = { text, own: text, kind: "fact", heading: text, dependsOn: [] };
    return { ...parts, drafts: [draft], isOverview: true };
  }
  if (parts.drafts.length <= maxSubQuestions) return parts;
  const drafts = parts.drafts
    .slice(0, maxSubQuestions)
    .map((draft) => ({ ...draft, dependsOn: draft.dependsOn.filter((at) => at < maxSubQuestions) }));
  return { ...parts, drafts };
}

function headingOf(
  draft: QuestionDraft,
  { chinese, reportLanguage }: { readonly chinese: boolean; readonly reportLanguage: string },
): string {
  if (chinese === (reportLanguage === "zh")) return draft.heading;
  // The question's own words cannot be translated here; what kind of answer it is can be said.
  const label =
    reportLanguage === "zh" ? chineseLabel(draft.kind, draft.text) : englishHeading("", draft.kind, true);
  return draft.side === undefined ? label : `${label}: ${draft.side}`;
}

const dates = /\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\b(?:1[0-9]|20)\d{2}\b|第[一二三四五六七八九十百\d]+条/g;

function entitiesOf(text: string): readonly string[] {
  return [...findMentions(text).map((mention) => mention.text), ...(text.match(dates) ?? [])];
}

/** What was named as the topic, else what most sub-questions share, else all that one question says. */
function topicTerms(
  parts: QuestionParts,
  subQuestions: readonly SubQuestion[],
  terms: (words: string) => readonly string[],
): readonly string[] {
  if (parts.topic !== "") return terms(parts.topic);
  const kinds = new Set([...kindWords, ...chineseKindWords].flatMap((word) => analyseTerms(word)));
  const count = new Map<string, number>();
  for (const { terms: own } of subQuestions)
    for (const term of own) count.set(term, (count.get(term) ?? 0) + 1);
  const shared = [...count].filter(([, times]) => times * 2 > subQuestions.length).map(([term]) => term);
  const telling = shared.filter((term) => !kinds.has(term));
  return telling.length > 0 ? telling : shared;
}
