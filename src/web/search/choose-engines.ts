import type { IntentScore } from "./choose-intents.ts";
import type { SearchEngine, SearchIntent } from "./search-engine.ts";

/** An engine that was chosen, and why. */
export interface EngineChoice {
  readonly engine: string;
  /** The intent for which it is asked. */
  readonly intent: SearchIntent;
  /** 0 to 1: how well it fits the query. */
  readonly fit: number;
}

export interface ChooseEnginesOptions {
  readonly intents: readonly IntentScore[];
  /** BCP 47 primary tag of the query. */
  readonly language: string;
  /** How many may be asked at once. */
  readonly most: number;
}

/** One weak sign is enough, where better ones leave a place; what nothing speaks for is not worth a request. */
const leastFit = 0.3;

/**
 * The engines to ask for a query, the best first, from those given in the order of preference. Engines of another
 * language and of another subject are left out, so that never all of them are asked for everything; one engine of the
 * web at large is among them where there is one. Without any that fits, the first of the language is asked.
 */
export function chooseEngines(
  engines: readonly Pick<SearchEngine, "name" | "intents" | "languages">[],
  { intents, language, most }: ChooseEnginesOptions,
): readonly EngineChoice[] {
  const speaking = engines.filter(({ languages }) => languages?.includes(language) ?? true);
  const choices = speaking.map((engine) => choiceOf(engine, intents));
  const ranked = choices.toSorted((a, b) => b.fit - a.fit);
  const fitting = ranked.filter(({ fit }) => fit >= leastFit);
  if (fitting.length === 0) return ranked.slice(0, 1);
  const chosen = fitting.slice(0, most);
  const general =
    choices.find((choice) => isOfTheWeb(choice, engines, 1)) ??
    choices.find((choice) => isOfTheWeb(choice, engines));
  const isMissing = general !== undefined && !chosen.some((choice) => isOfTheWeb(choice, engines));
  return isMissing ? [...chosen.slice(0, most - 1), general] : chosen;
}

function choiceOf(
  { name, intents: own }: Pick<SearchEngine, "name" | "intents">,
  intents: readonly IntentScore[],
): EngineChoice {
  const [best] = own
    .map((intent) => ({ intent, fit: intents.find((each) => each.intent === intent)?.score ?? 0 }))
    .toSorted((a, b) => b.fit - a.fit);
  return { engine: name, ...(best ?? { intent: "general", fit: 0 }) };
}

/** Whether an engine is for everything, among the first so many of its intents. */
function isOfTheWeb(
  { engine }: EngineChoice,
  engines: readonly Pick<SearchEngine, "name" | "intents">[],
  first = Infinity,
): boolean {
  return (
    engines
      .find(({ name }) => name === engine)
      ?.intents.slice(0, first)
      .includes("general") === true
  );
}
