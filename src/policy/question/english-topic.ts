import { emptyWords, kindWords } from "./english-words.ts";

/** What a set of clauses is about. */
export interface EnglishTopic {
  /** Its content words. */
  readonly words: string;
  /** A noun phrase that may take a pronoun's place; empty when only a situation is known. */
  readonly noun: string;
  /** The situation as it was told, without pronouns; empty when nothing was told. */
  readonly told: string;
}

const limits =
  /\b(?:in|within|by|before|until|after|for)\s+(?:the next |about |less than |under )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|next|this|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)\b(?:\s+(?:days?|weeks?|months?|years?|hours?|minutes?))?|\b(?:tomorrow|tonight|today|next (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b/i;
const person =
  /^(?:i(?:['’]m| am)|we(?:['’]re| are)|my (?:\w+) (?:is|are)|i (?:have been )?(?:live|living|work|study|stay|reside)|we (?:live|work|stay))\b/i;

/** “My landlord is selling the house” and “I am thinking of …” tell what the question is about. */
const happening =
  /^(?:(?:my|our) \w+ (?:is|are)|i(?: am|['’]m)|we(?: are|['’]re)) (?!(?:living|working|studying|staying|travell?ing|visiting)\b)\w+ing\b/i;

/** Whether a clause tells of the asker and sets a condition, rather than naming what the question is about. */
export function isSituation(clause: string): boolean {
  if (limits.test(clause)) return true;
  if (happening.test(clause)) return false;
  return (
    person.test(clause) &&
    !/\b(?:trying|looking|planning|going|interested|applying|about) (?:to|for|in)\b/i.test(clause)
  );
}

/** Parts of what was told: “I lost my passport abroad and fly home in three days” tells two things. */
export function splitSituation(context: string): readonly string[] {
  return context
    .split(
      /(?:[,;]\s*|(?<!\b\p{L})\.\s+)(?:and\s+|but\s+)?|\s+(?:and|but)\s+(?=(?:i|we|my|it|he|she|they|now|then|have|am|was|is|will|need|want|fly|leave|travel|live)\b)/iu,
    )
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

const opening =
  /^(?:(?:in|at|on|by|for|to|of|with|from|under|since|until|during) )?(?:what|who|when|where|why|how|which|whose|whom)(?:\s+(?:much|many|long|often|far|big|large|old|soon))?\s*/i;
const auxiliary =
  /^(?:['’]s\s+|(?:is|are|was|were|do|does|did|can|could|should|will|would|may|might|must|has|have|had)\s+)(?:(?:i|we|you|one|people|someone|there)\s+)?/i;
const standing =
  /^(?:eligible|qualified|required|responsible|entitled|available|needed|allowed) (?:for|to) /i;
/** “How long does it take to get a passport” is about a passport. */
const impersonal = /^it (?:take|cost)s? (?:(?:me|you|us|one) )?(?:to \w+ )?/i;
const closingVerb =
  /\s+(?:works?|costs?|takes?|means?|lasts?|happens?|happened|start(?:s|ed)?|begins?|began|ends?|ended|exists?|apply|applies|look like|do|matter|matters|important|necessary|born|founded|invented|discovered|made|built|created|formed)(?:\s+(?:in|on|at|by|from)\b.*)?$/i;

/** The topic from what was told, else from the first thing asked. */
export function topicOf(told: readonly string[], firstAsked: string): EnglishTopic {
  if (told.length > 0) {
    const text = told
      .map((clause) =>
        contentOf(
          clause.replace(/^(?:if|when|after|before|since|because|although|while|suppose|given)\b\s*/i, ""),
        ),
      )
      .join(", ");
    return { words: text.replace(/,/g, ""), noun: "", told: text };
  }
  return { ...subjectOf(firstAsked), told: "" };
}

/** The subject of one question: what a pronoun in the next question stands for. */
export function subjectOf(clause: string): { readonly words: string; readonly noun: string } {
  const opened = clause
    .replace(opening, "")
    .replace(auxiliary, "")
    .replace(standing, "")
    .replace(impersonal, "")
    .replace(/[?!.\s]+$/, "");
  const noun = opened.replace(closingVerb, "").trim();
  const subject = contentOf(noun)
    .split(/\s+/)
    .filter((word) => !kindWords.has(word.toLowerCase()));
  // With do-support the verb stands after the subject, and without a lexicon nobody knows where.
  const verbInside =
    /^\S+(?: \S+)? (?:do|does|did|can|should|could|would|must|may|will)\b/i.test(clause) && noun === opened;
  return {
    words: subject.join(" "),
    noun: verbInside && subject.length > 2 ? "" : askerInside(clause) ? "" : noun,
  };
}

function askerInside(clause: string): boolean {
  return /\b(?:do|can|should|could|would|must|may|did) (?:i|we|you|one)\b/i.test(clause);
}

function contentOf(clause: string): string {
  const words = clause.match(/[\p{L}\p{N}][\p{L}\p{N}'’.&-]*/gu) ?? [];
  return words.filter((word) => !emptyWords.has(word.toLowerCase())).join(" ");
}
