import { englishKind } from "./english-kind.ts";
import { findMentions } from "./mentions.ts";
import type { QuestionDraft } from "./question-draft.ts";

/** Two or more things to be held against each other, and in what. */
export interface Comparison {
  readonly sides: readonly string[];
  /** Empty when the question does not say in what they are compared. */
  readonly aspects: readonly string[];
  /** What is asked of every side, for “which is older, A or B”; absent for “differences between A and B”. */
  readonly predicate?: string;
}

const aspectLead =
  "(?:in terms of|with (?:respect|regard) to|when it comes to|regarding|concerning|as regards|as to|on|in|for|by|about)";
const aspectTail = `(?:,?\\s+${aspectLead}\\s+(?<aspects>[^?]+))?`;
const side = "(?<a>.+?)";
const other = "(?<b>.+?)";
const forms: readonly RegExp[] = [
  new RegExp(
    `\\b(?:differences?|distinctions?|comparison|similarities|contrast|(?:difference|comparison)s? and similarit(?:y|ies)) (?:between|of) (?:the )?${side} (?:and|versus|vs\\.?|&) (?:the )?${other}${aspectTail}$`,
    "i",
  ),
  new RegExp(
    `\\b(?:compare|contrast|compare and contrast|distinguish)(?: between)? (?:the )?${side} (?:and|with|to|versus|vs\\.?|against|from) (?:the )?${other}${aspectTail}$`,
    "i",
  ),
  new RegExp(
    `\\bhow (?:does|do|did|is|are|was|were) (?:the )?${side} (?:differ|different|compare|distinguished)(?:ed)? (?:from|to|with|against) (?:the )?${other}${aspectTail}$`,
    "i",
  ),
  new RegExp(
    `\\bhow (?:does|do|did|are|were) (?:the )?${side} and (?:the )?${other} (?:differ|compare|different)${aspectTail}$`,
    "i",
  ),
  new RegExp(
    `^(?:what about |which is better[,:]? )?(?:the )?${side} (?:versus|vs\\.?) (?:the )?${other}${aspectTail}$`,
    "i",
  ),
];

/** Reads “differences between A and B in C”, “A vs B”, “which is older, A or B”; undefined for other questions. */
export function englishComparison(clause: string): Comparison | undefined {
  const text = clause.replace(/[?!.]+$/, "").trim();
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const { a = "", b = "", aspects } = groups;
    return { sides: shareHead(a.trim(), b.trim()), aspects: splitList(aspects ?? "") };
  }
  return alternatives(text);
}

/** “Which band was formed first, A or B?”, “Are A and B both X?”: two names joined, one question of both. */
function alternatives(text: string): Comparison | undefined {
  const mentions = findMentions(text);
  for (const [index, first] of mentions.entries()) {
    const second = mentions[index + 1];
    if (second === undefined) continue;
    const between = text.slice(first.end, second.start);
    const joint = /^["”']?,?\s+(or|and)\s+(?:the\s+)?["“']?$/i.exec(between)?.[1]?.toLowerCase();
    if (joint === undefined) continue;
    const before = text.slice(0, first.start).replace(/\b(?:the|both)\s*$/i, "");
    const after = text.slice(second.end);
    if (!holdsAgainst(text, joint)) continue;
    const predicate = `${before} ${after}`
      .replace(/["“”]/g, "")
      .replace(/[\s,:-]+/g, " ")
      .trim();
    return { sides: [first.text, second.text], aspects: [], predicate };
  }
  return undefined;
}

const comparing =
  /\b(?:both|same|first|earlier|later|older|oldest|younger|youngest|larger|bigger|smaller|more|most|less|fewer|longer|shorter|taller|higher|faster|better|respective(?:ly)?|in common|share|alike|either)\b/i;

function holdsAgainst(text: string, joint: string): boolean {
  if (comparing.test(text)) return true;
  return joint === "or" && /^(?:which|who|what|is|are|was|were|do|does|did|has|have)\b/i.test(text);
}

/** “the 2018 and 2023 Company Law”, “type 1 and type 2 diabetes”, “Python 2 and 3”: what one side leaves out. */
export function shareHead(a: string, b: string): readonly [string, string] {
  const left = a.split(/\s+/);
  const right = b.split(/\s+/);
  const sameShape = left.every((word, index) => shape(word) === shape(right[index] ?? ""));
  if (right.length > left.length && (sameShape || (left.length === 1 && isModifier(a)))) {
    return [[...left, ...right.slice(left.length)].join(" "), b];
  }
  if (right.length === 1 && left.length > 1 && /^\d/.test(b) && /^\d/.test(left.at(-1) ?? "")) {
    return [a, [...left.slice(0, -1), b].join(" ")];
  }
  return [a, b];
}

function shape(word: string): string {
  return /^\d+(?:st|nd|rd|th)?$/.test(word) ? "0" : word.toLowerCase();
}

function isModifier(word: string): boolean {
  return /(?:al|ic|ive|ous|ary|ern|an|ish|ese)$/i.test(word) && /^[a-z]/.test(word)
    ? true
    : /^(?:old|new|former|current|state|first|second|early|late|upper|lower|public|private|short|long|direct|indirect|\d{4})$/i.test(
        word,
      );
}

function splitList(text: string): readonly string[] {
  return text
    .split(/,\s*(?:and\s+)?|\s+and\s+/)
    .map((item) => item.replace(/^(?:the|their|its)\s+/i, "").trim())
    .filter((item) => item !== "");
}

/** One draft for every side and aspect, then the comparison itself, which needs them all. */
export function comparisonDrafts(clause: string, comparison: Comparison): readonly QuestionDraft[] {
  const { sides, aspects, predicate } = comparison;
  const parts = sides.flatMap((name) =>
    aspects.length === 0
      ? [sideDraft(name, predicate)]
      : aspects.map((aspect) => ({
          text: `${name}: ${aspect}`,
          own: `${name} ${aspect}`,
          kind: aspectKind(aspect),
          heading: `${capitalise(name)}: ${aspect}`,
          side: name,
          dependsOn: [],
        })),
  );
  const inWhat = aspects.length === 0 ? "" : ` (${aspects.join(", ")})`;
  const heading = predicate === undefined ? `${sides.join(" and ")} compared${inWhat}` : `Which of the two`;
  const whole: QuestionDraft = {
    text: clause,
    own: predicate ?? aspects.join(" "),
    kind: "comparison",
    heading: capitalise(heading),
    dependsOn: parts.map((_, index) => index),
  };
  return [...parts, whole];
}

function sideDraft(name: string, predicate: string | undefined): QuestionDraft {
  const asked = predicate
    ?.replace(/^(?:is|are|was|were|do|does|did|has|have|had|which|who|what)\b\s*/i, "")
    .replace(/\bboth\b\s*/i, "");
  return {
    text: asked === undefined ? `What are the main features of ${name}?` : `${name}: ${asked}`,
    own: predicate === undefined ? name : `${name} ${predicate}`,
    kind: predicate === undefined ? "definition" : sideKind(predicate),
    heading: capitalise(name),
    side: name,
    dependsOn: [],
  };
}

function sideKind(predicate: string): QuestionDraft["kind"] {
  if (
    /\b(?:first|earlier|later|older|oldest|younger|youngest|recent(?:ly)?|came out|born)\b/i.test(predicate)
  )
    return "date";
  if (
    /\b(?:larger|bigger|smaller|more|most|less|fewer|taller|higher|longer|shorter|population)\b/i.test(
      predicate,
    )
  ) {
    return "amount";
  }
  return "fact";
}

function aspectKind(aspect: string): QuestionDraft["kind"] {
  const kind = englishKind(`what is the ${aspect}`);
  return kind === "definition" || kind === "comparison" ? "fact" : kind;
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
