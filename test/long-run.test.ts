import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { initialState, applyEvent } from "../src/agent/state.ts";
import { sha256 } from "../src/core/hash.ts";
import { citationIdPattern } from "../src/core/ids.ts";
import { estimateTokens } from "../src/core/tokens.ts";
import { buildDocument } from "../src/document/build-document.ts";
import type { LoopbackReply } from "../src/model/loopback-reply.ts";
import { type LoopbackRequest, startLoopbackModel } from "../src/model/loopback-server.ts";
import { loopbackPolicy } from "../src/model/loopback-turn.ts";
import { research } from "../src/research/research.ts";
import { type Library, openLibrary } from "../src/retrieval/library.ts";
import { localSearchProvider } from "../src/retrieval/local-provider.ts";
import { readJournal } from "../src/run/journal.ts";
import { verifies } from "./promises.ts";

const allTurns = 200;
const contextTokens = 32_000;
const goods = ["amber", "barley", "copper", "dates", "ebony", "flax", "ginger", "honey", "indigo", "jade"];

let folder = "";
let library: Library;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-long-"));
  library = openLibrary(":memory:");
  for (let port = 1; port <= 60; port++) {
    const blocks = goods.map((good, at) => ({
      type: "paragraph" as const,
      text: `The harbour of Port ${port} takes a due of ${port * 100 + at} crowns for each ton of ${good}. ${`Carts of ${good} wait behind the customs house until the clerk of Port ${port} has weighed them. `.repeat(8)}`,
    }));
    const { text, passages } = buildDocument(blocks, { mediaType: "text/html" });
    const source = {
      id: sha256(text),
      url: `https://example.org/port-${port}`,
      title: `Harbour dues of Port ${port}`,
      authors: [],
      mediaType: "text/html",
      collection: "web",
    };
    await library.add([{ source, text, passages }]);
  }
});
afterAll(async () => {
  library.close();
  await rm(folder, { recursive: true, force: true });
});

interface Sent {
  readonly messages: readonly { readonly role: string; readonly content?: string | null }[];
}

const sentIn = (request: LoopbackRequest): Sent => Object(request.json) as Sent;
const textOf = (request: LoopbackRequest): string => JSON.stringify(sentIn(request).messages);

/** Searches for another good of another port in each turn, names one passage of what came back, and cites all it named. */
function researcher(named: string[], turns = allTurns) {
  return (request: LoopbackRequest, index: number): LoopbackReply => {
    const results = sentIn(request).messages.filter(({ role }) => role === "tool");
    const id = citationIdPattern.exec(results.at(-1)?.content ?? "")?.[0];
    if (id !== undefined) named.push(id);
    if (index === turns - 1) {
      const cited = [...new Set(named)].map((each) => `The dues are laid down \\cite{${each}}.`);
      return { type: "message", text: `<answer>${cited.join(" ")}</answer>` };
    }
    const query = `due for ${goods[index % goods.length]} in the harbour of Port ${(index % 60) + 1}`;
    return {
      type: "message",
      text: id === undefined ? "I begin." : `The due stands in ${id}.`,
      toolCalls: [{ name: "batch_web_surfer", arguments: { action: "batch_search", queries: [query] } }],
    };
  };
}

it(`200 turns in a context of 32,000 tokens end with every citation in place ${verifies("context.endless")}`, async () => {
  const named: string[] = [];
  await using server = await startLoopbackModel(researcher(named));
  const { policy } = loopbackPolicy(server.url);
  const provider = localSearchProvider(library);
  const run = await research({
    question: "Which dues do the harbours take for which goods?",
    policy,
    search: [provider],
    pages: [provider],
    runsDir: folder,
    limits: { maxTurns: allTurns + 1 },
    contextTokens,
  });
  const result = await run.result;
  expect(result).toMatchObject({ status: "answered", turns: allTurns });
  const events = await readJournal(path.join(run.directory, "journal.ndjson"));
  const compactions = events.filter((event) => event.type === "compaction");
  expect(compactions.length).toBeGreaterThan(5);
  const manifest: unknown = JSON.parse(await readFile(path.join(run.directory, "run.json"), "utf8"));
  expect(manifest).toMatchObject({ segments: compactions.length + 1 });

  // Nothing that was sent is longer than the window, and within a segment each request begins with the one before.
  const { requests } = server;
  for (const request of requests) expect(estimateTokens(request.body)).toBeLessThan(contextTokens);
  const breaks = requests.filter((request, at) => {
    const before = requests[at - 1];
    return before !== undefined && !textOf(request).startsWith(textOf(before).slice(0, -1));
  });
  expect(breaks).toHaveLength(compactions.length);
  for (const request of requests)
    expect(sentIn(request).messages[1]?.content).toMatch(/^Which dues do the harbours/);

  // What the policy named is still before its eyes or one read away, and what it cites resolves.
  const last = requests.at(-1);
  const register = await readFile(path.join(run.directory, "workspace", "results", "evidence.md"), "utf8");
  const state = events.reduce(applyEvent, initialState([]));
  const within = new Set(textOf(last as LoopbackRequest).match(new RegExp(citationIdPattern, "g")));
  const lost = [...state.evidence.keys()].filter((id) => !within.has(id) && !register.includes(id));
  expect(textOf(last as LoopbackRequest)).toContain("results/evidence.md");
  expect(lost).toEqual([]);
  expect(new Set(named).size).toBeGreaterThan(50);
  expect(result.report?.statistics).toMatchObject({ unknownCitations: 0, invented: 0 });
}, 120_000);

it(`a server with a narrower context than assumed is heeded after its first refusal ${verifies("context.refused")}`, async () => {
  const [turns, context] = [40, 20_000];
  const answer = researcher([], turns);
  let [refused, answered] = [0, 0];
  await using server = await startLoopbackModel((request) => {
    const asked = estimateTokens(textOf(request)) + 1_500;
    if (asked <= context) return answer(request, answered++);
    refused += 1;
    const message = `This model's maximum context length is ${context} tokens. However, you requested ${asked} tokens (${asked} in the messages, 0 in the completion).`;
    return { type: "error", status: 400, message };
  });
  const provider = localSearchProvider(library);
  const run = await research({
    question: "Which dues do the harbours take for which goods?",
    policy: loopbackPolicy(server.url).policy,
    search: [provider],
    pages: [provider],
    runsDir: folder,
    limits: { maxTurns: turns + 1 },
  });
  expect(await run.result).toMatchObject({ status: "answered", turns });
  const events = await readJournal(path.join(run.directory, "journal.ndjson"));
  const compactions = events.filter((event) => event.type === "compaction");
  expect(refused).toBe(1);
  expect(compactions[0]?.learnedTokens).toBeLessThanOrEqual(context);
  expect(compactions.length).toBeGreaterThan(1);
});
