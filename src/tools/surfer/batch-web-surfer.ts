import { z } from "zod";
import { type AnyTool, defineTool } from "../../agent/tool.ts";
import { batchOpen } from "./batch-open.ts";
import { batchSearch } from "./batch-search.ts";
import type { SurferProviders } from "./surfer-providers.ts";

/** Models often send a list as a JSON string, or one string where a list is due. */
const stringList = z.preprocess(
  (value) => {
    if (typeof value !== "string") return value;
    if (!value.trimStart().startsWith("[")) return [value];
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return [value];
    }
  },
  z.array(z.string().trim().min(1).max(2_000)).min(1).max(10),
);

const isoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "an ISO date: YYYY, YYYY-MM or YYYY-MM-DD");

const input = z
  .object({
    action: z.enum(["batch_search", "batch_open"]),
    queries: stringList.optional().describe("batch_search: 1 to 10 queries, searched at the same time"),
    topk: z.coerce
      .number()
      .int()
      .min(1)
      .max(200)
      .default(20)
      .describe("batch_search: hits in total over all queries"),
    urls: stringList.optional().describe("batch_open: 1 to 10 URLs, source ids or citation ids"),
    focus: z.string().max(500).optional().describe("batch_open: what to look for in long documents"),
    language: z
      .string()
      .max(8)
      .optional()
      .describe("batch_search: only sources in this language, e.g. en or zh"),
    shard: z
      .enum(["authority", "general"])
      .optional()
      .describe("batch_search: only publishers known to be reliable, or only the others; both where absent"),
    domains: stringList.optional().describe("batch_search: only pages of these sites, e.g. who.int"),
    exclude_domains: stringList.optional().describe("batch_search: no pages of these sites"),
    since: isoDate.optional().describe("batch_search: only sources published on or after this date"),
    until: isoDate.optional().describe("batch_search: only sources published on or before this date"),
  })
  .refine((value) => value.action !== "batch_search" || value.queries !== undefined, {
    message: "batch_search needs queries",
    path: ["queries"],
  })
  .refine((value) => value.action !== "batch_open" || value.urls !== undefined, {
    message: "batch_open needs urls",
    path: ["urls"],
  });

const description = `Searches the available sources, or opens documents from them.
- action "batch_search": runs all queries at once and returns one reranked list of passages; topk is shared fairly between the queries. Each passage has a citation id (web_xxxxxxxx) to use in \\cite{}. A lead is a page that was found and not read: open its URL before you rely on it; a lead cannot be cited.
- action "batch_open": opens documents by URL, source id or citation id; long documents show the passages that matter for the question and an outline of the rest. Each shown passage has a citation id.
A query or document that fails is reported on its own; the others still come back.`;

/** Search and reading in one tool (paper §4.3): several queries or documents in one call. */
export function batchWebSurfer(providers: SurferProviders): AnyTool {
  return defineTool({
    name: "batch_web_surfer",
    description,
    input,
    parallel: true,
    outbound: true,
    run: (call, context) =>
      call.action === "batch_search"
        ? batchSearch(providers, { ...call, queries: call.queries ?? [] }, context)
        : batchOpen(providers, { ...call, urls: call.urls ?? [] }, context),
  });
}
