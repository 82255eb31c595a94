import { analyseTerms } from "../../retrieval/analysis/index.ts";
import { isChinese } from "../analyse-question.ts";
import { overviewId, type QuestionAnalysis, type SubQuestion } from "../question.ts";
import { chineseKind } from "../question/chinese-kind.ts";
import { englishKind } from "../question/english-kind.ts";
import type { ResearchState } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";

const maxAspects = 5;
const minTopicShare = 0.6;
const han = /\p{Script=Han}/u;
/** Headings of page furniture, in whatever document they stand. */
const furniture =
  /^(?:share|references|external links|see also|contents?|menu|navigation|related|feedback|contact(?: us)?|about|have a question|last updated|notes|further reading|附则|总则|目录|参考文献|相关链接)/i;

/**
 * Gives a request that only names a topic its parts: the headings under which the documents found for it
 * speak of it, not a fixed list. Changes nothing for other questions or where headings say too little.
 */
export function discoverAspects(state: ResearchState): ResearchState {
  const { analysis } = state;
  const [only] = analysis.subQuestions;
  if (analysis.subQuestions.length !== 1 || only?.id !== overviewId || state.queries.length === 0)
    return state;
  const space = termWeights(state.idf);
  const topic = analysis.topicTerms;
  const headings = new Map<string, { readonly heading: string; weight: number }>();
  for (const { view, share } of state.passages.values()) {
    const heading = view.passage.headingPath
      .at(-1)
      ?.replace(/^第[^\s]{1,6}[章编节条]\s*/, "")
      .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "")
      .replace(/[*_#?？:：]/g, "")
      .trim();
    if (heading === undefined || !isTelling(heading) || space.coverage(topic, view.terms) < minTopicShare)
      continue;
    const key = analyseTerms(heading)
      .filter((term) => !topic.includes(term))
      .sort()
      .join(" ");
    // A heading that only repeats the topic divides nothing.
    if (key === "") continue;
    const known = headings.get(key) ?? { heading, weight: 0 };
    known.weight += share * (0.5 + space.coverage(topic, view.above));
    headings.set(key, known);
  }
  const chosen = [...headings.values()].sort((a, b) => b.weight - a.weight).slice(0, maxAspects);
  if (chosen.length < 2) return state;
  return {
    ...state,
    analysis: withAspects(
      analysis,
      only,
      chosen.map(({ heading }) => heading),
    ),
  };
}

function isTelling(heading: string): boolean {
  if (furniture.test(heading)) return false;
  return han.test(heading)
    ? heading.length >= 2 && heading.length <= 24
    : heading.length >= 4 && heading.length <= 80;
}

function withAspects(
  analysis: QuestionAnalysis,
  overview: SubQuestion,
  headings: readonly string[],
): QuestionAnalysis {
  const chinese = isChinese(analysis.question);
  const parts = headings.map(
    (heading, index): SubQuestion => ({
      id: `a${index + 1}`,
      text: `${overview.text}${chinese ? "：" : ": "}${heading}`,
      heading,
      kind: kindOf(heading, chinese),
      terms: analyseTerms(heading, { mode: "query" }),
      phrases: [],
      dependsOn: [],
    }),
  );
  return { ...analysis, subQuestions: [overview, ...parts] };
}

function kindOf(heading: string, chinese: boolean): SubQuestion["kind"] {
  const kind = chinese ? chineseKind(heading) : englishKind(heading);
  return kind === "comparison" || kind === "definition" ? "fact" : kind;
}
