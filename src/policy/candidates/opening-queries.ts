import type { SubQuestion } from "../question.ts";
import type { ResearchState } from "../state/research-state.ts";
import type { QueryDraft } from "./query-draft.ts";
import { answerWords, topicWords } from "./query-words.ts";

const maxQueryCharacters = 400;
const han = /\p{Script=Han}/u;

/** What can be searched for before anything was read. */
export function openingQueries({ analysis, hops }: ResearchState): readonly QueryDraft[] {
  const { question, subQuestions, entities, constraints } = analysis;
  const asked: QueryDraft = { query: question.slice(0, maxQueryCharacters), origin: "question", promise: 1 };
  const parts = subQuestions.length < 2 ? [] : subQuestions.flatMap((sub) => partQueries(sub, analysis));
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
  return [asked, ...parts, ...names, ...quoted, ...situation];
}

function partQueries(sub: SubQuestion, analysis: ResearchState["analysis"]): readonly QueryDraft[] {
  const { id, text, kind, side, template, dependsOn } = sub;
  // What depends on an answer that is not known yet cannot be asked yet.
  if (dependsOn.length > 0) return [];
  const year = side === undefined ? undefined : /(?:19|20)\d{2}/.exec(side)?.[0];
  const own: QueryDraft = {
    query: template ?? text,
    origin: "sub-question",
    subQuestionId: id,
    promise: 0.9,
    ...(year === undefined ? {} : { year }),
  };
  const words = answerWords(kind, han.test(text));
  const aspect: readonly QueryDraft[] =
    words === "" || template !== undefined || side !== undefined
      ? []
      : [{ query: `${topicWords(analysis)} ${words}`, origin: "aspect", subQuestionId: id, promise: 0.6 }];
  return [own, ...aspect];
}
