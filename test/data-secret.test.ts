import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesWith, leaksOf, seams } from "../prove/secret/leaky-run.ts";
import { findsSecret, leakEverywhere, randomSecret } from "../prove/secret/data-secret.ts";
import { seededRandom } from "../src/core/seeded-random.ts";
import { startLoopbackModel } from "../src/model/loopback-server.ts";
import { deepwell } from "./deepwell-process.ts";
import { verifies } from "./promises.ts";

/** Every seam, written in two ways. */
const runs = 36;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "deepwell-secret-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe(`a secret of this machine ${verifies("data.secret")}`, () => {
  it("is in no file and no event of a run, wherever it came from", async () => {
    const { failures } = await leakEverywhere(path.join(folder, "runs"), { seed: 11, size: runs, say() {} });
    expect(failures).toEqual([]);
  }, 120_000);

  it.each(seams)("would be found if it leaked by way of the %s", async (seam) => {
    const secret = randomSecret(seededRandom(3));
    const holds = findsSecret(secret);
    const leaks = await leaksOf(path.join(folder, seam), { seam, secrets: [], written: secret, holds });
    expect(leaks).not.toEqual([]);
  });

  it("is neither told nor written down by the program that was given it, and a server that repeats it", async () => {
    const key = "sk-Loop8ack-Kept1nside";
    const password = "0nly.for.the.server";
    const holds = (text: string): boolean => text.includes(key) || text.includes(password);
    let index = 0;
    await using server = await startLoopbackModel(() => {
      index += 1;
      const note = {
        name: "file",
        arguments: JSON.stringify({ action: "write", path: "a.md", content: key }),
      };
      if (index === 1) return { type: "message", text: `I was called with ${key}.`, toolCalls: [note] };
      return { type: "error", status: 401, message: `Incorrect API key provided: ${key}` };
    });
    const docs = path.join(import.meta.dirname, "../examples/documents");
    const baseUrl = `${server.url}?api-key=${password}`;
    const model = ["--model", "m", "--base-url", baseUrl, "--docs", docs, "--docs-only"];
    const own = path.join(folder, "cli");
    const env = {
      OPENAI_API_KEY: key,
      DEEPWELL_RUNS_DIR: own,
      DEEPWELL_CACHE_DIR: path.join(folder, "cache"),
    };
    const outputs = [
      await deepwell([`What is ${key}?`, ...model, "--events", "--verbose"], { env }),
      await deepwell(["status", "--json"], { env }),
      await deepwell(["list", "--json"], { env }),
      await deepwell(["steer", "what", `mind ${key}`], { env }),
      await deepwell(["resume", ...model, "--verbose"], { env }),
      await deepwell(["doctor", "--json"], { env: { ...env, OPENAI_BASE_URL: baseUrl } }),
    ];
    expect(server.requests.length).toBeGreaterThan(1);
    expect(outputs.map(({ stdout, stderr }) => stdout + stderr).filter(holds)).toEqual([]);
    expect(await filesWith(own, holds)).toEqual([]);
  }, 60_000);
});
