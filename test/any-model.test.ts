import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { researchScript } from "../src/model/loopback-research-script.ts";
import { startLoopbackModel } from "../src/model/loopback-server.ts";
import { projectRoot } from "./checks/project-files.ts";
import { deepwell } from "./deepwell-process.ts";

const documents = path.join(projectRoot, "examples/documents");
const question = "How long are books lent?";
const cacheDir = mkdtempSync(path.join(tmpdir(), "deepwell-cache-"));

/** The command line on the example documents, with a key that must never be seen again. */
async function research(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const runsDir = mkdtempSync(path.join(tmpdir(), "deepwell-runs-"));
  const env = { DEEPWELL_CACHE_DIR: cacheDir, DEEPWELL_RUNS_DIR: runsDir, ...variables };
  const finished = await deepwell([question, "--docs", documents, "--docs-only", ...args], { env });
  const directory = path.join(runsDir, readdirSync(runsDir)[0] ?? "");
  return { ...finished, directory, record: () => readRecord(directory) };
}

function readRecord(directory: string): Record<string, unknown> {
  return Object(JSON.parse(readFileSync(path.join(directory, "run.json"), "utf8")));
}

const key = "sk-secret-4711";

describe("a model that nobody named", () => {
  it("is the usual one of the first key, which is told and written down, the key itself nowhere", async () => {
    await using server = await startLoopbackModel(researchScript);
    const { code, stderr, directory, record } = await research([], {
      ANTHROPIC_API_KEY: key,
      ANTHROPIC_BASE_URL: server.urls.anthropic,
      GEMINI_API_KEY: "later",
    });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Policy: anthropic:claude-/);
    expect(stderr).toMatch(/Using claude-\S+ of anthropic, because ANTHROPIC_API_KEY is set/);
    expect(stderr).toMatch(/Estimate: \d.* USD, if all 30 turns are taken/);
    expect(stderr).toMatch(/Cost: 0\.\d+ USD · \d+ input tokens, \d+ output tokens/);
    expect(server.requests[0]?.headers["x-api-key"]).toBe(key);
    expect(record()["models"]).toMatchObject({
      research: { provider: "anthropic", chosenBy: "key", keyName: "ANTHROPIC_API_KEY" },
    });
    for (const name of ["run.json", "journal.ndjson", "report.md"]) {
      expect(readFileSync(path.join(directory, name), "utf8")).not.toContain(key);
    }
    expect(stderr).not.toContain(key);
  }, 60_000);

  it("is not looked for where the embedded policy is asked for", async () => {
    const { code, stderr } = await research(["--model", "embedded"], { OPENAI_API_KEY: key });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Policy: embedded/);
    expect(stderr).not.toMatch(/No language model is set up/);
  }, 60_000);

  it("is not looked for in the demonstration, which needs no key", async () => {
    const runsDir = mkdtempSync(path.join(tmpdir(), "deepwell-runs-"));
    const env = { DEEPWELL_CACHE_DIR: cacheDir, DEEPWELL_RUNS_DIR: runsDir, OPENAI_API_KEY: key };
    const { code, stderr } = await deepwell(["demo", "--docs", documents, "--docs-only"], { env });
    expect(stderr).toMatch(/^Policy: embedded/);
    expect([0, 4]).toContain(code);
  }, 60_000);
});

describe("what a run costs", () => {
  it("is itemised in run.json by the user's own price, each request as its server counted it", async () => {
    await using server = await startLoopbackModel(researchScript);
    const prices = path.join(mkdtempSync(path.join(tmpdir(), "prices-")), "prices.json");
    writeFileSync(
      prices,
      '{"gemini/g": {"currency": "EUR", "inputPerMillion": 100, "outputPerMillion": 400}}',
    );
    const model = `gemini/g@${server.urls.gemini}`;
    const { code, stderr, record } = await research(["-m", model, "--prices", prices]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Cost: \d+\.\d\d EUR/);
    const { cost } = record() as { cost: { total: number; requests: Record<string, number>[] } };
    expect(cost.requests).toHaveLength(server.requests.length);
    const expected = cost.requests.map(
      ({ inputTokens = 0, outputTokens = 0 }) => (inputTokens * 100 + outputTokens * 400) / 1e6,
    );
    expect(cost.requests.map((request) => request["cost"])).toEqual(
      expected.map((amount) => expect.closeTo(amount, 10)),
    );
    expect(cost.total).toBeCloseTo(
      expected.reduce((sum, amount) => sum + amount, 0),
      10,
    );
  }, 60_000);

  it("is unknown, and not nothing, where no price is known", async () => {
    await using server = await startLoopbackModel(researchScript);
    const { code, stderr, record } = await research(["-m", "m", "--base-url", server.url]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Cost: unknown \(no price is known; --prices FILE gives one\) · \d+ input tokens/);
    expect(record()["cost"]).not.toHaveProperty("total");
  }, 60_000);

  it("cannot be limited without a price: nothing is asked of the model", async () => {
    await using server = await startLoopbackModel(researchScript);
    const { code, stderr } = await research(["-m", "m", "--base-url", server.url, "--max-cost", "1"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no price is known for m\nFix: /);
    expect(server.requests).toEqual([]);
  }, 60_000);
});

it("doctor tells what it finds, and never a key", async () => {
  await using server = await startLoopbackModel([]);
  const env = {
    DEEPWELL_CACHE_DIR: cacheDir,
    DEEPWELL_MODEL: `openai-compatible/loopback@${server.url}`,
    DEEPWELL_MODEL_JUDGE: "gemini/absent",
    GOOGLE_API_KEY: key,
    GEMINI_BASE_URL: server.urls.gemini,
  };
  const { code, stdout } = await deepwell(["doctor"], { env });
  expect(code).toBe(0);
  expect(stdout).toMatch(/ok {7}model {5}loopback of openai-compatible at .* \(named\)/);
  expect(stdout).toMatch(/note {5}judge {5}absent of gemini .*, which the server does not list/);
  expect(stdout).toMatch(/note {5}keys {6}gemini \(GOOGLE_API_KEY\)/);
  expect(stdout).toMatch(/note {5}alias {5}GOOGLE_API_KEY is read as GEMINI_API_KEY/);
  expect(stdout).not.toContain(key);
});
