import type { Client } from "@modelcontextprotocol/client";
import { z } from "zod";
import { parseJson } from "../../../core/json.ts";
import { listOf } from "../ask-engine.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl } from "../engine-options.ts";
import { oneLine } from "../read-markup.ts";
import type { EngineFailure, EngineQuery } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

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
type FoundDocument = z.infer<typeof documentSchema>;

/** Documents of a search that are read at once by the tool `fetch`, for their addresses may lead nowhere. */
const mostDocuments = 5;

/** A server that is connected, and how it is told of. */
export interface ToolServer {
  readonly client: Client;
  readonly title: string;
  /** Below it stand the documents that have no address of their own. */
  readonly baseUrl: string;
  readonly signal: AbortSignal;
}

/** Searches by the tool `search` of a server and reads the best documents by its tool `fetch`. Rejects as the client does. */
export async function searchByTools(
  query: EngineQuery,
  server: ToolServer,
): Promise<readonly RawResult[] | EngineFailure> {
  const { title } = server;
  const answer = await callTool("search", { query: query.text }, server);
  if (answer.isError === true) {
    const said = oneLine(textOf(answer)).slice(0, 200);
    return engineFailure("REFUSED", `${title} refuses the search: ${said}`);
  }
  const found = foundSchema.safeParse(dataOf(answer));
  if (!found.success)
    return engineFailure("BAD_ANSWER", `The tool search of ${title} gives no list of results.`);
  const wanted = found.data.results.slice(0, query.limit);
  return Promise.all(
    wanted.map(async (one, rank) =>
      ofFound(one, rank < mostDocuments ? await documentOf(one, server) : {}, server.baseUrl),
    ),
  );
}

interface ToolAnswer {
  readonly content: readonly { readonly type: string; readonly text?: unknown }[];
  readonly structuredContent?: unknown;
  readonly isError?: boolean | undefined;
}

function callTool(
  name: string,
  input: Readonly<Record<string, string>>,
  { client, signal }: ToolServer,
): Promise<ToolAnswer> {
  return client.callTool({ name, arguments: { ...input } }, { signal });
}

/** A document that cannot be had leaves the result as the search gave it. */
async function documentOf({ id }: Found, server: ToolServer): Promise<Partial<FoundDocument>> {
  const answer = await callTool("fetch", { id }, server).catch(() => undefined);
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

function ofFound(found: Found, document: Partial<FoundDocument>, baseUrl: string): RawResult {
  const address = [document.url, found.url].find((url) => /^https?:/i.test(url ?? ""));
  const text = document.text ?? found.text;
  return {
    url: address ?? apiUrl(baseUrl, `documents/${encodeURIComponent(found.id)}`).href,
    title: document.title || found.title,
    snippet: found.text ?? text,
    text: document.text,
  };
}
