import type { Authority } from "../../core/authority.ts";
import { present } from "../../core/present.ts";
import type { Evidence, Source } from "../../core/source.ts";
import type { AuthorityOf } from "../../retrieval/ranking/authority.ts";
import type { SourceAuthority, SourceRecord, SourceStatus } from "../report.ts";
import { originsOf } from "../../retrieval/origins/origins-of.ts";

/** How a run came by a source. */
export interface SourceDiscovery {
  /** Queries whose results it was in. */
  readonly queries: readonly string[];
  /** Whether it was opened, not only met in results. */
  readonly opened: boolean;
}

export interface RecordOptions {
  readonly evidence: Iterable<Evidence>;
  readonly discovery: ReadonlyMap<string, SourceDiscovery>;
  /** Ids of cited sources in the order of their numbers. */
  readonly used: readonly string[];
  /** For sources that do not say when they were fetched. */
  readonly accessed: string;
  readonly authorityOf: AuthorityOf;
  readonly storedText: (sourceId: string) => Promise<string | undefined>;
}

/** One record for every source the run has met: cited ones first, by number, then those read, then those seen. */
export async function sourceRecords(options: RecordOptions): Promise<readonly SourceRecord[]> {
  const sources = distinctSources(options.evidence);
  const texts = await Promise.all(
    sources.map(async (source) => ({ source, text: await options.storedText(source.id) })),
  );
  const origins = originsOf(texts, options.authorityOf);
  const records = sources.map((source): SourceRecord => {
    const place = options.used.indexOf(source.id);
    const discovery = options.discovery.get(source.id);
    const status: SourceStatus = place >= 0 ? "used" : discovery?.opened === true ? "read" : "seen";
    const { origin, nearCopies } = origins.get(source.id) ?? { origin: 0, nearCopies: [] };
    return {
      id: source.id,
      url: source.url,
      title: source.title,
      authors: source.authors,
      ...present({ publisher: source.publisher, published: source.published }),
      accessed: source.fetched?.slice(0, 10) ?? options.accessed,
      ...present({ language: source.language }),
      mediaType: source.mediaType,
      collection: source.collection,
      ...present({ tier: source.tier }),
      authority: authorityRecord(options.authorityOf(source)),
      status,
      foundBy: discovery?.queries ?? [],
      ...(place < 0 ? {} : { number: place + 1 }),
      origin,
      nearCopies,
    };
  });
  const order: readonly SourceStatus[] = ["used", "read", "seen"];
  return records.toSorted(
    (a, b) => order.indexOf(a.status) - order.indexOf(b.status) || (a.number ?? 0) - (b.number ?? 0),
  );
}

function authorityRecord(known: Authority): SourceAuthority {
  const { tier, kind, official, reliable, reason, via, estimate } = known;
  return {
    tier,
    official,
    reliable,
    reason,
    via,
    ...present({ kind, estimate }),
  };
}

function distinctSources(evidence: Iterable<Evidence>): readonly Source[] {
  const sources = new Map<string, Source>();
  for (const { source } of evidence) {
    if (!sources.has(source.id)) sources.set(source.id, source);
  }
  return [...sources.values()];
}
