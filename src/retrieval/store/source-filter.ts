import type { Source } from "../../core/source.ts";
import type { SearchFilters } from "../../web/search-provider.ts";
import type { PassageFilter } from "../passage-index.ts";
import type { AuthorityOf } from "../ranking/authority.ts";
import type { SourceTable, StoredSource } from "./source-table.ts";

interface FilteredSource {
  readonly stored: StoredSource;
  readonly host: string;
}

const keptFilters = 16;

/**
 * Turns filters on sources into bitmaps over passage numbers; keeps what it learned until the sources change. What is
 * known of publishers is asked for here and stored nowhere, so another list of them needs no other index.
 */
export class SourceFilters {
  readonly #table: SourceTable;
  readonly #authorityOf: AuthorityOf;
  readonly #bitmaps = new Map<string, Bitmap>();
  #sources: FilteredSource[] = [];
  #lastNumber = 0;
  #revision = 0;

  constructor(table: SourceTable, authorityOf: AuthorityOf) {
    this.#table = table;
    this.#authorityOf = authorityOf;
  }

  /** Undefined where the filters let everything pass. */
  filter(filters: SearchFilters | undefined): PassageFilter | undefined {
    const key = JSON.stringify(filters ?? {});
    if (key === "{}" || filters === undefined) return undefined;
    this.#refresh();
    const known = this.#bitmaps.get(key);
    if (known !== undefined) return known;
    const end = this.#sources.reduce(
      (highest, { stored }) => Math.max(highest, stored.first + stored.count),
      0,
    );
    const bitmap = new Bitmap(end);
    for (const { stored, host } of this.#sources) {
      if (isAdmitted(stored.source, host, filters) && this.#isOfTier(stored.source, filters))
        bitmap.add(stored.first, stored.count);
    }
    if (this.#bitmaps.size >= keptFilters) this.#bitmaps.clear();
    this.#bitmaps.set(key, bitmap);
    return bitmap;
  }

  #isOfTier(source: Source, { tiers }: SearchFilters): boolean {
    return tiers === undefined || tiers.includes(this.#authorityOf(source).tier);
  }

  #refresh(): void {
    const revision = this.#table.metadataRevision();
    if (revision !== this.#revision) {
      this.#revision = revision;
      this.#sources = [];
      this.#lastNumber = 0;
      this.#bitmaps.clear();
    }
    // A source that was removed stays: the index holds none of its passages.
    const added = this.#table.since(this.#lastNumber);
    if (added.length === 0) return;
    this.#bitmaps.clear();
    for (const stored of added) {
      this.#sources.push({ stored, host: URL.parse(stored.source.url)?.hostname ?? "" });
      this.#lastNumber = Math.max(this.#lastNumber, stored.number);
    }
  }
}

class Bitmap implements PassageFilter {
  readonly #bits: Uint8Array;

  constructor(length: number) {
    this.#bits = new Uint8Array((length >> 3) + 1);
  }

  add(first: number, count: number): void {
    for (let number = first; number < first + count; number++) {
      this.#bits[number >> 3] = (this.#bits[number >> 3] ?? 0) | (1 << (number & 7));
    }
  }

  admits(number: number): boolean {
    return ((this.#bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }
}

function isAdmitted(source: Source, host: string, filters: SearchFilters): boolean {
  const isUnder = (domain: string) => host === domain || host.endsWith(`.${domain}`);
  return (
    (filters.language === undefined || source.language === filters.language) &&
    (filters.sourceIds === undefined || filters.sourceIds.includes(source.id)) &&
    (filters.domains === undefined || filters.domains.some(isUnder)) &&
    !(filters.excludeDomains ?? []).some(isUnder) &&
    isDatedWithin(source.modified ?? source.published, filters)
  );
}

/** A reduced date (2023, 2023-05) is within when some day of it is; a source without a date is within no limits. */
function isDatedWithin(date: string | undefined, { since, until }: SearchFilters): boolean {
  if (since === undefined && until === undefined) return true;
  if (date === undefined) return false;
  const day = date.slice(0, 10);
  const isLateEnough = since === undefined || day >= since || since.startsWith(day);
  const isEarlyEnough = until === undefined || day <= until || day.startsWith(until);
  return isLateEnough && isEarlyEnough;
}
