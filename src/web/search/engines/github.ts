import { z } from "zod";
import { askEngine, type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { plainText } from "../plain-text.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "github",
  title: "GitHub",
  finds: "repositories and issues; with a key also code",
  intents: ["code"],
  needs: "nothing",
  keyVariables: ["GITHUB_TOKEN", "GH_TOKEN"],
  urlVariables: ["GITHUB_API_URL"],
  baseUrl: "https://api.github.com",
  filters: ["since", "until"],
  // A search is two requests, three with a key.
  limit: { requests: 5, perMs: 60_000 },
  limits: "ten requests a minute without a key, thirty with one; a search is two or three",
  documentation: "https://docs.github.com/rest/search/search",
};

const repositorySchema = z.object({
  html_url: z.string(),
  full_name: z.string(),
  description: z.string().nullish(),
  language: z.string().nullish(),
  stargazers_count: z.number().nullish(),
  pushed_at: z.string().nullish(),
});
const issueSchema = z.object({
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string().nullish(),
  comments: z.number().nullish(),
  created_at: z.string().nullish(),
  user: z.object({ login: z.string().nullish() }).nullish().catch(null),
});
const codeSchema = z.object({
  html_url: z.string(),
  path: z.string(),
  repository: z.object({ full_name: z.string(), description: z.string().nullish() }),
});

const mostResults = 100;
/** A longer query is refused, whose qualifiers do not count. */
const longestText = 256;

/** GitHub's search: what was found as repositories, issues and code takes turns, the best of each first. */
export function github(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const githubEntry: EngineEntry = { ...facts, make: github };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const lists: (readonly RawResult[])[] = [];
  for (const kind of kinds.filter(({ needsKey }) => !needsKey || options.key !== "")) {
    const found = await kind.find(query, options, signal);
    // One kind may have a limit of its own that is spent; the other kinds were found.
    if ("type" in found && lists.length === 0) return found;
    if (!("type" in found)) lists.push(found);
  }
  return inTurns(lists);
}

interface Kind {
  readonly needsKey: boolean;
  find(
    query: EngineQuery,
    options: ReadyOptions,
    signal: AbortSignal,
  ): Promise<readonly RawResult[] | EngineFailure>;
}

const kinds: readonly Kind[] = [
  kindOf({ path: "search/repositories", item: repositorySchema, dateField: "pushed", read: ofRepository }),
  kindOf({
    path: "search/issues",
    item: issueSchema,
    // Without it the request is refused.
    qualifier: "is:issue",
    dateField: "created",
    read: ofIssue,
  }),
  // Code has no dates there.
  kindOf({ path: "search/code", item: codeSchema, needsKey: true, read: ofCode }),
];

function kindOf<T>(kind: {
  readonly path: string;
  readonly item: z.ZodType<T>;
  readonly qualifier?: string;
  readonly dateField?: string;
  readonly needsKey?: boolean;
  readonly read: (item: T) => RawResult;
}): Kind {
  const schema = z.object({ items: listOf(kind.item) });
  return {
    needsKey: kind.needsKey === true,
    async find(query, options, signal) {
      const range = dateQualifier(query, kind.dateField);
      if (range === "impossible") return [];
      const url = apiUrl(options.baseUrl, kind.path, {
        q: [query.text.slice(0, longestText), kind.qualifier, range]
          .filter((part) => part !== undefined)
          .join(" "),
        per_page: Math.min(query.limit, mostResults),
      });
      const headers = {
        accept: "application/vnd.github+json",
        "x-github-api-version": "2022-11-28",
        ...(options.key === "" ? {} : { authorization: `Bearer ${options.key}` }),
      };
      const meaning = (error: EngineError): ErrorMeaning | undefined => ofError(error, options);
      const request = { title: facts.title, url, headers, schema, ofError: meaning };
      const answer = await askEngine(request, options, signal);
      return answer.type === "failure" ? answer : answer.value.items.map(kind.read);
    },
  };
}

function dateQualifier({ filters: { since, until } = {} }: EngineQuery, field?: string): string | undefined {
  if (since === undefined && until === undefined) return undefined;
  if (field === undefined) return "impossible";
  return `${field}:${since?.slice(0, 10) ?? "*"}..${until?.slice(0, 10) ?? "*"}`;
}

function inTurns(lists: readonly (readonly RawResult[])[]): readonly RawResult[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, rank) => lists.flatMap((list) => list[rank] ?? [])).flat();
}

function ofRepository(repository: z.infer<typeof repositorySchema>): RawResult {
  const { html_url, full_name, description, language, stargazers_count, pushed_at } = repository;
  const said = [
    language,
    `${stargazers_count ?? 0} stars`,
    pushed_at && `last push ${pushed_at.slice(0, 10)}`,
  ];
  return {
    url: html_url,
    title: full_name,
    snippet: `${plainText(description ?? "")} (${said.filter(Boolean).join(", ")})`,
    published: pushed_at,
  };
}

function ofIssue({
  html_url,
  title,
  body,
  state,
  comments,
  created_at,
  user,
}: z.infer<typeof issueSchema>): RawResult {
  return {
    url: html_url,
    title,
    snippet: `${(body ?? "").slice(0, 800)} (${state ?? "unknown"}, ${comments ?? 0} comments)`,
    published: created_at,
    authors: [user?.login],
  };
}

function ofCode({ html_url, path, repository }: z.infer<typeof codeSchema>): RawResult {
  return {
    url: html_url,
    title: `${path} in ${repository.full_name}`,
    snippet: repository.description,
  };
}

/** Spent limits come as 403 or 429 and tell in a header when they are renewed. */
function ofError({ status, headers }: EngineError, options: EngineOptions): ErrorMeaning | undefined {
  if ((status !== 403 && status !== 429) || headers["x-ratelimit-remaining"] !== "0") return undefined;
  const resetMs = Number(headers["x-ratelimit-reset"]) * 1_000;
  const waitMs = resetMs - clockOf(options).now().getTime();
  return { code: "RATE_LIMITED", retryAfterMs: waitMs > 0 ? waitMs : undefined };
}
