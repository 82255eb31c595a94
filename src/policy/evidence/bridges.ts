import { splitSentences } from "../../core/sentences.ts";
import { bareTitle } from "../state/passage-view.ts";
import type { ResearchState, Selection } from "../state/research-state.ts";
import { termSequence } from "../term-sequence.ts";
import { type Rarity, rarityOf } from "./rarity.ts";

/** A name that a selected passage gives and the question does not: where the next hop may lead. */
export interface Bridge {
  readonly name: string;
  /** Its term sequence. */
  readonly key: string;
  /** 0 to 1: rare names lead somewhere, “American” leads anywhere. */
  readonly weight: number;
  /** 0 to 1: how much of the question its sentence speaks of. */
  readonly nearness: number;
  /** Citation id of the passage, and its place among the selections, from 0. */
  readonly from: string;
  readonly order: number;
}

/** “October 5” has capitals and leads nowhere. */
const dates =
  /^(?:\p{L}+ )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b[\s\p{N},of]*$/iu;

/** Names are followed from the passages read first; later ones are too far from the question. */
const maxSources = 5;
const cache = new WeakMap<ResearchState, readonly Bridge[]>();

/** Names worth following, from the passages selected first; each name once, where it was met first. */
export function findBridges(state: ResearchState): readonly Bridge[] {
  const known = cache.get(state);
  if (known !== undefined) return known;
  const rarity = rarityOf(state);
  const asked = new Set(state.questionTerms);
  const bridges = new Map<string, Bridge>();
  const passages = new Map(state.selections.map((selection) => [selection.view.citationId, selection]));
  for (const [order, selection] of [...passages.values()].slice(0, maxSources).entries()) {
    for (const bridge of bridgesOf(selection, { state, rarity, asked, order })) {
      if (!bridges.has(bridge.key)) bridges.set(bridge.key, bridge);
    }
  }
  const made = [...bridges.values()];
  cache.set(state, made);
  return made;
}

interface Setting {
  readonly state: ResearchState;
  readonly rarity: Rarity;
  readonly asked: ReadonlySet<string>;
  readonly order: number;
}

function bridgesOf({ view }: Selection, { state, rarity, asked, order }: Setting): readonly Bridge[] {
  const sentences = splitSentences(view.passage.text).map(({ text }) => ({
    text,
    terms: new Set(termSequence(text).trim().split(" ")),
  }));
  const total = sum(state.questionTerms, rarity);
  const names = [...view.mentions, ...linkedTitles(state, view.passage.text), bareTitle(view.source.title)];
  return [...new Set(names)].flatMap((name): readonly Bridge[] => {
    const key = termSequence(name);
    const terms = key.trim().split(" ");
    // A name the question has is no news, nor is the passage's own title where the question led to it.
    if (
      key === "" ||
      dates.test(name) ||
      terms.every((term) => asked.has(term)) ||
      state.questionSequence.includes(key)
    )
      return [];
    const about = sentences.filter((sentence) => sentence.text.includes(name));
    const near = Math.max(
      0,
      ...about.map(({ terms: said }) =>
        sum(
          state.questionTerms.filter((term) => said.has(term)),
          rarity,
        ),
      ),
    );
    const weight = Math.min(1, sum(terms, rarity));
    return [{ name, key, weight, nearness: total === 0 ? 0 : near / total, from: view.citationId, order }];
  });
}

function sum(terms: readonly string[], rarity: Rarity): number {
  return terms.reduce((total, term) => total + rarity(term), 0);
}

/** Titles of seen documents that a text names: finds names without capitals, above all Chinese ones. */
function linkedTitles(state: ResearchState, text: string): readonly string[] {
  const titles = new Set([...state.passages.values()].map(({ view }) => bareTitle(view.source.title)));
  return [...titles].filter(
    (title) => title.length >= 2 && /\p{Script=Han}/u.test(title) && text.includes(title),
  );
}
