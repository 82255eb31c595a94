import { citationId } from "../../core/ids.ts";
import type { AuthorityTier } from "../../core/authority.ts";
import { present } from "../../core/present.ts";
import type { PassageKind, Source } from "../../core/source.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";
import type { Backing, EvidenceBrief, SelectedPassage } from "../evidence-brief.ts";
import type { QuestionAnalysis, SubQuestion } from "../question.ts";

/** A passage of a test brief; what is left out is plain. */
export interface PassageFixture {
  readonly text: string;
  readonly title: string;
  readonly headings?: readonly string[];
  readonly kind?: PassageKind;
  readonly publisher?: string;
  readonly published?: string;
  readonly language?: string;
  /** Position in its document, from 0. */
  readonly index?: number;
  /** Sub-questions it was selected for; all where absent. */
  readonly for?: readonly string[];
  readonly relevance?: number;
  /** `unknown` where absent. */
  readonly tier?: AuthorityTier;
  /** Sources of one publisher are one origin, and so are those of one number. */
  readonly origin?: number;
  /** `test` where absent. */
  readonly collection?: string;
}

export interface BriefFixture {
  readonly question: string;
  readonly language?: string;
  readonly topic: string;
  readonly entities?: readonly string[];
  readonly constraints?: readonly string[];
  readonly asks: readonly (Pick<SubQuestion, "id" | "text" | "heading" | "kind"> & Partial<SubQuestion>)[];
  readonly passages: readonly PassageFixture[];
  readonly gaps?: EvidenceBrief["gaps"];
  readonly repeals?: EvidenceBrief["repeals"];
}

function sourceOf(fixture: PassageFixture): Source {
  const key = `${fixture.title}|${fixture.publisher ?? ""}|${fixture.published ?? ""}`;
  return {
    id: Buffer.from(key).toString("hex").padEnd(64, "0").slice(0, 64),
    url: `https://example.test/${encodeURIComponent(key)}`,
    title: fixture.title,
    authors: [],
    mediaType: "text/html",
    collection: fixture.collection ?? "test",
    ...present({ publisher: fixture.publisher, published: fixture.published, language: fixture.language }),
  };
}

/** The id under which `briefFrom` cites a passage. */
export function idOf(fixture: PassageFixture): string {
  const start = 10_000 * (fixture.index ?? 0);
  return citationId(sourceOf(fixture).id, start, start + Buffer.byteLength(fixture.text));
}

function select(fixture: PassageFixture, subQuestionId: string): SelectedPassage {
  const start = 10_000 * (fixture.index ?? 0);
  return {
    citationId: idOf(fixture),
    source: sourceOf(fixture),
    passage: {
      index: fixture.index ?? 0,
      kind: fixture.kind ?? "paragraph",
      headingPath: fixture.headings ?? [],
      text: fixture.text,
      start,
      end: start + Buffer.byteLength(fixture.text),
    },
    subQuestionId,
    relevance: fixture.relevance ?? 0.7,
  };
}

function publisherOf({ publisher, title }: PassageFixture): string {
  return publisher ?? title;
}

/** A whole brief out of a few passages, with every term as telling as any other. */
export function briefFrom(fixture: BriefFixture): EvidenceBrief {
  const terms = (text: string): readonly string[] => analyseTerms(text, { mode: "query" });
  const subQuestions = fixture.asks.map(
    (ask): SubQuestion => ({
      terms: terms(ask.text),
      phrases: [],
      dependsOn: [],
      ...ask,
    }),
  );
  const analysis: QuestionAnalysis = {
    question: fixture.question,
    language: fixture.language ?? "en",
    restatement: fixture.question,
    entities: fixture.entities ?? [],
    constraints: fixture.constraints ?? [],
    topicTerms: terms(fixture.topic),
    wordings: [],
    subQuestions,
  };
  const selected = fixture.passages.flatMap((passage) =>
    (passage.for ?? subQuestions.map(({ id }) => id)).map((id) => select(passage, id)),
  );
  const publishers = [...new Set(fixture.passages.map(publisherOf))];
  const backings = fixture.passages.map((passage): readonly [string, Backing] => {
    const { origin = 100 + publishers.indexOf(publisherOf(passage)), tier = "unknown" } = passage;
    return [sourceOf(passage).id, { origin, tier }];
  });
  return {
    analysis,
    selected,
    backings: new Map(backings),
    gaps: fixture.gaps ?? [],
    idf: new Map(subQuestions.flatMap((part) => part.terms).map((term) => [term, 4])),
    queries: [],
    repeals: fixture.repeals ?? [],
    sourcesSeen: new Set(selected.map(({ source }) => source.id)).size,
  };
}
