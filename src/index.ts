/** What a program that uses Deepwell as a library imports. */
export type { Approval, ApprovalRequest } from "./agent/approval.ts";
export type { RunEvent, RunLimits, RunStatus } from "./agent/events.ts";
export { type AnyTool, defineTool, type Tool, type ToolContext, type ToolResult } from "./agent/tool.ts";
export { AppError, type ErrorCode, exitCodes } from "./core/errors.ts";
export type { Evidence, Passage, Source } from "./core/source.ts";
export { type BundledOptions, openBundledLibrary } from "./corpora/bundled.ts";
export { ingest, type IngestOptions, type IngestSummary } from "./ingest/ingest.ts";
export { createParsePool, type ParsePool } from "./ingest/parse-pool.ts";
export { webPageProvider } from "./ingest/web/web-page-provider.ts";
export { webSearchProvider, type WebSearchProvider } from "./ingest/web/web-search-provider.ts";
export { embeddedRubricJudge } from "./judge/rubric/embedded/embedded-rubric-judge.ts";
export { modelRubricJudge, type ModelRubricJudgeOptions } from "./judge/rubric/model/model-rubric-judge.ts";
export { readTask, readTasks } from "./judge/rubric/read-tasks.ts";
export type { Rubric, RubricGroup, RubricTask } from "./judge/rubric/rubric.ts";
export type { RubricJudge, RubricJudgement } from "./judge/rubric/rubric-judge.ts";
export { type Mapping, type RubricScore, scoreRubrics, type ScoreOptions } from "./judge/rubric/score.ts";
export { readVerdict, type RubricOutcome, type VerdictWord } from "./judge/rubric/verdict.ts";
export { anthropicPolicy, type AnthropicOptions } from "./model/anthropic.ts";
export { geminiPolicy, type GeminiOptions } from "./model/gemini.ts";
export { openaiCompatiblePolicy, type OpenAICompatibleOptions } from "./model/openai-compatible.ts";
export type { Policy, PolicyEvent, PolicyState } from "./model/policy.ts";
export { costOf, type Price } from "./model/prices/price.ts";
export { type ScriptedTurn, scriptedPolicy } from "./model/scripted-policy.ts";
export { embeddedPolicy } from "./policy/embedded-policy.ts";
export {
  research,
  type ResearchOptions,
  type ResearchResult,
  type ResearchRun,
} from "./research/research.ts";
export { type Library, openLibrary } from "./retrieval/library.ts";
export { localSearchProvider } from "./retrieval/local-provider.ts";
export { createRolloutCache, type RolloutCache } from "./web/rollout-cache.ts";
export { CarefulEngine } from "./web/search/careful-engine.ts";
export type { EngineEntry } from "./web/search/engine-entry.ts";
export { engineList } from "./web/search/engine-list.ts";
export type { SearchEngine } from "./web/search/search-engine.ts";
export { createWebSearch, type WebSearch } from "./web/search/web-search.ts";
export { openWebStore, type WebStore } from "./web/store/web-store.ts";
export { createWebClient, type WebClient, type WebClientOptions } from "./web/web-client.ts";
export type { PageProvider } from "./web/page-provider.ts";
export type { SearchProvider, SearchQuery } from "./web/search-provider.ts";
