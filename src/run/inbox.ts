import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseJson } from "../core/json.ts";
import { writeFileAtomic } from "./write-file-atomic.ts";

const requestSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("steer"), text: z.string() }),
  z.object({ type: z.literal("stop") }),
  z.object({ type: z.literal("cancel") }),
]);

/** What anyone may ask of a run: hear this, finish the turn and write what there is, or end now. */
export type RunRequest = z.infer<typeof requestSchema>;

/** A request that waits in the run's directory; ids sort in the order of posting. */
export type WaitingRequest = RunRequest & { readonly id: string };

/** Leaves a request in a run's directory, where its driver finds it, now or when the run is resumed. */
export async function postRequest(directory: string, request: RunRequest): Promise<string> {
  const folder = inboxOf(directory);
  await mkdir(folder, { recursive: true });
  const id = `${String(Date.now()).padStart(15, "0")}-${randomUUID()}`;
  await writeFileAtomic(path.join(folder, `${id}.json`), JSON.stringify(request));
  return id;
}

/** The requests that wait, oldest first. What is no request is passed over and stays. */
export async function readRequests(directory: string): Promise<readonly WaitingRequest[]> {
  const folder = inboxOf(directory);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).toSorted();
  const found = await Promise.all(names.map((name) => readRequest(folder, name)));
  return found.filter((request) => request !== undefined);
}

/** Idempotent. */
export async function removeRequest(directory: string, id: string): Promise<void> {
  await rm(path.join(inboxOf(directory), `${id}.json`), { force: true });
}

async function readRequest(folder: string, name: string): Promise<WaitingRequest | undefined> {
  const text = await readFile(path.join(folder, name), "utf8").catch(() => "");
  const json = parseJson(text);
  const parsed = json.ok ? requestSchema.safeParse(json.value) : undefined;
  return parsed?.success ? { ...parsed.data, id: path.basename(name, ".json") } : undefined;
}

function inboxOf(directory: string): string {
  return path.join(directory, "inbox");
}
