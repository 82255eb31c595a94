import { z } from "zod";
import { withDeadline } from "../../../core/abort.ts";
import { errorMessage } from "../../../core/errors.ts";
import { parseJson } from "../../../core/json.ts";
import { version } from "../../../core/version.ts";
import { listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, type EngineOptions, usualEngineTimeoutMs } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { oneLine } from "../read-markup.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import { withholdKey } from "../withhold-key.ts";
import type { RawResult } from "../web-result.ts";
import { guardedFetch } from "./mcp-fetch.ts";

const facts: EngineFacts = {
  name: "mcp",
  title: "The MCP server",
  finds: "what a server of the Model Context Protocol finds by its tools `search` and `fetch`",
  intents: ["general", "encyclopaedia", "academic", "news", "finance", "law", "code", "statistics"],
  needs: "url",
  keyVariables: ["MCP_SEARCH_TOKEN"],
  urlVariables: ["MCP_SEARCH_URL"],
  filters: [],
  limit: { requests: 5, perMs: 1_000 },
  limits: "those of the server; its address is that of its streamable HTTP endpoint",
  documentation: "https://platform.openai.com/docs/mcp",
};

/** What the tool `search` gives in the shape that ChatGPT's connectors have: as structured content or as JSON in a text. */
const foundSchema = z.object({
  results: listOf(
    z.object({
      id: z.string(),
      title: z.string().nullish(),
      url: z.string().nullish(),
      text: z.string().nullish(),
    }),
  ),
});
type Found = z.infer<typeof foundSchema>["results"][number];

const documentSchema = z.object({ title: z.string().nullish(), text: z.string(), url: z.string().nullish() });

/** Documents of a search that are read at once by the tool `fetch`, for their addresses may lead nowhere. */
const mostDocuments = 5;

/** Any MCP server with the tools `search` and `fetch`, reached over streamable HTTP; a key is sent as a bearer token. */
export function mcp(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const mcpEntry: EngineEntry = { ...facts, make: mcp };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const timeoutMs = options.timeoutMs ?? usualEngineTimeoutMs;
  const talk = (inner: AbortSignal) => talkWith(query, options, inner);
  const outcome = await withDeadline(talk, { timeoutMs, signal });
  if (outcome.type === "value") return outcome.value;
  signal.throwIfAborted();
  return engineFailure("TIMEOUT", `${facts.title} took longer than ${timeoutMs / 1_000} s.`);
}

async function talkWith(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  // Takes a fifth of a second to load, which only those shall wait for who have such a server.
  const { Client, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const guarded = guardedFetch(facts.title, options, signal);
  const headers = options.key === "" ? {} : { authorization: `Bearer ${options.key}` };
  const transport = new StreamableHTTPClientTransport(new URL(options.baseUrl), {
    fetch: guarded.fetch,
    requestInit: { headers },
  });
  const client = new Client({ name: "deepwell", version }, { versionNegotiation: { mode: "auto" } });
  const call: CallTool = (name, input) => client.callTool({ name, arguments: { ...input } }, { signal });
  try {
    await client.connect(transport, { signal });
    return await searched(query, call, options);
  } catch (error) {
    signal.throwIfAborted();
    const said = withholdKey(oneLine(errorMessage(error)), options.key);
    return guarded.failure() ?? engineFailure("BAD_ANSWER", `${facts.title} breaks the protocol: ${said}`);
  } finally {
    await client.close();
  }
}

type CallTool = (name: string, input: Readonly<Record<string, string>>) => Promise<ToolAnswer>;

interface ToolAnswer {
  readonly content: readonly { readonly type: string; readonly text?: unknown }[];
  readonly structuredContent?: unknown;
  readonly isError?: boolean | undefined;
}

async function searched(
  query: EngineQuery,
  call: CallTool,
  options: ReadyOptions,
): Promise<readonly RawResult[] | EngineFailure> {
  const answer = await call("search", { query: query.text });
  if (answer.isError === true) {
    const said = withholdKey(oneLine(textOf(answer)), options.key);
    return engineFailure("REFUSED", `${facts.title} refuses the search: ${said.slice(0, 200)}`);
  }
  const found = foundSchema.safeParse(dataOf(answer));
  if (!found.success)
    return engineFailure("BAD_ANSWER", `The tool search of ${facts.title} gives no list of results.`);
  const wanted = found.data.results.slice(0, query.limit);
  return Promise.all(
    wanted.map(async (one, rank) =>
      ofFound(one, rank < mostDocuments ? await documentOf(one, call) : {}, options),
    ),
  );
}

/** A document that cannot be had leaves the result as the search gave it. */
async function documentOf({ id }: Found, call: CallTool): Promise<Partial<z.infer<typeof documentSchema>>> {
  const answer = await call("fetch", { id }).catch(() => undefined);
  if (answer === undefined || answer.isError === true) return {};
  return documentSchema.safeParse(dataOf(answer)).data ?? {};
}

function dataOf(answer: ToolAnswer): unknown {
  if (answer.structuredContent !== undefined) return answer.structuredContent;
  const parsed = parseJson(textOf(answer));
  return parsed.ok ? parsed.value : undefined;
}

function textOf({ content }: ToolAnswer): string {
  return content.flatMap(({ text }) => (typeof text === "string" ? [text] : [])).join("\n");
}

function ofFound(
  found: Found,
  document: Partial<z.infer<typeof documentSchema>>,
  { baseUrl }: ReadyOptions,
): RawResult {
  const address = [document.url, found.url].find((url) => /^https?:/i.test(url ?? ""));
  const text = document.text ?? found.text;
  return {
    // A document without an address of its own is one of the server.
    url: address ?? apiUrl(baseUrl, `documents/${encodeURIComponent(found.id)}`).href,
    title: document.title || found.title,
    snippet: found.text ?? text,
    text: document.text,
  };
}
