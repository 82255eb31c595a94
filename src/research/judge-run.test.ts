import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../core/hash.ts";
import { buildDocument } from "../document/build-document.ts";
import { researchScript } from "../model/loopback-research-script.ts";
import { type LoopbackModel, startLoopbackModel } from "../model/loopback-server.ts";
import { loopbackPolicy } from "../model/loopback-turn.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import { localSearchProvider } from "../retrieval/local-provider.ts";
import { verifies } from "../../test/promises.ts";
import { readJournal } from "../run/journal.ts";
import { research, type ResearchOptions, resume } from "./research.ts";

const price = { currency: "USD", inputPerMillion: 1, outputPerMillion: 4 };
let folder = "";
let library: Library;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-judged-"));
  library = openLibrary(":memory:");
  const paragraph = "A replacement passport costs $130 at an embassy. It is issued within one day.";
  const { text, passages } = buildDocument([{ type: "paragraph", text: paragraph }], {
    mediaType: "text/html",
  });
  const place = { url: "https://example.org/p", title: "Passports", collection: "web" };
  await library.add([
    { source: { id: sha256(text), ...place, authors: [], mediaType: "text/html" }, text, passages },
  ]);
});
afterAll(async () => {
  library.close();
  await rm(folder, { recursive: true, force: true });
});

/** Researches with one server and judges with another; what the judge says is the same of every claim. */
async function judged(judge: LoopbackModel, options: Partial<ResearchOptions> = {}) {
  await using server = await startLoopbackModel(researchScript);
  const provider = localSearchProvider(library);
  const common = {
    policy: loopbackPolicy(server.url, { maxRetries: 0 }).policy,
    judge: loopbackPolicy(judge.url, { maxRetries: 0 }).policy,
    search: [provider],
    pages: [provider],
    price,
    rolePrices: { judge: { ...price, inputPerMillion: 10, outputPerMillion: 40 } },
    ...options,
  };
  const question = "How much does a replacement passport cost?";
  const first = await (await research({ ...common, question, runsDir: folder })).result;
  const again = async () => (await resume({ ...common, directory: first.directory })).result;
  return { first, again };
}
const usage = { prompt_tokens: 300, completion_tokens: 20 };
const says = (text: string) => () => ({ type: "message" as const, text, usage });

test(`a judge says of every claim whether its passages bear it, and is on the bill ${verifies("cost.counted")}`, async () => {
  await using judge = await startLoopbackModel(says('{"support":"none","probability":0.02}'));
  const { first } = await judged(judge);
  expect(first.status).toBe("answered");
  expect(first.judgement?.figures.doubted).toBeGreaterThan(0);
  expect(first.files).toContain("judgement.json");
  const { phases, total = 0 } = first.cost ?? { phases: {} };
  expect(phases.judge?.requests).toBe(judge.requests.length);
  const uses = (await readJournal(path.join(first.directory, "journal.ndjson"))).filter(
    (event) => event.type === "model-use",
  );
  expect(uses).toHaveLength(judge.requests.length);
  const { inputTokens = 0, outputTokens = 0, cost = 0 } = phases.judge ?? {};
  expect(cost).toBeCloseTo((inputTokens * 10 + outputTokens * 40) / 1e6, 12);
  expect(total).toBeCloseTo(
    Object.values(phases).reduce((sum, phase) => sum + (phase.cost ?? 0), 0),
    12,
  );
  const manifest = JSON.parse(await readFile(path.join(first.directory, "run.json"), "utf8")) as {
    usage: object;
    cost: { inputTokens: number; outputTokens: number };
  };
  expect(manifest.usage).toMatchObject({
    inputTokens: manifest.cost.inputTokens,
    outputTokens: manifest.cost.outputTokens,
  });
});

test("a run that is opened again is not judged again", async () => {
  await using judge = await startLoopbackModel(says('{"support":"full","probability":0.98}'));
  const { first, again } = await judged(judge);
  const asked = judge.requests.length;
  const second = await again();
  expect(judge.requests).toHaveLength(asked);
  expect(second.judgement).toEqual(first.judgement);
  expect(second.cost).toEqual(first.cost);
});

test("a judge is not asked beyond the run's cap on tokens", async () => {
  await using judge = await startLoopbackModel(says('{"support":"full","probability":0.98}'));
  const { first } = await judged(judge, { limits: { maxTurns: 12, maxTokens: 1 } });
  expect(judge.requests).toEqual([]);
  expect(first.cost?.phases.judge).toBeUndefined();
});
