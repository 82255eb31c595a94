import { present } from "../../core/present.ts";
import { detectLanguage } from "../../document/language.ts";
import { loadCheckpoint } from "../../policy/checkpoint/load-checkpoint.ts";
import type { Library } from "../../retrieval/library.ts";
import { runEmbedded } from "../run-embedded.ts";

/** A passage as the scores need it. */
export interface KnownPassage {
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

/** What a run of the embedded policy said and saw. */
export interface Asked {
  readonly language: string;
  /** As the composer wrote it, before its citations are checked; absent where nothing was found to say. */
  readonly report?: string;
  readonly passages: ReadonlyMap<string, KnownPassage>;
  /** Citation ids of the passages that were taken as evidence. */
  readonly taken: ReadonlySet<string>;
  readonly queries: readonly string[];
}

/** Puts one question to the embedded policy over a library, through the loop and the real tools. */
export async function ask(question: string, library: Library): Promise<Asked> {
  const language = detectLanguage(question) ?? "en";
  const { network } = loadCheckpoint();
  const { messages, state } = await runEmbedded(question, { library, language, policy: { network } });
  const said = messages.at(-1);
  const text =
    said?.role === "assistant"
      ? said.parts.map((part) => (part.type === "text" ? part.text : "")).join("")
      : "";
  const report = /<answer>\n([\s\S]+)\n<\/answer>/.exec(text)?.[1];
  return {
    language,
    ...present({ report }),
    passages: new Map(
      [...state.passages].map(([id, { view }]) => [
        id,
        { url: view.source.url, title: view.source.title, text: view.passage.text },
      ]),
    ),
    taken: new Set(state.selections.map(({ view }) => view.citationId)),
    queries: state.queries.map(({ query }) => query),
  };
}
