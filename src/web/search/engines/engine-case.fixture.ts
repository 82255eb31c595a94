import type { EngineMaker } from "../engine-options.ts";
import type { EngineQuery, WebFilter, WebResult } from "../search-engine.ts";
import type { ReceivedRequest } from "./engine-site.fixture.ts";

/** What an adapter has to show in the conformance suite. */
export interface EngineCase {
  readonly make: EngineMaker;
  /** Given where the engine needs one; it has to arrive, and no message may hold it. */
  readonly key?: string;
  readonly account?: string;
  readonly contactUrl?: string;
  /** Asked without filters, where an engine cannot be asked for any words. */
  readonly plainText?: string;
  /**
   * Its answers as the API documents them, files under `fixtures/`: one for every path, or by the path that is asked,
   * with parameters where these make the difference; a status other than 200 stands before the file: `404 none.json`.
   * The results of `everyFilter` stand in them.
   */
  readonly answers: string | Readonly<Record<string, string>>;
  /** Of a search without results: a text, or files by path as in `answers`. */
  readonly empty: string | Readonly<Record<string, string>>;
  /** All results of the answer, in order, whole; the engine's own address is `https://engine.example` in them. */
  readonly results: readonly WebResult[];
  /** What has to arrive for `everyFilter`, in order; headers beside the usual ones only. */
  readonly requests: readonly ExpectedRequest[];
  /** Of `everyFilter`. */
  readonly unmapped: readonly WebFilter[];
}

export type ExpectedRequest = Omit<ReceivedRequest, "headers"> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** A query with everything that can be asked for. */
export const everyFilter = {
  text: "solid-state battery & cycle life",
  limit: 7,
  filters: {
    language: "en",
    since: "2024-03-01",
    until: "2024-06-30",
    domains: ["example.org", "example.com"],
    excludeDomains: ["spam.example"],
  },
} as const satisfies EngineQuery;
