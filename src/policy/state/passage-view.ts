import type { Passage, Source } from "../../core/source.ts";
import { analyse } from "../../retrieval/analysis/index.ts";
import type { Vocabulary } from "../lexicon/vocabulary.ts";
import { findMentions } from "../question/mentions.ts";
import { termSequence } from "../term-sequence.ts";

/** A passage as the policy looks at it: its terms by field, and what can be matched as a phrase. */
export interface PassageView {
  readonly citationId: string;
  readonly source: Source;
  readonly passage: Passage;
  /** How often each term stands in the text; a word of the question that goes by another name counts less. */
  readonly counts: ReadonlyMap<string, number>;
  /** Terms of the text, repetitions counted. */
  readonly length: number;
  /** Terms of title and headings. */
  readonly above: ReadonlySet<string>;
  /** Terms of all fields. */
  readonly terms: ReadonlySet<string>;
  /** The body's terms in order, with a space on either side of each. */
  readonly sequence: string;
  /** The same of the title without what stands in brackets behind it. */
  readonly title: string;
  /** Names in the text, in order of first occurrence. */
  readonly mentions: readonly string[];
}

interface Kept {
  readonly view: PassageView;
  readonly vocabulary: Vocabulary;
}

const views = new WeakMap<Passage, Kept>();

/** Where a passage was met, and in whose words it is to be read. */
export interface Viewing {
  readonly citationId: string;
  readonly source: Source;
  readonly vocabulary: Vocabulary;
}

/** The view of a passage; made once for each passage object and question, so that a run analyses no text twice. */
export function viewPassage(passage: Passage, viewing: Viewing): PassageView {
  const { citationId, source, vocabulary } = viewing;
  const known = views.get(passage);
  const isKept = known?.view.source === source && known.view.citationId === citationId;
  if (isKept && known.vocabulary === vocabulary) return known.view;
  const view = makeView(passage, viewing);
  views.set(passage, { view, vocabulary });
  return view;
}

/** What a word counts that the passage calls by another name. */
const otherName = 0.5;

function makeView(passage: Passage, { citationId, source, vocabulary }: Viewing): PassageView {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { term } of analyse(passage.text)) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
    length += 1;
  }
  const sequence = termSequence(passage.text);
  for (const term of vocabulary.astray(passage.text)) counts.delete(term);
  for (const term of vocabulary.lent(passage.text)) counts.set(term, counts.get(term) ?? otherName);
  const above = new Set(
    [source.title, ...passage.headingPath].flatMap((text) => {
      const astray = vocabulary.astray(text);
      const own = analyse(text).map((token) => token.term);
      return [...own.filter((term) => !astray.includes(term)), ...vocabulary.lent(text)];
    }),
  );
  let mentions: readonly string[] | undefined;
  return {
    citationId,
    source,
    passage,
    counts,
    length,
    above,
    terms: new Set([...counts.keys(), ...above]),
    sequence,
    title: termSequence(bareTitle(source.title)),
    get mentions() {
      mentions ??= [...new Set(findMentions(passage.text).map((mention) => mention.text))];
      return mentions;
    },
  };
}

/** A title without the brackets that tell it from its namesakes: “Brand (play)” → “Brand”. */
export function bareTitle(title: string): string {
  const bare = title.replace(/\s*[（(][^（()）]*[)）]\s*$/, "").trim();
  return bare === "" ? title : bare;
}
