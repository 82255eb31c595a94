import { arxivCase } from "./cases/arxiv.fixture.ts";
import { bochaCase } from "./cases/bocha.fixture.ts";
import { braveCase } from "./cases/brave.fixture.ts";
import { commonCrawlCase } from "./cases/common-crawl.fixture.ts";
import { crossrefCase } from "./cases/crossref.fixture.ts";
import { duckduckgoCase } from "./cases/duckduckgo.fixture.ts";
import { europePmcCase } from "./cases/europe-pmc.fixture.ts";
import { exaCase } from "./cases/exa.fixture.ts";
import { firecrawlCase } from "./cases/firecrawl.fixture.ts";
import { gdeltCase } from "./cases/gdelt.fixture.ts";
import { githubCase } from "./cases/github.fixture.ts";
import { googleCseCase } from "./cases/google-cse.fixture.ts";
import { hackernewsCase } from "./cases/hackernews.fixture.ts";
import { jinaCase } from "./cases/jina.fixture.ts";
import { openalexCase } from "./cases/openalex.fixture.ts";
import { pubmedCase } from "./cases/pubmed.fixture.ts";
import { retrieveCase } from "./cases/retrieve.fixture.ts";
import { searxngCase } from "./cases/searxng.fixture.ts";
import { secEdgarCase } from "./cases/sec-edgar.fixture.ts";
import { semanticScholarCase } from "./cases/semantic-scholar.fixture.ts";
import { serperCase } from "./cases/serper.fixture.ts";
import { stackExchangeCase } from "./cases/stack-exchange.fixture.ts";
import { stepfunCase } from "./cases/stepfun.fixture.ts";
import { tavilyCase } from "./cases/tavily.fixture.ts";
import { wikidataCase } from "./cases/wikidata.fixture.ts";
import { wikipediaCase } from "./cases/wikipedia.fixture.ts";
import { worldBankCase } from "./cases/world-bank.fixture.ts";
import type { EngineCase } from "./engine-case.fixture.ts";

/** What every engine that is asked by single requests has to show. */
export const engineCases: readonly EngineCase[] = [
  arxivCase,
  bochaCase,
  braveCase,
  commonCrawlCase,
  crossrefCase,
  duckduckgoCase,
  europePmcCase,
  exaCase,
  firecrawlCase,
  gdeltCase,
  githubCase,
  googleCseCase,
  hackernewsCase,
  jinaCase,
  openalexCase,
  pubmedCase,
  retrieveCase,
  searxngCase,
  secEdgarCase,
  semanticScholarCase,
  serperCase,
  stackExchangeCase,
  stepfunCase,
  tavilyCase,
  wikidataCase,
  wikipediaCase,
  worldBankCase,
];
