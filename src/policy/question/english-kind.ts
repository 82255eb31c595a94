import type { AnswerKind } from "../question.ts";
import { personNouns, placeNouns } from "./english-words.ts";

const patterns: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    "comparison",
    /\b(?:differences?|differ|compare[ds]?|comparison|versus|vs\.?|distinguish(?:es)?|better than|pros and cons)\b/,
  ],
  [
    "duration",
    /\bhow (?:long|soon|quickly|fast)\b|\bhow many (?:days|weeks|months|years|hours|minutes)\b|\b(?:deadline|time limit|processing time|waiting period|duration|validity period)\b/,
  ],
  [
    "amount",
    /\bhow (?:much|many|big|large|tall|high|deep|far|heavy|wide|old|fast)\b|\bwhat (?:is|are|was|were|will|would|does|do|did)\b.*\b(?:costs?|fees?|price|salary|fine|penalty|population|percentage|rate|amount|height|distance|budget|wage|pay|tax)\b|\bwhat (?:percentage|amount|number|share|proportion|age)\b|^(?:costs?|fees?|prices?)\b/,
  ],
  [
    "date",
    /^(?:since |until |by )?when\b|\b(?:what|which) (?:year|date|day|month|century|decade|season)\b|^in (?:what|which) (?:year|month|century)/,
  ],
  [
    "procedure",
    /\bhow (?:do|can|should|could|would|must|to|does one|did)\b(?: (?:i|we|you|one|someone|people|they|a person)\b)?|\bwhat (?:should|must|can|could|do|would|shall) (?:i|we|you|one|people|they)\b.{0,20}\bdo\b|\bwhat to do\b|^who (?:can|could|will) (?:help|assist)\b|\bwhat are (?:my|our) (?:options|choices)\b|^where (?:do|can|should|could|must|would) (?:i|we|you|one) (?!(?:stand|live|sit|stay|be)\b)\w+|^who(?:m)? (?:do|should|must|can) (?:i|we|you)\b.{0,20}\b(?:notify|contact|call|tell|report|inform|ask|talk|write|complain)\b|\b(?:steps|procedure)\b|\bprocess (?:for|of|to)\b/,
  ],
  [
    "requirement",
    /\b(?:requirements?|eligib\w+|qualif\w+|criteria|prerequisites?|conditions)\b|\b(?:what|which) (?:\w+ )?(?:documents?|paperwork|papers|forms?|proof|id|identification)\b|\bwhat do (?:i|we|you) (?:need|have to (?:show|bring|provide|submit|prove))\b|\bwho (?:can|may|qualifies|is allowed|must|has to|needs to)\b/,
  ],
  [
    "reason",
    /^why\b|\b(?:reasons?|causes?) (?:for|of|why|behind)\b|\bwhat (?:causes|caused|led to|made|makes)\b|\bhow come\b/,
  ],
  [
    "definition",
    /^(?:what(?:['’]s| is| are| was| were| does)\b.*\b(?:mean|stand for)\b|meaning of|definition of|define\b)/,
  ],
];

const whichNoun = /\b(?:what|which)\s+(?:(?:[\w-]+)\s+){0,2}?([\w-]+)\b/;
const descriptive = /^(?:what|who)(?:['’]s| is| are| was| were) (?:an? |the )?[^,]{1,60}$/;

/** What an English clause asks for, by its words. */
export function englishKind(clause: string): AnswerKind {
  const text = clause
    .toLowerCase()
    .replace(/[?!.]+$/, "")
    .trim();
  for (const [kind, pattern] of patterns) {
    if (!pattern.test(text)) continue;
    if (kind === "procedure" && isMechanism(text)) return "fact";
    return kind;
  }
  if (/^(?:(?:by|to|with|from|for|of|under) )?(?:who|whom|whose)\b/.test(text)) return "person";
  if (/^(?:from |to )?where\b/.test(text)) return "place";
  const byNoun = kindOfNoun(text);
  if (byNoun !== undefined) return byNoun;
  if (/^which\b|\bwhat are (?:the|some)\b|^(?:list|name)\b|\b(?:types|kinds|examples) of\b/.test(text))
    return "list";
  if (descriptive.test(text) && !/\bof\b|['’]s\b.*\b\w+['’]s\b/.test(text)) return "definition";
  if (/^(?:do|does|did|is|are|was|were|can|could|should|will|would|may|must|has|have|had|am)\b/.test(text))
    return "yes-no";
  return "fact";
}

/** “How does photosynthesis work” asks for an explanation, not for steps to take. */
function isMechanism(text: string): boolean {
  return /\bhow (?:do|does|did|would|could|can)\b(?! (?:i|we|you|one|someone|people|they|a person)\b)/.test(
    text,
  );
}

function kindOfNoun(text: string): AnswerKind | undefined {
  const noun = whichNoun.exec(text);
  for (const word of noun === null ? [] : noun[0].split(/\s+/).slice(1)) {
    const singular = word.replace(/ies$/, "y").replace(/s$/, "");
    if (/^(?:is|are|was|were|does|do|did)$/.test(word)) return undefined;
    if (personNouns.has(singular)) return "person";
    if (placeNouns.has(singular)) return "place";
  }
  return undefined;
}
