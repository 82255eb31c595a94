import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import {
  createMcpHandler,
  McpServer,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { clientFor, startSite, untilDone } from "../../loopback-site.fixture.ts";
import { mcp } from "./mcp.ts";

const documents = [
  {
    id: "a/1",
    title: "Cells",
    url: "https://example.org/cells",
    text: "Cells last a <b>thousand</b> cycles.",
  },
  { id: "b", title: "Notes", url: "notes://b", text: "Private notes about cells." },
];

type Shape = "structured" | "text" | "refused" | "other";

function buildServer(shape: Shape): McpServer {
  const server = new McpServer({ name: "library", version: "1.0.0" });
  const text = (value: unknown) => ({ content: [{ type: "text" as const, text: JSON.stringify(value) }] });
  server.registerTool(
    "search",
    { description: "finds documents", inputSchema: z.object({ query: z.string() }) },
    async ({ query }) => {
      if (shape === "refused")
        return { content: [{ type: "text", text: "no more searches" }], isError: true };
      if (shape === "other") return { content: [{ type: "text", text: "Two documents were found." }] };
      const results = documents
        .filter((document) => document.text.toLowerCase().includes(query))
        .map(({ id, title, url }) => ({ id, title, url }));
      return shape === "structured"
        ? { ...text({ results }), structuredContent: { results } }
        : text({ results });
    },
  );
  server.registerTool(
    "fetch",
    { description: "gives a document", inputSchema: z.object({ id: z.string() }) },
    async ({ id }) => {
      const document = documents.find((each) => each.id === id);
      return document === undefined
        ? { ...text("none"), isError: true }
        : text({ ...document, metadata: {} });
    },
  );
  return server;
}

interface LoopbackServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly authorizations: readonly (string | undefined)[];
}

/** The official server on loopback, of today's protocol, which answers in events, or of the one before. */
async function startServer(shape: Shape, era: "modern" | "legacy" = "modern"): Promise<LoopbackServer> {
  const authorizations: (string | undefined)[] = [];
  const modern = createMcpHandler(() => buildServer(shape));
  const legacy = async (request: Request): Promise<Response> => {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await buildServer(shape).connect(transport);
    return transport.handleRequest(request);
  };
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    authorizations.push(incoming.headers.authorization);
    const request = await requestOf(incoming);
    const answer = await (era === "modern" ? modern.fetch(request) : legacy(request));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer((incoming, response) => void serve(incoming, response));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    url: `http://127.0.0.1:${port}/mcp`,
    authorizations,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks).toString() };
  const { method = "GET" } = incoming;
  return new Request(`http://${incoming.headers.host}${incoming.url}`, { method, headers, ...body });
}

async function ask(
  { url, port }: { readonly url: string; readonly port: number },
  text = "cells",
  limit = 5,
) {
  await using client = clientFor([], { namedHosts: [`127.0.0.1:${port}`] });
  const engine = mcp({ client, baseUrl: url, key: "mcp-k3y", timeoutMs: 10_000 });
  return await engine.search({ text, limit, filters: { language: "en" } }, untilDone);
}

test.each([
  ["structured content", "structured", "modern"],
  ["JSON in a text", "text", "modern"],
  ["JSON in a text, by the protocol before", "text", "legacy"],
] as const)("a server's documents are found and read: %s", async (_what, shape, era) => {
  await using server = await startServer(shape, era);
  expect(await ask(server)).toEqual({
    type: "results",
    results: [
      {
        url: "https://example.org/cells",
        title: "Cells",
        snippet: "Cells last a thousand cycles.",
        text: "Cells last a <b>thousand</b> cycles.",
      },
      {
        url: `${server.url}/documents/b`,
        title: "Notes",
        snippet: "Private notes about cells.",
        text: "Private notes about cells.",
      },
    ],
    unmapped: ["language"],
  });
  expect(new Set(server.authorizations)).toEqual(new Set(["Bearer mcp-k3y"]));
});

test("no more is found and read than was wanted, and nothing is nothing", async () => {
  await using server = await startServer("text");
  expect(await ask(server, "cells", 1)).toMatchObject({ results: [{ title: "Cells" }] });
  expect(await ask(server, "snow")).toEqual({ type: "results", results: [], unmapped: ["language"] });
});

test("a tool's error is a refusal, and another shape no answer", async () => {
  await using refused = await startServer("refused");
  expect(await ask(refused)).toMatchObject({
    code: "REFUSED",
    message: "The MCP server refuses the search: no more searches",
  });
  await using other = await startServer("other");
  expect(await ask(other)).toMatchObject({ code: "BAD_ANSWER" });
});

test.each([
  [401, { error: "bad mcp-k3y" }, {}, "KEY_REFUSED"],
  [429, {}, { "retry-after": "7" }, "RATE_LIMITED"],
  [500, {}, {}, "UNREACHABLE"],
  [200, { jsonrpc: "2.0", id: 99, result: {} }, { "content-type": "text/plain" }, "BAD_ANSWER"],
] as const)(
  "a server that answers %i with %j fails without telling the key",
  async (status, body, headers, code) => {
    await using site = await startSite((_request, response) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(body)),
    );
    const outcome = await ask({ url: `${site.origin}/mcp`, port: site.port });
    expect(outcome).toMatchObject({ type: "failure", code });
    expect(JSON.stringify(outcome)).not.toContain("mcp-k3y");
  },
);

test("a server on a private host that nobody named is not reached", async () => {
  await using server = await startServer("text");
  await using client = clientFor([]);
  const outcome = await mcp({ client, baseUrl: server.url }).search({ text: "cells", limit: 1 }, untilDone);
  expect(outcome).toMatchObject({ type: "failure", code: "REFUSED" });
  expect(server.authorizations).toEqual([]);
});

test("it gives up at its deadline, and rejects when it is stopped", async () => {
  const controller = new AbortController();
  await using site = await startSite(() => undefined);
  await using client = clientFor([site]);
  const query = { text: "cells", limit: 1 };
  const hasty = mcp({ client, baseUrl: site.origin, timeoutMs: 100 });
  expect(await hasty.search(query, untilDone)).toMatchObject({ code: "TIMEOUT" });
  const stopped = mcp({ client, baseUrl: site.origin }).search(query, controller.signal);
  controller.abort(new Error("stopped"));
  await expect(stopped).rejects.toThrow("stopped");
});
