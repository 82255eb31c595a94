import { z } from "zod";
import type { WebClient } from "./web-client.ts";

/** The Wayback Machine's index of what it has (its Availability API). */
export const waybackUrl = "https://archive.org/wayback/available";

const availability = z.object({
  archived_snapshots: z.object({
    closest: z.object({ available: z.literal(true), url: z.string(), timestamp: z.string() }).optional(),
  }),
});

export interface ArchiveOptions {
  readonly client: WebClient;
  /** `waybackUrl`, or another server that answers like it. */
  readonly archiveUrl: string;
  readonly signal: AbortSignal;
}

/** The URL of the newest archived copy of a page, without the archive's own frame; undefined where there is none. */
export async function archivedCopy(
  url: string,
  { client, archiveUrl, signal }: ArchiveOptions,
): Promise<string | undefined> {
  const asked = new URL(archiveUrl);
  asked.searchParams.set("url", url);
  const answer = await client.fetchJson({ url: asked.href }, signal);
  const found = answer.type === "json" ? availability.safeParse(answer.value) : undefined;
  const closest = found?.data?.archived_snapshots.closest;
  if (closest === undefined) return undefined;
  // `id_` after the time stamp asks for the page as it was stored. The index names http where https works.
  const copy = closest.url.replace(`/${closest.timestamp}/`, `/${closest.timestamp}id_/`);
  return asked.protocol === "https:" ? copy.replace(/^http:/, "https:") : copy;
}
