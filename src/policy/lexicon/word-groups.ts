import { present } from "../../core/present.ts";
import type { Wording } from "../question.ts";
import { termSequence } from "../term-sequence.ts";
import { chineseEventGroups } from "./chinese-event-groups.ts";
import { chineseLawGroups } from "./chinese-law-groups.ts";
import { chineseLifeGroups } from "./chinese-life-groups.ts";
import { englishEventGroups } from "./english-event-groups.ts";
import { englishGroups } from "./english-groups.ts";

interface Word {
  readonly text: string;
  /** How it stands in a sentence, where that may come between its characters; see `inSentence`. */
  readonly pattern?: RegExp;
  /** Its term sequence. */
  readonly key: string;
  readonly group: readonly string[];
}

function wordsOf(lines: string, separator: RegExp): readonly Word[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => line.trim().split(separator))
    .flatMap((group) =>
      group.map((text): Word => {
        const pattern = inSentence(text);
        return { text, key: termSequence(text), group, ...present({ pattern }) };
      }),
    )
    .filter(({ key }) => key !== "");
}

const particles = "(?:了|着|过|我们?|你们?|他们?|她们?|别人|人家)";

/**
 * A Chinese word of three characters or more with what a sentence puts between them: 狗咬人 in “狗咬了我”. Undefined for other
 * words.
 */
function inSentence(text: string): RegExp | undefined {
  if (!/^\p{Script=Han}{3,8}$/u.test(text)) return undefined;
  const [stem, someone] = text.endsWith("人") ? [text.slice(0, -1), `(?:人|${particles})`] : [text, ""];
  return new RegExp(Array.from(stem).join(`${particles}{0,2}`) + (someone === "" ? "" : `了?${someone}`));
}

let known: readonly Word[] | undefined;

/** Every word of the lexicon, the longest first. */
function allWords(): readonly Word[] {
  known ??= [
    ...wordsOf(chineseLifeGroups, / /),
    ...wordsOf(chineseLawGroups, / /),
    ...wordsOf(chineseEventGroups, / /),
    ...wordsOf(englishGroups, / \| /),
    ...wordsOf(englishEventGroups, / \| /),
  ].sort((a, b) => b.key.length - a.key.length);
  return known;
}

/**
 * The words of a text that the lexicon has, with their other names. A word inside a longer one that the lexicon has
 * as well is none of its own: who “lost my job” has not lost a thing.
 */
export function findWordings(text: string): readonly Wording[] {
  let rest = termSequence(text);
  const found = new Map<string, { readonly said: string; readonly others: Set<string> }>();
  for (const { text: said, key, group } of allWords()) {
    // A word may stand in several groups.
    if (!found.has(key) && !rest.includes(key)) continue;
    const wording = found.get(key) ?? { said, others: new Set<string>() };
    for (const other of group) if (termSequence(other) !== key) wording.others.add(other);
    found.set(key, wording);
    rest = rest.replaceAll(key, " | ");
  }
  for (const { pattern, key, group } of allWords()) {
    const said = found.has(key) ? undefined : pattern?.exec(text)?.[0];
    if (said !== undefined) found.set(key, { said, others: new Set(group) });
  }
  return [...found.values()].map(({ said, others }) => ({ said, others: [...others] }));
}

let texts: ReadonlySet<string> | undefined;

/** Whether a text is a word of the lexicon. */
export function isWord(text: string): boolean {
  texts ??= new Set(allWords().map((word) => word.text));
  return texts.has(text);
}
