import type { OpenObservation, PageObservation } from "../../agent/observation.ts";
import type { ToolContext, ToolResult } from "../../agent/tool.ts";
import { citationId } from "../../core/ids.ts";
import type { JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import type { Evidence, Passage } from "../../core/source.ts";
import type { OpenOutcome } from "../../web/page-provider.ts";
import type { SurferProviders } from "./surfer-providers.ts";
import { type OpenedPage, renderPages } from "./render-pages.ts";
import { selectPassages } from "./select-passages.ts";

export interface OpenCall {
  readonly urls: readonly string[];
  readonly focus?: string | undefined;
}

/** Opens documents at the same time; one that fails is reported beside the others. */
export async function batchOpen(
  providers: SurferProviders,
  call: OpenCall,
  context: ToolContext,
): Promise<ToolResult> {
  const refs = [...new Set(call.urls)];
  const pages = await Promise.all(refs.map((ref) => openOne(providers, ref, call, context)));
  const data: OpenObservation = { type: "open", pages: pages.map(observed) };
  return {
    content: renderPages(pages),
    data: data as unknown as JsonValue,
    evidence: pages.flatMap((page) =>
      page.type === "page" ? page.shown.map((shown) => evidence(page, shown)) : [],
    ),
    isError: pages.every((page) => page.type === "failure"),
  };
}

async function openOne(
  providers: SurferProviders,
  ref: string,
  call: OpenCall,
  context: ToolContext,
): Promise<OpenedPage> {
  const target = context.evidence.get(ref)?.source.id ?? ref;
  const provider = providers.pages.find((candidate) => candidate.canOpen(target));
  if (provider === undefined) {
    const message = "no such document: open URLs, source ids or citation ids that a search returned";
    return { type: "failure", ref, code: "NOT_FOUND", message };
  }
  const outcome = await provider.open(target, context.signal);
  if (outcome.type === "failure")
    return { type: "failure", ref, code: outcome.code, message: outcome.message };
  await context.sources.put(outcome.source, outcome.text);
  const shown = await selectPassages(outcome, {
    query: call.focus ?? context.question,
    required: context.evidence.get(ref)?.passage,
    search: providers.search,
    signal: context.signal,
  });
  const { source, passages, links } = outcome;
  return { type: "page", ref, source, shown, all: passages, ...present({ links }) };
}

/** More than this is no page but a catalogue; its other links have to be found again. */
const maxLinks = 400;

type Page = Extract<OpenOutcome, { type: "page" }>;

function observed(page: OpenedPage): PageObservation {
  if (page.type === "failure") return { ref: page.ref, passages: [], omitted: 0, error: page.message };
  return {
    ref: page.ref,
    source: page.source,
    passages: page.shown.map((passage) => ({ citationId: idOf(page, passage), passage })),
    omitted: page.all.length - page.shown.length,
    ...present({ links: page.links?.slice(0, maxLinks).map(({ url }) => url) }),
  };
}

function idOf(page: Pick<Page, "source">, passage: Passage): string {
  return citationId(page.source.id, passage.start, passage.end);
}

function evidence(page: Pick<Page, "source">, passage: Passage): Evidence {
  return { citationId: idOf(page, passage), source: page.source, passage };
}
