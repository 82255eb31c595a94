import { z } from "zod";
import { sha256 } from "../../../core/hash.ts";
import { listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import type { SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "retrieve",
  title: "The retrieval server",
  finds: "passages of a corpus of one's own, by the protocol of Search-R1",
  intents: ["general", "encyclopaedia"],
  needs: "url",
  keyVariables: [],
  urlVariables: ["RETRIEVE_URL", "RETRIEVAL_SERVICE_URL"],
  exampleUrl: "http://localhost:8000",
  filters: [],
  limit: { requests: 20, perMs: 1_000 },
  limits: "one's own",
  documentation: "https://github.com/PeterGriffinJin/Search-R1",
};

const hitSchema = z.object({
  document: z.object({
    contents: z.string(),
    id: z.union([z.string(), z.number()]).optional(),
    title: z.string().optional(),
    url: z.string().optional(),
  }),
});

/** The retriever of Search-R1 (`/retrieve`), which verl, SkyRL and slime speak too: one list of hits for each query. */
const answerSchema = z.object({ result: z.tuple([listOf(hitSchema)], z.unknown()) });

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: ({ text, limit }, { baseUrl }) => ({
    url: apiUrl(baseUrl, "retrieve"),
    json: { queries: [text], topk: limit, return_scores: true },
  }),
  read: ({ result: [hits] }, _query, { baseUrl }) => hits.map((hit) => ofHit(hit, baseUrl)),
};

/** A retrieval server of one's own over passages; a passage without an address gets one below that of the server. */
export function retrieve(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const retrieveEntry: EngineEntry = { ...facts, make: retrieve };

/** Contents begin with the title, mostly in quotes, on a line of its own. */
function ofHit({ document }: z.infer<typeof hitSchema>, baseUrl: string): RawResult {
  const [first = "", ...rest] = document.contents.split("\n");
  const hasTitle = document.title === undefined && rest.length > 0;
  const text = hasTitle ? rest.join("\n") : document.contents;
  const id = document.id ?? sha256(document.contents).slice(0, 16);
  return {
    url: document.url ?? apiUrl(baseUrl, `passages/${encodeURIComponent(id)}`).href,
    title: document.title ?? (hasTitle ? first.replace(/^"(.*)"$/, "$1") : undefined),
    snippet: text,
    text,
  };
}
