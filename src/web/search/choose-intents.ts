import { intentCues } from "./intent-cues.ts";
import { type SearchIntent, searchIntents } from "./search-engine.ts";

export interface IntentScore {
  readonly intent: SearchIntent;
  /** 0 to 1: how sure it is that the query is about this. */
  readonly score: number;
  /** The words of the query that speak for it; empty for what every query may be. */
  readonly because: readonly string[];
}

/** Every query may be answered by the web at large, and many by an encyclopaedia. */
const base: Partial<Record<SearchIntent, number>> = { general: 0.5, encyclopaedia: 0.2 };

/**
 * What a query is about, the surest first, told by its words alone (English and Chinese) and without a model. Intents
 * that nothing speaks for are left out; `general` never is.
 */
export function chooseIntents(query: string): readonly IntentScore[] {
  const text = query.normalize("NFKC").slice(0, longestRead);
  return searchIntents
    .map((intent) => scoreOf(intent, text))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

const longestRead = 2_000;

/** Cues are taken for independent pieces of evidence, each with the chance that it tells the truth. */
function scoreOf(intent: SearchIntent, text: string): IntentScore {
  let doubt = 1 - (base[intent] ?? 0);
  const because = new Set<string>();
  for (const { pattern, weight } of intentCues[intent]) {
    const words = new Set([...text.matchAll(pattern)].map(([word]) => word.trim().toLowerCase()));
    for (const word of [...words].filter((each) => !because.has(each)).slice(0, 3)) {
      doubt *= 1 - weight;
      because.add(word);
    }
  }
  return { intent, score: 1 - doubt, because: [...because] };
}
