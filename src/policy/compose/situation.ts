import type { QuestionAnalysis } from "../question.ts";

/** Two sides of a distinction that decides which rule applies to a person. */
interface Contrast {
  readonly here: RegExp;
  readonly there: RegExp;
}

const contrasts: readonly Contrast[] = [
  {
    here: /\b(?:abroad|overseas|outside (?:of )?(?:the |your |my )?(?:u\.?\s?s\b|united states|u\.?k\b|country|eu\b|home)|(?:in|from) (?:a|another) (?:foreign )?country|foreign countr\w+|embassy|consulate|traveling internationally)|境外|国外|海外|领事馆|使领馆/i,
    there:
      /\b(?:(?:inside|within) (?:the )?(?:u\.?\s?s\b|united states|u\.?k\b|country)|(?:are|live|lives|living|born|stay) in the (?:u\.?\s?s\b|united states|u\.?k\b)|domestic(?:ally)?)|境内|国内/i,
  },
  { here: /\b(?:by mail|mail-in|by post)\b|邮寄/i, there: /\bin person\b|当面|现场/i },
  { here: /\b(?:online|internet)\b|网上|线上|在线/i, there: /\b(?:in person|by mail)\b|线下|现场/i },
  {
    here: /\b(?:lost|stolen|missing)\b|丢失|遗失|被盗/i,
    there: /\b(?:renew(?:al|ing)?|first[- ]time|for the first time|new baby)\b|续期|换发|首次/i,
  },
  {
    here: /\b(?:urgent(?:ly)?|emergenc(?:y|ies)|expedit\w+|immediately|asap|right away|quickly|fast(?:er)?|rush|tomorrow|tonight|limited[- ]validity|not enough time|same[- ]day|(?:in|within) (?:the next )?(?:a|one|two|three|four|five|\d{1,2}) (?:hours?|days?|business days?))\b|紧急|加急|尽快|马上|立即|临时/i,
    there: /(?!)/,
  },
  { here: /\b(?:married|spouse|wife|husband)\b|配偶|夫妻|已婚/i, there: /\b(?:single|unmarried)\b|未婚/i },
  // Who speaks of a landlord rents; an article on the duties of one is about both.
  {
    here: /\b(?:tenants?|renters?|renting|(?:my|your|the|a) landlord)\b/i,
    there: /\b(?:landlords|homeowners?)\b/i,
  },
];

/** A group of people, or a case, with rules of its own. */
interface Group {
  readonly named: RegExp;
  /** What only concerns the group: who asks for it belongs to it. */
  readonly implied?: RegExp;
  /** A sentence that names it is about nothing else. */
  readonly isExclusive?: true;
}

/** Rules for these are of no use to somebody who did not name them. */
const groups: readonly Group[] = [
  {
    named:
      /\b(?:child|children|minors?|baby|babies|newborns?|kids?|infants?|under (?:the age of )?1[0-9]|parents?)\b|未成年人|儿童|婴儿/i,
    implied:
      /\b(?:maternity|adopt\w*|custody|birth|day ?care|school\w*)\b|产假|生育|抚养|抚育|收养|领养|监护|探望|入学/i,
  },
  {
    named: /\b(?:veterans?|military|service ?members?|armed forces|troops)\b|军人|现役|退役/i,
    implied: /\b(?:enlist\w*|army|navy|gi bill|va loan)\b|入伍|当兵|兵役/i,
  },
  {
    named:
      /\b(?:foreign (?:visitors?|citizens?|nationals?)|non-?citizens?|immigrants?|tourists?|visas?)\b|外国人|外籍|无国籍/i,
    implied: /\b(?:green card|naturaliz\w+|immigra\w+|asylum|permanent resident)\b|签证|永久居留/i,
  },
  { named: /\b(?:someone else['’]?s?|somebody else['’]?s?)\b|他人的/i },
  {
    named: /\b(?:students?|schools?|college)\b|学生|学校/i,
    implied: /\b(?:fafsa|tuition)\b|学费|入学|上学/i,
  },
  { named: /\b(?:business(?:es)?|business owners?|employers?|companies|contractors?)\b/i },
  { named: /\b(?:native american|tribal|tribes?|american indian)\b/i },
  {
    named: /\b(?:deceased|dies|died|dying|death|dead|funeral|survivors?)\b|死亡|遗属/i,
    implied: /\b(?:widow(?:er)?|inherit\w*|estate)\b|继承|遗产|抚恤/i,
  },
  {
    named: /\b(?:pregnan\w+|women|woman)\b|妇女|女职工|女性|孕妇/i,
    implied: /\bmaternity\b|产假|怀孕|哺乳|流产/i,
  },
  { named: /\b(?:disabilit(?:y|ies)|disabled|blind)\b|残疾/i, implied: /\b(?:ssdi|ssi)\b|伤残/i },
  {
    named: /\b(?:seniors?|older adults?|retire(?:d|es|ment))\b|退休|老年人/i,
    implied: /\bpensions?\b|养老|赡养/i,
  },
  { named: /外商投资|外资企业|中外合[资作]|合伙企业|个人独资/, isExclusive: true },
  { named: /国有独资|上市公司|证券公司|商业银行|保险公司/, isExclusive: true },
  { named: /股份有限公司|发起人|募集/ },
  { named: /非全日制|劳务派遣|被派遣/ },
  { named: /试用买卖|期货|保险标的/ },
];

function isAbout({ named, implied }: Group, question: string): boolean {
  return named.test(question) || implied?.test(question) === true;
}

/** Whether a title names a group that a question is about without naming it. */
export function namesImplied(title: string, question: string): boolean {
  return groups.some(({ named, implied }) => named.test(title) && implied?.test(question) === true);
}

/** What the question says about the asker; each check takes the sentence and what stands above it. */
export interface Situation {
  /** -1 to 1: whether a sentence is about a case like the asker's. */
  readonly fit: (text: string, context: string) => number;
}

/** A group that this share of the evidence speaks of is what the question is about. */
const commonShare = 0.34;
/** Fewer passages than this say nothing about what is common. */
const leastEvidence = 3;

/**
 * Reads a situation out of the question, under whatever names, and its constraints. `evidence` is every passage with its headings:
 * what most of it is about is nobody's special case. Pure.
 */
export function readSituation(
  { question, constraints, wordings }: Pick<QuestionAnalysis, "question" | "constraints" | "wordings">,
  evidence: readonly string[],
): Situation {
  const asked = [question, ...constraints, ...wordings.flatMap(({ others }) => others)].join(" \n ");
  const relevant = contrasts.filter(({ here, there }) => here.test(asked) !== there.test(asked));
  const sides = relevant.map(({ here, there }) =>
    here.test(asked) ? { own: here, other: there } : { own: there, other: here },
  );
  const isCommon = (group: RegExp): boolean =>
    evidence.length >= leastEvidence &&
    evidence.filter((text) => group.test(text)).length > commonShare * evidence.length;
  const strangers = groups.filter(
    (group) => !isAbout(group, asked) && (group.isExclusive === true || !isCommon(group.named)),
  );
  const count = (text: string): { readonly own: number; readonly other: number } => {
    const own = sides.filter((side) => side.own.test(text)).length;
    const other = sides.filter((side) => side.other.test(text) && !side.own.test(text)).length;
    return { own, other };
  };
  return {
    fit: (text, context) => {
      const here = count(text);
      const above = count(context);
      const isStrange = ({ named, isExclusive }: Group): boolean =>
        named.test(context) || (isExclusive === true && named.test(text));
      if (strangers.some(isStrange)) return -1;
      const against = 0.7 * Math.min(1, here.other) + 0.6 * Math.min(1, above.other);
      const foreign = strangers.some(({ named }) => named.test(text)) ? 0.5 : 0;
      if (against + foreign > 0) return Math.max(-1, -against - foreign);
      return Math.min(1, 0.4 * here.own + 0.3 * above.own);
    },
  };
}
