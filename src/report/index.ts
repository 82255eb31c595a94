export { buildReport } from "./build-report.ts";
export type { ReportInput } from "./build-report.ts";
export { toBibtex } from "./render/bibtex.ts";
export { renderHtml } from "./render/render-html.ts";
export { renderMarkdown } from "./render/render-markdown.ts";
export { toClaimsJson, toSourcesJson } from "./render/report-json.ts";
export type {
  Citation,
  Claim,
  ClaimCitation,
  Problem,
  Report,
  SourceRecord,
  Statistics,
  Verdict,
} from "./report.ts";
export { collectDiscovery } from "./sources/collect-discovery.ts";
export type { RunSearch } from "./sources/collect-discovery.ts";
export type { SourceDiscovery } from "./sources/source-records.ts";
