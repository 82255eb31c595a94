import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../core/hash.ts";
import { buildDocument } from "../document/build-document.ts";
import type { LoopbackReply } from "../model/loopback-reply.ts";
import { type LoopbackScript, startLoopbackModel } from "../model/loopback-server.ts";
import { loopbackPolicy } from "../model/loopback-turn.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import { localSearchProvider } from "../retrieval/local-provider.ts";
import { research, type ResearchOptions } from "./research.ts";

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

describe("a run whose model does not answer in its last turn", () => {
  const down: LoopbackReply = { type: "error", status: 400, message: "down" };
  it.each([
    ["calls tools all the same", () => searching],
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
