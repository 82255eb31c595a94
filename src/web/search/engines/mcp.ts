import { withDeadline } from "../../../core/abort.ts";
import { errorMessage } from "../../../core/errors.ts";
import { version } from "../../../core/version.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { type EngineOptions, usualEngineTimeoutMs } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { guardedFetch } from "../mcp/guarded-fetch.ts";
import { searchByTools } from "../mcp/search-by-tools.ts";
import { oneLine } from "../read-markup.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "mcp",
  title: "The MCP server",
  finds: "what a server of the Model Context Protocol finds by its tools `search` and `fetch`",
  intents: ["general", "encyclopaedia", "academic", "news", "finance", "law", "code", "statistics"],
  needs: "url",
  keyVariables: ["MCP_SEARCH_TOKEN"],
  urlVariables: ["MCP_SEARCH_URL"],
  exampleUrl: "http://localhost:8000/mcp",
  filters: [],
  limit: { requests: 5, perMs: 1_000 },
  limits: "those of the server; its address is that of its streamable HTTP endpoint",
  documentation: "https://platform.openai.com/docs/mcp",
};

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
  const { baseUrl, key } = options;
  // Takes a fifth of a second to load, which only those shall wait for who have such a server.
  const { Client, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const guarded = guardedFetch(facts.title, options, signal);
  const headers = key === "" ? {} : { authorization: `Bearer ${key}` };
  const transport = new StreamableHTTPClientTransport(new URL(baseUrl), {
    fetch: guarded.fetch,
    requestInit: { headers },
  });
  const client = new Client({ name: "deepwell", version }, { versionNegotiation: { mode: "auto" } });
  try {
    await client.connect(transport, { signal });
    return await searchByTools(query, { client, title: facts.title, baseUrl, signal });
  } catch (error) {
    signal.throwIfAborted();
    const said = oneLine(errorMessage(error));
    return guarded.failure() ?? engineFailure("BAD_ANSWER", `${facts.title} breaks the protocol: ${said}`);
  } finally {
    await client.close();
  }
}
