import { splitSentences } from "../../core/sentences.ts";

/** A question cut into what is told about the situation and what is asked. */
export interface Clauses {
  readonly context: readonly string[];
  readonly asked: readonly string[];
}

const lead = new RegExp(
  `^(?:(?:so|well|hi|hello|hey|please|also|and|but|then|now)\\b[,\\s]*)*(?:(?:can|could|would|will) you (?:please )?)?(?:` +
    [
      "(?:i(?:['’]d| would)? (?:like|want|need|love|wish|am trying|[a-z]+ed)|we want|help me|i(?:['’]m| am) (?:curious|wondering|interested|trying|looking)) ?(?:to )?(?:know|understand|learn|find out|figure out|see|about|in|what to do|whether)?(?: about)?",
      "(?:please )?(?:tell|show|teach|give|inform) (?:me|us)(?: (?:about|everything about|more about|some information (?:about|on)|information (?:about|on)|an? (?:\\w+ )?(?:overview|summary|explanation|introduction|description|account) (?:of|to|on)))?",
      "(?:please )?(?:explain|describe|discuss|summari[sz]e|outline|analy[sz]e|research|investigate|examine|explore|look into|find out|figure out|report on|introduce|review|assess|list|name|identify)(?: (?:to|for) (?:me|us))?",
      "(?:please )?(?:write|prepare|produce|provide|give|draft|create|compile)(?: (?:me|us))? (?:an?|the) (?:[\\w-]+ ){0,3}?(?:report|essay|article|overview|summary|analysis|brief|review|explanation|introduction|guide|account|description) (?:on|about|of|to|for|explaining|describing)",
      "(?:do|does|did) (?:you|anyone|anybody) know(?: about)?",
      "what (?:do you|should i|can you tell me) know about",
      "what can you tell me about",
      "(?:an? )?(?:overview|summary|introduction|brief history|history) (?:of|to)(?= )",
    ].join("|") +
    `)\\s+`,
  "i",
);

const auxiliary =
  "(?:do|does|did|is|are|was|were|can|could|should|will|would|shall|may|might|must|has|have|had|am)";
const subject =
  "(?:i|we|you|they|he|she|it|there|this|that|these|those|the|an?|my|our|your|his|her|their|its|any|people|one)";
const always = `(?:(?:in|at|on|by|for|to|of|with|from|under|since|until|during|through|after|before) )?(?:what|how|why|whose|which of)\\b`;
const inverted = `(?:when|where|who|whom)\\s+(?:else\\s+)?${auxiliary}\\b`;
const relative = `(?:who|whom|which|when|where)\\b`;
const yesNo = `${auxiliary}\\s+${subject}\\b`;

const isAsked = new RegExp(
  `^(?:${always}|(?:(?:in|at|on|by|for|to|of|with|from|under|since|until|during) )?${relative}|${auxiliary}\\b|whether\\b|if\\b(?=.*\\?))`,
  "i",
);
const whichOne = `which\\s+(?!${auxiliary}\\b|(?:he|she|it|they|we|i|you|in|of|also|the)\\b)[a-z]+\\s+${auxiliary}\\b`;
const afterComma = new RegExp(`^(?:${always}|${inverted}|${whichOne})`, "i");
const afterAnd = new RegExp(`^(?:also\\s+|then\\s+)?(?:${always}|${inverted}|${relative}|${yesNo})`, "i");
const boundary =
  /(?:[,;:—–]|\s-\s|\.\s|\?)\s*(?:(?:and|or|but|plus|so|then|also)\s+)*|\s+(?:and|or|but)\s+(?:also\s+|then\s+)?/gi;
const bareAsker = /^(?:(?:who|what|when|where|why|how|which)\s*)$/i;

/** Divides an English question into clauses; relative clauses stay where they are. */
export function englishClauses(question: string): Clauses {
  const context: string[] = [];
  const asked: string[] = [];
  for (const sentence of splitSentences(question)) {
    const text = sentence.text.trim();
    const isQuestion = /\?["”)]*$/.test(text);
    for (const clause of distribute(cut(text))) {
      const { rest, stripped } = stripLead(clause);
      if (rest === "") continue;
      if (stripped || isAsked.test(rest)) asked.push(rest);
      else context.push(rest);
    }
    // A sentence with a question mark asks, whatever words it begins with.
    if (isQuestion && asked.length === 0 && context.length > 0) asked.push(context.pop() ?? "");
  }
  if (asked.length === 0 && context.length > 0) return { context: [], asked: [context.join(" ")] };
  return { context, asked };
}

/** Takes “please tell me about …” and its kin off. */
export function stripLead(clause: string): { readonly rest: string; readonly stripped: boolean } {
  const match = lead.exec(clause);
  const rest = (match === null ? clause : clause.slice(match[0].length)).trim();
  return rest === "" ? { rest: clause, stripped: false } : { rest, stripped: match !== null };
}

function cut(sentence: string): readonly string[] {
  const clauses: string[] = [];
  let start = 0;
  for (const match of sentence.matchAll(boundary)) {
    const end = match.index + match[0].length;
    const before = sentence.slice(start, match.index).trim();
    const rest = sentence.slice(end);
    if (before === "" || rest.trim() === "" || insideQuotation(sentence, match.index)) continue;
    if (!startsClause(match[0], before, rest)) continue;
    clauses.push(before);
    start = end;
  }
  clauses.push(sentence.slice(start).trim());
  return clauses.map((clause) => clause.replace(/[\s?!.,;:]+$/, "").trim()).filter((clause) => clause !== "");
}

function startsClause(mark: string, before: string, rest: string): boolean {
  if (/^[;:—?]|^\.\s/.test(mark)) return /\?/.test(mark) || isAsked.test(rest) || stripLead(rest).stripped;
  const asks = isAsked.test(stripLead(before).rest);
  const joined = /\b(?:and|or|but|so|then|plus)\b/i.test(mark);
  // “What or who …”, “and, if so, …”: a conjunction joins questions only when a question stands before it.
  if (joined) return asks || mark.startsWith(",") ? afterAnd.test(rest) : afterComma.test(rest);
  return (
    afterComma.test(rest) ||
    (!asks &&
      mark.startsWith(",") &&
      new RegExp(`^${auxiliary}\\s+(?:i|we|my|our|you|there|it|they)\\b`, "i").test(rest))
  );
}

function insideQuotation(sentence: string, at: number): boolean {
  return (sentence.slice(0, at).match(/["“”]/g)?.length ?? 0) % 2 === 1;
}

/** “When and where was X born” asks two things of one clause. */
function distribute(clauses: readonly string[]): readonly string[] {
  return clauses.map((clause, index) => {
    const next = clauses[index + 1];
    if (!bareAsker.test(clause) || next === undefined) return clause;
    return `${clause} ${next.replace(/^\S+\s*/, "")}`;
  });
}
