import { present } from "../../core/present.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";
import type { QuestionAnalysis, SubQuestion } from "../question.ts";
import { subjectWords } from "../question/chinese-subject.ts";
import type { ResearchState } from "../state/research-state.ts";
import type { QueryDraft } from "./query-draft.ts";
import { answerWords, limitWords, topicWords, wordsWith } from "./query-words.ts";

const maxQueryCharacters = 400;
const han = /\p{Script=Han}/u;

/** What can be searched for before anything was read. */
export function openingQueries({ analysis, hops }: ResearchState): readonly QueryDraft[] {
  const { question, subQuestions, entities, constraints } = analysis;
  const asked: QueryDraft = { query: question.slice(0, maxQueryCharacters), origin: "question", promise: 1 };
  const isSingle = subQuestions.length < 2;
  const parts = subQuestions.flatMap((sub) => [
    ...(isSingle ? [] : partQueries(sub)),
    ...(isSingle && hops > 0 ? [] : aspectQueries(sub, analysis)),
  ]);
  const bare = subQuestions.flatMap(bareQuery);
  const names = entities
    .filter((entity) => !/^[\d年月日第条]+$/.test(entity))
    .map(
      (entity): QueryDraft => ({
        query: entity,
        origin: "entity",
        promise: hops > 0 ? 0.9 : 0.3,
        news: entity,
      }),
    );
  const quoted = [...question.matchAll(/[“"]([^“”"]{4,80})[”"]/g)].map(
    (match): QueryDraft => ({ query: `"${match[1] ?? ""}"`, origin: "phrase", promise: 0.5 }),
  );
  const situation: readonly QueryDraft[] =
    constraints.length === 0
      ? []
      : [{ query: `${topicWords(analysis)} ${constraints.join(" ")}`, origin: "aspect", promise: 0.4 }];
  return [asked, ...parts, ...synonymQueries(analysis, hops), ...bare, ...names, ...quoted, ...situation];
}

/** Other names of one word that go into a query; how sources call it stands last in its group. */
const maxOtherNames = 3;

/** The words of the question with other names in place of those that have any; none where names are followed. */
function synonymQueries({ question, wordings }: QuestionAnalysis, hops: number): readonly QueryDraft[] {
  if (hops > 0 || wordings.length === 0) return [];
  const named = new Set(wordings.flatMap(({ said }) => analyseTerms(said)));
  const words = han.test(question) ? subjectWords(question) : question;
  const rest = wordsWith(words, (term) => !named.has(term));
  const others = wordings.flatMap(({ others: names }) => names.slice(-maxOtherNames));
  const query = [...new Set([...others, ...rest])].join(" ").slice(0, maxQueryCharacters);
  return [{ query, origin: "synonym", promise: 0.8 }];
}

/** The words of a Chinese question without those that only ask: their pairs across two words are terms, too. */
function bareQuery({ id, text, side, template, dependsOn }: SubQuestion): readonly QueryDraft[] {
  if (!han.test(text) || side !== undefined || template !== undefined || dependsOn.length > 0) return [];
  const query = subjectWords(text);
  return query.includes(" ") ? [{ query, origin: "sub-question", subQuestionId: id, promise: 0.9 }] : [];
}

function partQueries({ id, text, side, template, dependsOn }: SubQuestion): readonly QueryDraft[] {
  // What depends on an answer that is not known yet cannot be asked yet.
  if (dependsOn.length > 0) return [];
  const year = side === undefined ? undefined : /(?:19|20)\d{2}/.exec(side)?.[0];
  const own: QueryDraft = {
    query: template ?? text,
    origin: "sub-question",
    subQuestionId: id,
    promise: 0.9,
    ...present({ year }),
  };
  return [own];
}

/** What is asked in the words of documents, together with the topic. */
function aspectQueries(
  { id, text, kind, side, template, dependsOn }: SubQuestion,
  analysis: QuestionAnalysis,
): readonly QueryDraft[] {
  const words = limitWords(text) || answerWords(kind, han.test(text));
  if (words === "" || template !== undefined || side !== undefined || dependsOn.length > 0) return [];
  return [{ query: `${topicWords(analysis)} ${words}`, origin: "aspect", subQuestionId: id, promise: 0.6 }];
}
