import type { Passage, Source } from "../../core/source.ts";
import type { PageLink } from "../page-provider.ts";
import { ItemStore } from "./item-store.ts";

/** An answer of a server as it is kept, with what RFC 9111 needs to judge its age. */
export interface StoredResponse {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly fetchedAt: string;
  /** The policy of the cache, as JSON. */
  readonly policy: string;
}

/** A page that was read, under the hash of its text. */
export interface StoredPage {
  readonly source: Source;
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly links: readonly PageLink[];
}

export interface WebStoreOptions {
  /** Answers and pages together; the least recently used go first. 1 GiB unless given. */
  readonly maxBytes?: number;
}

/**
 * What was fetched from the web and read, in one bounded file that runs share; everything in it can be had again. Never
 * throws for what the disk does.
 */
export interface WebStore {
  response(url: string): StoredResponse | undefined;
  putResponse(url: string, response: StoredResponse): void;
  dropResponse(url: string): void;
  /** `id` whole, or a prefix of at least 8 hex digits that fits one page only. */
  page(id: string): StoredPage | undefined;
  putPage(page: StoredPage): void;
  /** Bytes of everything that is kept, about. */
  size(): number;
  close(): void;
}

const usualMaxBytes = 1 << 30;
const minPrefix = 8;

/** Opens the store, or makes it; `:memory:` for one that is not kept. */
export function openWebStore(path: string, { maxBytes = usualMaxBytes }: WebStoreOptions = {}): WebStore {
  const items = new ItemStore(path, maxBytes);
  const isPrefix = (id: string): boolean => id.length >= minPrefix && id.length < 64;
  return {
    response(url) {
      const item = items.read("response", url);
      // Written below.
      return item && { ...(JSON.parse(item.facts) as Omit<StoredResponse, "bytes">), bytes: item.data };
    },
    putResponse(url, { bytes, ...facts }) {
      items.write("response", url, { facts: JSON.stringify(facts), data: bytes });
    },
    dropResponse: (url) => items.drop("response", url),
    page(id) {
      const item = items.read("page", isPrefix(id) ? (items.keyFrom("page", id) ?? id) : id);
      if (item === undefined) return undefined;
      // Written below.
      const facts = JSON.parse(item.facts) as Omit<StoredPage, "text">;
      return { ...facts, text: Buffer.from(item.data).toString("utf8") };
    },
    putPage({ text, ...facts }) {
      items.write("page", facts.source.id, { facts: JSON.stringify(facts), data: Buffer.from(text) });
    },
    size: () => items.bytes(),
    close: () => items.close(),
  };
}
