import type { Evidence } from "../core/source.ts";
import type { Block } from "./body/body.ts";
import { countInvented } from "./body/count-invented.ts";
import { divideClaims } from "./body/divide-claims.ts";
import { plainText, spanInlines } from "./body/inline-text.ts";
import { keepKnownLinks } from "./body/keep-known-links.ts";
import { knownUrls } from "./body/known-urls.ts";
import { labelCitations } from "./body/label-citations.ts";
import { parseAnswer } from "./body/parse-answer.ts";
import { printBody, printedIds } from "./body/print-body.ts";
import { checkClaim } from "./check/check-claim.ts";
import { type PassageState, PassageReader } from "./check/stored-passage.ts";
import { countStatistics } from "./count-statistics.ts";
import type { Claim, Report, Searched } from "./report.ts";
import { type AuthorityOf, bundledAuthority } from "../retrieval/ranking/authority.ts";
import { type SourceDiscovery, sourceRecords } from "./sources/source-records.ts";

/** All that a report is made from. */
export interface ReportInput {
  readonly runId: string;
  readonly question: string;
  /** Of the report: BCP 47 primary tag. */
  readonly language: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Markdown with `\cite{}`. */
  readonly answer: string;
  /** By citation id. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** The stored text of a source; the only text that claims are checked against. */
  readonly sourceText: (sourceId: string) => Promise<string | undefined>;
  readonly policy: string;
  readonly usesLanguageModel: boolean;
  /** What happens to a claim that is not supported: it is marked, or left out. */
  readonly policyMode: "mark" | "strict";
  readonly searched: Searched;
  readonly status: "verified" | "partial";
  /** How each source was found, by source id; see `collectDiscovery`. */
  readonly discovery?: ReadonlyMap<string, SourceDiscovery>;
  /** What is known of publishers; that of the bundled index where absent. */
  readonly authorityOf?: AuthorityOf;
}

/**
 * Turns an answer into a report in which every citation can be checked. Every citation that is printed has its passage in
 * the stored bytes, every address that is printed was met by the run; claims are compared with their passages and
 * marked or left out. Never throws because of what the answer says.
 */
export async function buildReport(input: ReportInput): Promise<Report> {
  const reader = new PassageReader(input.sourceText);
  const answer = parseAnswer(input.answer);
  const cited = printedIds(answer);
  const passages = await readPassages(cited, input.evidence, reader);
  const stored = new Map(
    [...passages].flatMap(([id, state]) => (state.type === "stored" ? [[id, state]] : [])),
  );
  const known = knownUrls({
    sourceUrls: await storedUrls(input.evidence, reader),
    citedTexts: [...stored.values()].map((passage) => passage.text),
    question: input.question,
  });
  const linked = keepKnownLinks(answer, known);
  const divided = divideClaims(linked.body);
  const claims = divided.claims.map((draft): Claim => {
    const claim = checkClaim(draft, { question: input.question, passages });
    return { ...claim, dropped: input.policyMode === "strict" && claim.verdict !== "supported" };
  });
  const body = printBody(divided.body, {
    isPrinted: (id) => stored.has(id),
    isDropped: (id) => claims.some((claim) => claim.id === id && claim.dropped),
  });
  const citations = labelCitations(printedIds(body), stored, (id) => claimIdsOf(id, claims));
  const used = [...new Set(citations.map((citation) => citation.sourceId))];
  const sources = await sourceRecords({
    evidence: input.evidence.values(),
    discovery: input.discovery ?? new Map(),
    used,
    accessed: input.createdAt.slice(0, 10),
    authorityOf: input.authorityOf ?? bundledAuthority,
    storedText: (id) => reader.storedText(id),
  });
  const { title, rest } = splitTitle(body, input.question);
  const removed = {
    citations: cited.filter((id) => !input.evidence.has(id)),
    addresses: linked.removed,
  };
  return {
    id: input.runId,
    question: input.question,
    language: input.language,
    createdAt: input.createdAt,
    title,
    policy: input.policy,
    usesLanguageModel: input.usesLanguageModel,
    policyMode: input.policyMode,
    status: input.status,
    body: rest,
    claims,
    citations,
    sources,
    removed,
    searched: input.searched,
    statistics: countStatistics({
      claims,
      sources,
      unknownCitations: removed.citations.length,
      linksRemoved: removed.addresses.length,
      invented: countInvented(body, {
        isCitation: (id) => citations.some((citation) => citation.id === id),
        isUrl: (url) => known.find(url) !== undefined,
      }),
      sourcesSeen: Math.max(input.searched.sourcesSeen, sources.length),
    }),
  };
}

async function readPassages(
  ids: readonly string[],
  evidence: ReadonlyMap<string, Evidence>,
  reader: PassageReader,
): Promise<ReadonlyMap<string, PassageState>> {
  const states = ids.map(async (id): Promise<readonly (readonly [string, PassageState])[]> => {
    const found = evidence.get(id);
    return found === undefined ? [] : [[id, await reader.read(id, found)]];
  });
  return new Map((await Promise.all(states)).flat());
}

/** Addresses of sources whose bytes are stored and unchanged. */
async function storedUrls(
  evidence: ReadonlyMap<string, Evidence>,
  reader: PassageReader,
): Promise<readonly string[]> {
  const urls = new Map([...evidence.values()].map(({ source }) => [source.id, source.url]));
  const stored = await Promise.all(
    [...urls].map(async ([id, url]) => ((await reader.storedText(id)) === undefined ? [] : [url])),
  );
  return stored.flat();
}

function claimIdsOf(citationId: string, claims: readonly Claim[]): readonly string[] {
  return claims
    .filter(
      (claim) => !claim.dropped && claim.citations.some((citation) => citation.citationId === citationId),
    )
    .map((claim) => claim.id);
}

/** The first-level heading that opens the answer is the title; without one, the question is. */
function splitTitle(
  body: readonly Block[],
  question: string,
): { readonly title: string; readonly rest: readonly Block[] } {
  const [first, ...rest] = body;
  const asked = question.replace(/\s+/g, " ").trim();
  if (first?.type !== "heading" || first.level !== 1) return { title: asked, rest: body };
  const title = plainText(spanInlines(first.content)).replace(/\s+/g, " ").trim();
  return { title: title === "" ? asked : title, rest };
}
