import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeClock } from "../core/clock.ts";
import { sha256 } from "../core/hash.ts";
import { buildDocument } from "../document/build-document.ts";
import type { LoopbackReply } from "../model/loopback-reply.ts";
import { type LoopbackScript, startLoopbackModel } from "../model/loopback-server.ts";
import { loopbackPolicy } from "../model/loopback-turn.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import { localSearchProvider } from "../retrieval/local-provider.ts";
import { research, type ResearchOptions, resume } from "./research.ts";

const question = "How much does a replacement passport cost?";
const paragraph = "A replacement passport costs $130 at an embassy. It is issued within one day.";

let folder = "";
let library: Library;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-research-"));
  library = openLibrary(":memory:");
  const { text, passages } = buildDocument([{ type: "paragraph", text: paragraph }], {
    mediaType: "text/html",
  });
  const url = "https://example.org/passports";
  const source = {
    id: sha256(text),
    url,
    title: "Passports",
    authors: [],
    mediaType: "text/html",
    collection: "web",
  };
  await library.add([{ source, text, passages }]);
});
afterAll(async () => {
  library.close();
  await rm(folder, { recursive: true, force: true });
});

async function researchWith(script: LoopbackScript, options: Partial<ResearchOptions> = {}) {
  await using server = await startLoopbackModel(script);
  const { policy } = loopbackPolicy(server.url, { maxRetries: 0 });
  const provider = localSearchProvider(library);
  const run = await research({
    question,
    policy,
    search: [provider],
    pages: [provider],
    runsDir: folder,
    ...options,
  });
  const result = await run.result;
  return { result, requests: server.requests };
}

const searching: LoopbackReply = {
  type: "message",
  toolCalls: [
    { name: "batch_web_surfer", arguments: { action: "batch_search", queries: ["replacement passport"] } },
  ],
};

describe("what is sent first", () => {
  const answering: LoopbackReply = { type: "message", text: "<answer>No.</answer>" };
  const sentBy = async (start: string) => {
    const { result, requests } = await researchWith([answering], { clock: fakeClock(start) });
    const json = Object(requests[0]?.json) as { messages: readonly { content: string }[]; tools: unknown };
    const manifest = JSON.parse(await readFile(path.join(result.directory, "run.json"), "utf8")) as object;
    return { ...json, manifest };
  };

  it("is the same whenever and wherever a run begins, up to the question, and its hash is recorded", async () => {
    const first = await sentBy("2026-01-01T00:00:00.000Z");
    const second = await sentBy("2027-05-06T07:08:09.000Z");
    expect(second.messages[0]).toEqual(first.messages[0]);
    expect(second.tools).toEqual(first.tools);
    expect(second.messages[1]?.content).toBe(first.messages[1]?.content.replace("2026-01-01", "2027-05-06"));
    const hash = sha256(first.messages[0]?.content ?? "");
    expect([first.manifest, second.manifest]).toMatchObject([{ promptHash: hash }, { promptHash: hash }]);
  });
});

describe("a run in a small window", () => {
  it("keeps its window when it is resumed without being told it", async () => {
    const long = (number: number): LoopbackReply => ({ ...searching, text: `${number} `.repeat(3_000) });
    const limits = { maxTurns: 6 };
    const failing: LoopbackReply = { type: "error", status: 400, message: "down" };
    const replies = (down: number) => (_: unknown, index: number) => (index === down ? failing : long(index));
    const { result } = await researchWith(replies(2), { limits, contextTokens: 16_000 });
    expect(result.status).toBe("failed");
    await using server = await startLoopbackModel(replies(-1));
    const provider = localSearchProvider(library);
    const { policy } = loopbackPolicy(server.url);
    const run = await resume({ policy, search: [provider], pages: [provider], directory: result.directory });
    const types: string[] = [];
    for await (const event of run) types.push(event.type);
    expect(types).toContain("compaction");
    expect((await run.result).status).toBe("partial");
  });
});

describe("a run whose model does not answer in its last turn", () => {
  const down: LoopbackReply = { type: "error", status: 400, message: "down" };
  it.each([
    ["calls tools all the same", () => searching],
    ["talks on and calls tools", () => ({ ...searching, text: "I will look further." })],
    ["is refused", (index: number) => (index < 2 ? searching : down)],
  ])("has a partial report out of the evidence when it %s", async (_, reply) => {
    const { result } = await researchWith((_request, index) => reply(index), { limits: { maxTurns: 3 } });
    expect(result).toMatchObject({ status: "partial", exitCode: 3 });
    const report = await readFile(path.join(result.directory, "report.md"), "utf8");
    expect(report).toContain("$130");
    expect(report).toContain('policy: "embedded"\nusesLanguageModel: false');
    expect(result.reason).toMatch(/turns \(3\).*embedded policy wrote it/);
  });
});
