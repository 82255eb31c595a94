import type { EngineEntry } from "./engine-entry.ts";
import { bochaEntry } from "./engines/bocha.ts";
import { braveEntry } from "./engines/brave.ts";
import { exaEntry } from "./engines/exa.ts";
import { firecrawlEntry } from "./engines/firecrawl.ts";
import { googleCseEntry } from "./engines/google-cse.ts";
import { jinaEntry } from "./engines/jina.ts";
import { retrieveEntry } from "./engines/retrieve.ts";
import { searxngEntry } from "./engines/searxng.ts";
import { serperEntry } from "./engines/serper.ts";
import { stepfunEntry } from "./engines/stepfun.ts";
import { tavilyEntry } from "./engines/tavily.ts";
import { wikipediaEntry } from "./engines/wikipedia.ts";

/** Every engine there is, by name. */
export const engineList: readonly EngineEntry[] = [
  bochaEntry,
  braveEntry,
  exaEntry,
  firecrawlEntry,
  googleCseEntry,
  jinaEntry,
  retrieveEntry,
  searxngEntry,
  serperEntry,
  stepfunEntry,
  tavilyEntry,
  wikipediaEntry,
];
