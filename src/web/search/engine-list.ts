import type { EngineEntry } from "./engine-entry.ts";
import { arxivEntry } from "./engines/arxiv.ts";
import { bochaEntry } from "./engines/bocha.ts";
import { braveEntry } from "./engines/brave.ts";
import { commonCrawlEntry } from "./engines/common-crawl.ts";
import { crossrefEntry } from "./engines/crossref.ts";
import { duckduckgoEntry } from "./engines/duckduckgo.ts";
import { europePmcEntry } from "./engines/europe-pmc.ts";
import { exaEntry } from "./engines/exa.ts";
import { firecrawlEntry } from "./engines/firecrawl.ts";
import { gdeltEntry } from "./engines/gdelt.ts";
import { githubEntry } from "./engines/github.ts";
import { googleCseEntry } from "./engines/google-cse.ts";
import { hackernewsEntry } from "./engines/hackernews.ts";
import { jinaEntry } from "./engines/jina.ts";
import { mcpCommandEntry } from "./engines/mcp-command.ts";
import { mcpEntry } from "./engines/mcp.ts";
import { openalexEntry } from "./engines/openalex.ts";
import { pubmedEntry } from "./engines/pubmed.ts";
import { retrieveEntry } from "./engines/retrieve.ts";
import { searxngEntry } from "./engines/searxng.ts";
import { secEdgarEntry } from "./engines/sec-edgar.ts";
import { semanticScholarEntry } from "./engines/semantic-scholar.ts";
import { serperEntry } from "./engines/serper.ts";
import { stackExchangeEntry } from "./engines/stack-exchange.ts";
import { stepfunEntry } from "./engines/stepfun.ts";
import { tavilyEntry } from "./engines/tavily.ts";
import { wikidataEntry } from "./engines/wikidata.ts";
import { wikipediaEntry } from "./engines/wikipedia.ts";
import { worldBankEntry } from "./engines/world-bank.ts";

/** Every engine there is, by name. */
export const engineList: readonly EngineEntry[] = [
  arxivEntry,
  bochaEntry,
  braveEntry,
  commonCrawlEntry,
  crossrefEntry,
  duckduckgoEntry,
  europePmcEntry,
  exaEntry,
  firecrawlEntry,
  gdeltEntry,
  githubEntry,
  googleCseEntry,
  hackernewsEntry,
  jinaEntry,
  mcpEntry,
  mcpCommandEntry,
  openalexEntry,
  pubmedEntry,
  retrieveEntry,
  searxngEntry,
  secEdgarEntry,
  semanticScholarEntry,
  serperEntry,
  stackExchangeEntry,
  stepfunEntry,
  tavilyEntry,
  wikidataEntry,
  wikipediaEntry,
  worldBankEntry,
];
