import { withDeadline } from "../../../core/abort.ts";
import { errorMessage } from "../../../core/errors.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { type EngineOptions, usualEngineTimeoutMs } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { CommandServer } from "../mcp/command-server.ts";
import { searchByTools } from "../mcp/search-by-tools.ts";
import { withholdSecrets } from "../mcp/server-command.ts";
import { oneLine } from "../read-markup.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "mcp-command",
  title: "The MCP command",
  finds: "what a server of the Model Context Protocol finds that is started as a command",
  intents: ["general", "encyclopaedia", "academic", "news", "finance", "law", "code", "statistics"],
  needs: "command",
  keyVariables: [],
  urlVariables: [],
  commandVariables: ["DEEPWELL_MCP_COMMAND"],
  // Below a name that RFC 2606 keeps from ever existing stand the documents that have no address of their own.
  baseUrl: "https://mcp.invalid/",
  filters: [],
  limit: { requests: 5, perMs: 1_000 },
  limits: "those of the server; one that ends is started once more and then given up",
  documentation: "https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#stdio",
};

/**
 * Any MCP server with the tools `search` and `fetch` that talks on its standard streams. It is started by the first
 * search and ended by `close`, with all that it has started.
 */
export function mcpCommand(options: EngineOptions): SearchEngine {
  const { command } = options;
  if (command === undefined) return engineOf(facts, options, async () => []);
  const server = new CommandServer({ command });
  const engine = engineOf(facts, options, async (query, ready, signal) => {
    const timeoutMs = ready.timeoutMs ?? usualEngineTimeoutMs;
    const ask = (inner: AbortSignal) => talkWith(server, { query, ready, signal: inner });
    const outcome = await withDeadline(ask, { timeoutMs, signal });
    signal.throwIfAborted();
    const late = server.withLastWords(`${facts.title} took longer than ${timeoutMs / 1_000} s`);
    return withheld(
      outcome.type === "value" ? outcome.value : engineFailure("TIMEOUT", late),
      command.secrets,
    );
  });
  return { ...engine, close: () => server.close() };
}

/** Its row in the table of engines. */
export const mcpCommandEntry: EngineEntry = { ...facts, make: mcpCommand };

interface Asking {
  readonly query: EngineQuery;
  readonly ready: ReadyOptions;
  readonly signal: AbortSignal;
}

async function talkWith(
  server: CommandServer,
  { query, ready: { baseUrl }, signal }: Asking,
): Promise<readonly RawResult[] | EngineFailure> {
  try {
    const used = await server.use(
      (client) => searchByTools(query, { client, title: facts.title, baseUrl, signal }),
      signal,
    );
    if (used.type === "value") return used.value;
    return engineFailure("UNREACHABLE", `${facts.title} does not work: ${used.why}`, { retryable: false });
  } catch (error) {
    signal.throwIfAborted();
    const said = oneLine(errorMessage(error));
    return engineFailure("BAD_ANSWER", `${facts.title} breaks the protocol: ${said}`);
  }
}

function withheld(
  outcome: readonly RawResult[] | EngineFailure,
  secrets: readonly string[],
): readonly RawResult[] | EngineFailure {
  return "type" in outcome ? { ...outcome, message: withholdSecrets(outcome.message, secrets) } : outcome;
}
