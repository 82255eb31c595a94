import type { EngineEntry } from "./engine-entry.ts";
import { arxivEntry } from "./engines/arxiv.ts";
import { bochaEntry } from "./engines/bocha.ts";
import { braveEntry } from "./engines/brave.ts";
import { crossrefEntry } from "./engines/crossref.ts";
import { europePmcEntry } from "./engines/europe-pmc.ts";
import { exaEntry } from "./engines/exa.ts";
import { firecrawlEntry } from "./engines/firecrawl.ts";
import { googleCseEntry } from "./engines/google-cse.ts";
import { jinaEntry } from "./engines/jina.ts";
import { openalexEntry } from "./engines/openalex.ts";
import { pubmedEntry } from "./engines/pubmed.ts";
import { retrieveEntry } from "./engines/retrieve.ts";
import { searxngEntry } from "./engines/searxng.ts";
import { semanticScholarEntry } from "./engines/semantic-scholar.ts";
import { serperEntry } from "./engines/serper.ts";
import { stepfunEntry } from "./engines/stepfun.ts";
import { tavilyEntry } from "./engines/tavily.ts";
import { wikipediaEntry } from "./engines/wikipedia.ts";

/** Every engine there is, by name. */
export const engineList: readonly EngineEntry[] = [
  arxivEntry,
  bochaEntry,
  braveEntry,
  crossrefEntry,
  europePmcEntry,
  exaEntry,
  firecrawlEntry,
  googleCseEntry,
  jinaEntry,
  openalexEntry,
  pubmedEntry,
  retrieveEntry,
  searxngEntry,
  semanticScholarEntry,
  serperEntry,
  stepfunEntry,
  tavilyEntry,
  wikipediaEntry,
];
