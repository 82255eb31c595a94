import { type Clock, systemClock } from "../../core/clock.ts";
import type { WebClient } from "../web-client.ts";
import type { ServerCommand } from "./mcp/server-command.ts";
import type { SearchEngine } from "./search-engine.ts";

/** What an engine is made of. The guard of the client holds for every request that it sends. */
export interface EngineOptions {
  readonly client: WebClient;
  /**
   * Root of the API, below which the engine's own paths lie, with or without a slash at its end; the public one
   * unless given. A private host is reached only where the client names it (`namedHosts`).
   */
  readonly baseUrl?: string;
  /** Never part of a failure's message. */
  readonly key?: string;
  /** What an engine wants to be told besides its key, such as the id of a search engine that somebody set up. */
  readonly account?: string;
  /** Where people who run an engine find out who asks them: `https:` or `mailto:`. Some answer only whom they can reach. */
  readonly contactUrl?: string;
  /** The server to be started, where the engine is one. */
  readonly command?: ServerCommand;
  /** For one request, from the host's turn to the last byte; `usualEngineTimeoutMs` unless given. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** Makes an engine; opens nothing and asks nothing until it is searched. */
export type EngineMaker = (options: EngineOptions) => SearchEngine;

export const usualEngineTimeoutMs = 10_000;

/** The address of an API's path with its query; parameters that are undefined are left out. */
export function apiUrl(
  baseUrl: string,
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>> = {},
): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`.replace(/\/$/, ""));
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** The clock of an engine: that of the machine unless a test holds it. */
export function clockOf({ clock = systemClock }: EngineOptions): Clock {
  return clock;
}
