import type { Passage, Source } from "../../core/source.ts";
import { analyse } from "../../retrieval/analysis/index.ts";
import { findMentions } from "../question/mentions.ts";

/** A passage as the policy looks at it: its terms by field, and what can be matched as a phrase. */
export interface PassageView {
  readonly citationId: string;
  readonly source: Source;
  readonly passage: Passage;
  /** How often each term stands in the text. */
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

const views = new WeakMap<Passage, PassageView>();

/** The view of a passage; made once for each passage object, so that a run analyses no text twice. */
export function viewPassage(citationId: string, source: Source, passage: Passage): PassageView {
  const known = views.get(passage);
  if (known !== undefined && known.source === source && known.citationId === citationId) return known;
  const view = makeView(citationId, source, passage);
  views.set(passage, view);
  return view;
}

function makeView(citationId: string, source: Source, passage: Passage): PassageView {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { term } of analyse(passage.text)) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
    length += 1;
  }
  const above = new Set(
    [source.title, ...passage.headingPath].flatMap((text) => analyse(text).map((token) => token.term)),
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
    sequence: termSequence(passage.text),
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

/** A text's terms in order, one for each word, so that one text's words can be looked for in another's. */
export function termSequence(text: string): string {
  const terms: string[] = [];
  let last = -1;
  for (const token of analyse(text)) {
    if (token.position === last) continue;
    last = token.position;
    terms.push(token.term);
  }
  return terms.length === 0 ? "" : ` ${terms.join(" ")} `;
}
