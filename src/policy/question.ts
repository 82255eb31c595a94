/** What kind of answer a sub-question wants; decides which sentences can answer it. */
export type AnswerKind =
  | "procedure" // how do I, what to do, steps
  | "amount" // cost, fee, salary, number
  | "duration" // how long, deadline, period
  | "date" // when
  | "person" // who
  | "place" // where
  | "definition" // what is
  | "requirement" // conditions, documents needed, eligibility
  | "reason" // why
  | "comparison" // differences, versus
  | "list" // which, what are the
  | "yes-no"
  | "fact"; // anything else

/** One thing the report has to answer, in the language of the question. */
export interface SubQuestion {
  readonly id: string;
  /** Self-contained, pronouns resolved: can be searched and used as a section's question. */
  readonly text: string;
  /** Short heading for its section, in the language of the report. */
  readonly heading: string;
  readonly kind: AnswerKind;
  /** Analysed content terms that distinguish it. */
  readonly terms: readonly string[];
  /** Surface phrases that must be matched or are worth a query of their own. */
  readonly phrases: readonly string[];
  /** For a comparison: the side this sub-question is about. */
  readonly side?: string;
  /** Sub-questions whose answer this one needs first (multi-hop). */
  readonly dependsOn: readonly string[];
  /** For a link of a chain: its words with `{}` where the answer of what it depends on belongs. */
  readonly template?: string;
  /** No passage that was found is about what it asks, so that none answers it. */
  readonly isUnmet?: true;
}

/** Something that the question names, with other names for it. */
export interface Wording {
  readonly said: string;
  readonly others: readonly string[];
}

/** The question, taken apart. Pure function of its text. */
export interface QuestionAnalysis {
  readonly question: string;
  readonly language: string;
  /** The question in other words, as the first line of the plan. */
  readonly restatement: string;
  /** Names, quoted titles, dates with their surface form: what the question is about. */
  readonly entities: readonly string[];
  /** Facts about the asker's situation (“abroad”, “in three days”): weigh evidence, answer nothing. */
  readonly constraints: readonly string[];
  /** The topic that all sub-questions share, as analysed terms. */
  readonly topicTerms: readonly string[];
  /** What sources may call in other words. */
  readonly wordings: readonly Wording[];
  readonly subQuestions: readonly SubQuestion[];
}

/** Id of the one sub-question of a request that names a topic and asks nothing about it in particular. */
export const overviewId = "overview";
