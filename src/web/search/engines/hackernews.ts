import { z } from "zod";
import { listOf } from "../ask-engine.ts";
import { endOfDay, startOfDay } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import { plainText } from "../plain-text.ts";
import type { EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "hackernews",
  title: "Hacker News",
  finds: "pages that were discussed on Hacker News, and questions asked there",
  intents: ["code", "news"],
  languages: ["en"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://hn.algolia.com/api/v1",
  filters: ["since", "until"],
  limit: { requests: 10_000, perMs: 3_600_000 },
  limits: "10,000 requests an hour from one address",
  documentation: "https://hn.algolia.com/api",
};

const storySchema = z.object({
  objectID: z.string(),
  title: z.string(),
  url: z.string().nullish(),
  author: z.string().nullish(),
  points: z.number().nullish(),
  num_comments: z.number().nullish(),
  created_at: z.string().nullish(),
  story_text: z.string().nullish(),
});

const answerSchema = z.object({ hits: listOf(storySchema) });

const mostResults = 100;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, { baseUrl }) => ({
    url: apiUrl(baseUrl, "search", {
      query: query.text,
      tags: "story",
      hitsPerPage: Math.min(query.limit, mostResults),
      numericFilters: dayFilters(query),
    }),
  }),
  read: ({ hits }) => hits.map(ofStory),
};

/** Stories of Hacker News by Algolia's index. The result is the page that a story is about, or its own page. */
export function hackernews(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const hackernewsEntry: EngineEntry = { ...facts, make: hackernews };

function dayFilters({ filters: { since, until } = {} }: EngineQuery): string | undefined {
  const parts = [
    ...(since === undefined ? [] : [`created_at_i>=${startOfDay(since)}`]),
    ...(until === undefined ? [] : [`created_at_i<=${endOfDay(until)}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(",");
}

function ofStory(story: z.infer<typeof storySchema>): RawResult {
  const discussion = `https://news.ycombinator.com/item?id=${encodeURIComponent(story.objectID)}`;
  const text = plainText(story.story_text ?? "");
  const counts = `${story.points ?? 0} points, ${story.num_comments ?? 0} comments: ${discussion}`;
  return story.url
    ? { url: story.url, title: story.title, snippet: `${text} Discussed on Hacker News, ${counts}` }
    : {
        url: discussion,
        title: story.title,
        snippet: text || counts,
        published: story.created_at,
        authors: [story.author],
        text,
      };
}
