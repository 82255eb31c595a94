import { present } from "../../core/present.ts";
import { coverageOf, ownTerms, type SubCoverage, valuesFor, wantedTerms } from "../evidence/coverage.ts";
import { articleOf, citedWeights } from "../evidence/cited-articles.ts";
import { rarityOf } from "../evidence/rarity.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";
import { findMentions } from "../question/mentions.ts";
import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import type { QueryDraft } from "./query-draft.ts";
import { contentWords, topicWords, wordsWith } from "./query-words.ts";

const feedbackPassages = 5;
const feedbackWords = 3;
/** A passage teaches words only when it is about the topic. */
const minTopicShare = 0.5;

/** What reading suggests to search for next: words, headings, references and values of good passages. */
export function feedbackQueries(state: ResearchState): readonly QueryDraft[] {
  if (state.passages.size === 0) return [];
  return [...coverageOf(state).bySubQuestion.values()].flatMap((sub) => {
    if (sub.subQuestion.dependsOn.length > 0) return [];
    const good = goodPassages(sub, state);
    return [
      ...feedback(sub, good, state),
      ...headings(sub, good, state),
      ...references(sub, state),
      ...citedArticles(sub, state),
      ...parallels(sub, state),
      ...verification(sub, state),
      ...relaxed(sub, state),
    ];
  });
}

/** Its selected passages, filled up with the best hits that are about the topic. */
function goodPassages(sub: SubCoverage, state: ResearchState): readonly PassageView[] {
  const space = termWeights(state.idf);
  const wanted = [...state.analysis.topicTerms, ...sub.subQuestion.terms];
  const selected = sub.selections.map(({ view }) => view);
  const hits = [...state.passages.values()]
    .filter(({ rank }) => rank !== undefined && rank < 10)
    .map(({ view }) => ({
      view,
      fit: space.coverage(wanted, view.terms) + 0.5 * space.coverage(wanted, view.above),
    }))
    .filter(({ fit }) => fit >= minTopicShare)
    .sort((a, b) => b.fit - a.fit)
    .map(({ view }) => view);
  return [...new Set([...selected, ...hits])].slice(0, feedbackPassages);
}

/** Rocchio's idea in its simplest form: words that good passages share and the question lacks. */
function feedback(
  { subQuestion }: SubCoverage,
  good: readonly PassageView[],
  state: ResearchState,
): readonly QueryDraft[] {
  const rarity = rarityOf(state);
  const known = new Set([...state.questionTerms, ...subQuestion.terms]);
  const scores = new Map<string, number>();
  for (const view of good) {
    for (const word of new Set(contentWords(view.passage.text).map((one) => one.toLowerCase()))) {
      const terms = analyseTerms(word);
      if (terms.length === 0 || terms.some((term) => known.has(term))) continue;
      const weight = terms.reduce((sum, term) => sum + rarity(term), 0) / terms.length;
      scores.set(word, (scores.get(word) ?? 0) + weight);
    }
  }
  const words = [...scores]
    .filter(([, score]) => good.length < 2 || score > 0.5)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, feedbackWords)
    .map(([word]) => word);
  if (words.length === 0) return [];
  const own = wordsWith(subQuestion.text, (term) => known.has(term)).join(" ");
  return [
    { query: `${own} ${words.join(" ")}`, origin: "feedback", subQuestionId: subQuestion.id, promise: 0.5 },
  ];
}

/** How the best sources call the matter: their headings, with the title where the heading says too little. */
function headings(
  { subQuestion }: SubCoverage,
  good: readonly PassageView[],
  state: ResearchState,
): readonly QueryDraft[] {
  const space = termWeights(state.idf);
  return good.slice(0, 2).flatMap(({ source, passage }): readonly QueryDraft[] => {
    const heading = passage.headingPath.at(-1)?.replace(/^第.{1,6}[章编节条]\s*/, "");
    if (heading === undefined || contentWords(heading).length < 2 || heading.length > 90) return [];
    const isClear = space.coverage(wantedTerms(subQuestion, state), space.terms(heading)) > 0.2;
    const query = isClear ? heading : `${source.title} ${heading}`;
    return [{ query, origin: "heading", subQuestionId: subQuestion.id, promise: 0.45 }];
  });
}

/** Documents that its evidence names and nobody has seen: 《…》 and “Learn more about …”. */
function references({ subQuestion, selections }: SubCoverage, state: ResearchState): readonly QueryDraft[] {
  const titles = [...new Set([...state.passages.values()].map(({ view }) => view.source.title))];
  const own = wordsWith(subQuestion.text, (term) => subQuestion.terms.includes(term)).join(" ");
  return selections.slice(0, 3).flatMap(({ view }) => {
    const works = findMentions(view.passage.text)
      .filter((mention) => mention.type === "work" && !titles.some((title) => title.includes(mention.text)))
      .slice(0, 2)
      .map(
        (mention): QueryDraft => ({
          query: `${mention.text} ${own}`,
          origin: "reference",
          subQuestionId: subQuestion.id,
          promise: 0.5,
          news: mention.text,
        }),
      );
    return works;
  });
}

const maxCited = 2;

/** Articles that its evidence refers to and nobody has seen, those most referred to first. */
function citedArticles({ subQuestion }: SubCoverage, state: ResearchState): readonly QueryDraft[] {
  const weights = citedWeights(subQuestion.id, state);
  if (weights.size === 0) return [];
  const seen = new Set([...state.passages.values()].map(({ view }) => articleOf(view)));
  const own = wordsWith(subQuestion.text, (term) => subQuestion.terms.includes(term)).join(" ");
  return [...weights]
    .filter(([cited]) => !seen.has(cited))
    .sort(([, a], [, b]) => b - a)
    .slice(0, maxCited)
    .map(
      ([cited, weight]): QueryDraft => ({
        query: `${cited} ${own}`,
        origin: "reference",
        subQuestionId: subQuestion.id,
        promise: Math.min(1, 0.5 + 0.3 * weight),
        news: cited,
      }),
    );
}

const parallelWords = 12;

/** What the best passage of one side says, looked for among the documents of this side. */
function parallels({ subQuestion }: SubCoverage, state: ResearchState): readonly QueryDraft[] {
  const { side, id } = subQuestion;
  if (side === undefined) return [];
  const year = /(?:19|20)\d{2}/.exec(side)?.[0];
  const aspect = ownTerms(subQuestion, state).terms;
  const space = termWeights(state.idf);
  return [...coverageOf(state).bySubQuestion.values()].flatMap((other) => {
    const { side: otherSide } = other.subQuestion;
    if (
      otherSide === undefined ||
      otherSide === side ||
      ownTerms(other.subQuestion, state).terms.join() !== aspect.join()
    )
      return [];
    return other.selections.slice(0, 2).map(({ view }): QueryDraft => {
      const words = tellingWords(view, state).join(" ");
      // A side that is a year is told by the documents' dates, not by their words.
      const query = year === undefined ? `${side} ${words}` : words;
      const promise = space.coverage(aspect, view.terms);
      return {
        query,
        origin: "parallel",
        subQuestionId: id,
        promise,
        ...present({ year }),
      };
    });
  });
}

/** The rarest words of a passage, in its order. */
function tellingWords(view: PassageView, state: ResearchState): readonly string[] {
  const rarity = rarityOf(state);
  return [...new Set(contentWords(view.passage.text))]
    .filter((word) => !/\d|[一二三四五六七八九十百]+[条项款年月日]/.test(word))
    .map((word, at) => ({ word, at, weight: Math.max(0, ...analyseTerms(word).map(rarity)) }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, parallelWords)
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word);
}

/** A value that only one source states is looked for in another. */
function verification(sub: SubCoverage, state: ResearchState): readonly QueryDraft[] {
  const { subQuestion, values } = sub;
  const isAlone = values.size > 0 && [...values.values()].every((sources) => sources < 2);
  const [first] = sub.selections.flatMap(({ view }) => valuesFor(subQuestion.kind, view));
  if (!isAlone || first === undefined) return [];
  const query = `${topicWords(state.analysis)} ${wordsWith(subQuestion.text, (term) => subQuestion.terms.includes(term)).join(" ")} ${first.text}`;
  return [{ query, origin: "verification", subQuestionId: subQuestion.id, promise: 0.6, news: first.text }];
}

/** Fewer words where all of them together found nothing: the part alone, the topic alone. */
function relaxed({ subQuestion, selections }: SubCoverage, state: ResearchState): readonly QueryDraft[] {
  if (selections.length > 0 || state.turn < 2) return [];
  const { terms, isKindOnly } = ownTerms(subQuestion, state);
  const own = wordsWith(subQuestion.text, (term) => terms.includes(term)).join(" ");
  return [...(isKindOnly ? [] : [own]), topicWords(state.analysis)]
    .filter((query) => query.trim() !== "")
    .map((query): QueryDraft => ({ query, origin: "relaxed", subQuestionId: subQuestion.id, promise: 0.4 }));
}
