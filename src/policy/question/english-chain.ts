import { englishKind } from "./english-kind.ts";
import { chainPatterns, type ChainPattern } from "./english-chain-patterns.ts";
import {
  emptyWords,
  functionWords,
  kindWords,
  partNouns,
  personNouns,
  placeNouns,
  relationalNouns,
} from "./english-words.ts";
import { findMentions } from "./mentions.ts";
import type { QuestionDraft } from "./question-draft.ts";

interface Link {
  readonly noun: string;
  /** The noun with its clause, names and links still as marks. */
  readonly phrase: string;
}

/**
 * Takes a nested question apart, innermost link first: “the first president of the association which
 * published X” asks for the association, then for its first president. Empty when there is no nesting.
 */
export function englishChain(clause: string): readonly QuestionDraft[] {
  if (firstPerson.test(clause)) return [];
  const names: string[] = [];
  let open = markNames(clause.replace(/[?!.\s]+$/, ""), names);
  const links: Link[] = [];
  while (links.length < 5) {
    const found = innermost(open, links.length);
    if (found === undefined) break;
    links.push({ noun: found.noun, phrase: found.phrase });
    open = cutOut(open, found, links.length - 1);
  }
  return links.length === 0 ? [] : draftsOf(clause, { open, links, names });
}

const firstPerson =
  /(?:^|\s)(?:my|our|me|we|us)(?=\s|$)|^(?:My|We|Our)\b|(?<!\p{Lu}[\p{L}'’-]* )\bI\b(?=\s+\p{Ll})/u;

function markNames(clause: string, names: string[]): string {
  let marked = "";
  let at = 0;
  for (const mention of findMentions(clause)) {
    marked += `${clause.slice(at, mention.start)}‹${names.length}›`;
    names.push(mention.text);
    at = mention.end;
  }
  return marked + clause.slice(at);
}

interface Found extends Link {
  readonly start: number;
  readonly end: number;
}

function cutOut(text: string, found: Found, number: number): string {
  return `${text.slice(0, found.start)}⟦${number}⟧${text.slice(found.end)}`;
}

/** The shortest nesting that leaves a question, and of several the last: it holds no other. */
function innermost(text: string, number: number): Found | undefined {
  for (const tier of [0, 1, 2]) {
    let best: Found | undefined;
    for (const pattern of chainPatterns.filter((one) => one.tier === tier)) {
      for (const match of overlapping(text, pattern.find)) {
        const found = accept(match, pattern);
        if (found === undefined || !asksSomething(cutOut(text, found, number))) continue;
        if (best === undefined || found.end - found.start <= best.end - best.start) best = found;
      }
    }
    if (best !== undefined) return best;
  }
  return undefined;
}

/** All matches, also those that begin inside another. */
function* overlapping(text: string, find: RegExp): Generator<RegExpExecArray> {
  const search = new RegExp(find);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    yield match;
    search.lastIndex = match.index + 1;
  }
}

/** Names that are written as “village of X” and are no other thing than X. */
const appositive = new Set(
  "village town city state county province kingdom republic island district municipality university diocese battle lake river war group member".split(
    " ",
  ),
);

/** Nouns that follow a name without “'s”: “the Maiden Japan performer”. */
const apposedNouns = new Set(
  "performer singer author writer director producer composer creator founder inventor birthplace hometown".split(
    " ",
  ),
);

function accept(match: RegExpExecArray, { name, nouns }: ChainPattern): Found | undefined {
  const { noun = "", base, clause } = match.groups ?? {};
  const words = noun.split(/\s+/);
  const ofAt = words.indexOf("of");
  let headAt = ofAt > 0 ? ofAt - 1 : words.length - 1;
  // A verb that follows the noun was taken with it: “X's performer lived”.
  if (name === "possessive" && ofAt < 0) while (headAt > 0 && !isRelational(words[headAt])) headAt -= 1;
  const head = singular(words[headAt] ?? "");
  if (nouns === "relational" && !isRelational(head)) return undefined;
  if (nouns === "apposed" && !apposedNouns.has(head)) return undefined;
  if (partNouns.has(head) || functionWords.has(head)) return undefined;
  if (name === "of" && ofAt < 0 && appositive.has(head)) return undefined;
  const kept = ofAt > 0 ? noun : words.slice(0, headAt + 1).join(" ");
  const start = match.index;
  const end = start + match[0].length - (name === "possessive" ? noun.length - kept.length : 0);
  return {
    noun: head,
    phrase: clause === undefined ? `${kept} of ${base}` : `${noun} ${clause}`,
    start,
    end,
  };
}

function singular(word: string): string {
  return word.replace(/ies$/, "y").replace(/s$/, "");
}

function isRelational(word: string | undefined): boolean {
  return word !== undefined && (relationalNouns.has(word) || relationalNouns.has(singular(word)));
}

/** Whether something besides the link itself is asked for. */
function asksSomething(rest: string): boolean {
  const words =
    rest
      .replace(/[‹⟦]\d+[›⟧]/g, " ")
      .toLowerCase()
      .match(/[a-z'’-]+/g) ?? [];
  const others = /‹\d+›/.test(rest);
  return (
    others ||
    words.some(
      (word) => !emptyWords.has(word) && word !== "s" && word !== "'s" && word !== "’s" && !kindOnly(word),
    )
  );
}

function kindOnly(word: string): boolean {
  return kindWords.has(word) && !/^(?:cost|price|fee|amount|symptoms|treatment)s?$/.test(word);
}

interface Parsed {
  readonly open: string;
  readonly links: readonly Link[];
  readonly names: readonly string[];
}

function draftsOf(clause: string, { open, links, names }: Parsed): readonly QuestionDraft[] {
  const write = (text: string): string =>
    text
      .replace(/⟦(\d+)⟧/g, (_, index: string) => `the ${write(links[Number(index)]?.phrase ?? "")}`)
      .replace(/‹(\d+)›/g, (_, index: string) => names[Number(index)] ?? "")
      .replace(/\bthe the\b/g, "the")
      .trim();
  const template = (text: string): string =>
    write(text.replace(/(?:the )?⟦\d+⟧/g, "{}")).replace(/\s+/g, " ");
  const needs = (text: string): readonly number[] =>
    [...text.matchAll(/⟦(\d+)⟧/g)].map((match) => Number(match[1]));
  const drafts = links.map((link): QuestionDraft => {
    const asker = personNouns.has(link.noun) ? "Who" : "What";
    return {
      text: `${asker} is the ${write(link.phrase)}?`,
      own: write(link.phrase.replace(/⟦\d+⟧/g, " ")),
      kind: personNouns.has(link.noun) ? "person" : placeNouns.has(link.noun) ? "place" : "fact",
      heading: capitaliseFirst(write(link.phrase)),
      template: template(link.phrase),
      dependsOn: needs(link.phrase),
    };
  });
  const last: QuestionDraft = {
    text: clause.replace(/[?!.\s]*$/, "?"),
    own: write(open.replace(/⟦\d+⟧/g, " ")),
    kind: englishKind(clause),
    heading: "",
    template: template(open),
    dependsOn: needs(open),
  };
  return [...drafts, last];
}

function capitaliseFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
