import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { AppError } from "../../core/errors.ts";
import { present } from "../../core/present.ts";
import { startLoopbackModel } from "../loopback-server.ts";
import { recordTurn, sampleState } from "../policy-conformance.ts";
import { detectModel, localServers } from "./detect-model.ts";
import { describeChoice, type ModelChoice } from "./model-choice.ts";
import { nameModel } from "./name-model.ts";
import type { Environment, UsedAlias } from "../../core/read-variable.ts";
import { resolveModel } from "./resolve-model.ts";

function named(name: string, environment: Environment = {}, baseUrl?: string): ModelChoice {
  return nameModel({ name, ...present({ baseUrl }) }, environment, () => {});
}

const signal = new AbortController().signal;
/** A port that fetch refuses. */
const nowhere = "http://127.0.0.1:9/v1";
const noLocalServers = {
  OLLAMA_HOST: "127.0.0.1:9",
  LMSTUDIO_BASE_URL: nowhere,
  LLAMACPP_BASE_URL: nowhere,
  VLLM_BASE_URL: nowhere,
  SGLANG_BASE_URL: nowhere,
};

describe("a named model", () => {
  test.each<[string, Environment, string | undefined, Partial<ModelChoice>]>([
    [
      "anthropic/claude-x",
      { ANTHROPIC_API_KEY: "k" },
      undefined,
      { provider: "anthropic", protocol: "anthropic", model: "claude-x", keyName: "ANTHROPIC_API_KEY" },
    ],
    [
      "claude-sonnet-4-5",
      { ANTHROPIC_API_KEY: "k", OPENAI_API_KEY: "o" },
      undefined,
      { provider: "anthropic", apiKey: "k" },
    ],
    [
      "gemini-2.5-pro",
      { GOOGLE_API_KEY: "k" },
      undefined,
      { provider: "gemini", protocol: "gemini", keyName: "GOOGLE_API_KEY" },
    ],
    [
      "openrouter/z-ai/glm-4.6",
      { OPENROUTER_API_KEY: "k" },
      undefined,
      { provider: "openrouter", model: "z-ai/glm-4.6", baseUrl: "https://openrouter.ai/api/v1" },
    ],
    [
      "m",
      { OPENAI_API_KEY: "k" },
      undefined,
      { provider: "openai", model: "m", baseUrl: "https://api.openai.com/v1" },
    ],
    [
      "ollama/qwen3:30b",
      {},
      undefined,
      { provider: "ollama", model: "qwen3:30b", baseUrl: "http://127.0.0.1:11434/v1" },
    ],
    ["ollama/q", { OLLAMA_HOST: "0.0.0.0:11500" }, undefined, { baseUrl: "http://127.0.0.1:11500" }],
    [
      "meta-llama/Llama-3",
      { OPENAI_API_KEY: "k" },
      "http://h/v1",
      { provider: "openai-compatible", model: "meta-llama/Llama-3", apiKey: "k" },
    ],
    [
      "openai/gpt-oss-120b",
      { OPENAI_BASE_URL: "http://h/v1" },
      undefined,
      { provider: "openai-compatible", model: "openai/gpt-oss-120b" },
    ],
    [
      "openai-compatible/anthropic/claude-x",
      {},
      "http://h/v1",
      { protocol: "openai", model: "anthropic/claude-x" },
    ],
    [
      "claude-x",
      { OPENAI_BASE_URL: "http://h/v1", ANTHROPIC_API_KEY: "k" },
      undefined,
      { provider: "openai-compatible", baseUrl: "http://h/v1" },
    ],
    [
      "anthropic/claude-x",
      { OPENAI_BASE_URL: "http://h/v1", ANTHROPIC_API_KEY: "k" },
      undefined,
      { baseUrl: "https://api.anthropic.com" },
    ],
    [
      "qwen3@http://h:8000/v1",
      { OPENAI_API_KEY: "k" },
      "http://other/v1",
      { model: "qwen3", baseUrl: "http://h:8000/v1" },
    ],
    ["claude-x@20250101", { ANTHROPIC_API_KEY: "k" }, undefined, { model: "claude-x@20250101" }],
  ])("%s in %j with --base-url %s", (name, environment, baseUrl, expected) => {
    expect(named(name, environment, baseUrl)).toMatchObject(expected);
  });

  test("that cannot be reached says which key is missing", () => {
    const attempt = () => named("claude-sonnet-5-5", { OPENAI_API_KEY: "k" });
    expect(attempt).toThrow(AppError);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: "CONFIG_INVALID",
        why: expect.stringContaining("ANTHROPIC_API_KEY"),
        fix: expect.stringContaining("export ANTHROPIC_API_KEY"),
      }),
    );
    expect(() => named("anthropic/", { ANTHROPIC_API_KEY: "k" })).toThrow("names no model");
  });

  test("tells of variables under other names, and never its key", () => {
    const aliases: UsedAlias[] = [];
    const environment = { OPENAI_KEY: "secret-1", OPENAI_API_BASE: "http://h/v1" };
    const choice = nameModel({ name: "m" }, environment, (alias) => aliases.push(alias));
    expect(aliases).toEqual([
      ["OPENAI_API_BASE", "OPENAI_BASE_URL"],
      ["OPENAI_KEY", "OPENAI_API_KEY"],
    ]);
    expect(JSON.stringify(describeChoice(choice))).not.toContain("secret-1");
  });
});

/** Takes connections and says nothing. */
async function startSilentServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe("where no model is named", () => {
  test.each<[Environment, Partial<ModelChoice>]>([
    [
      { GEMINI_API_KEY: "g", ANTHROPIC_API_KEY: "a", OPENAI_API_KEY: "o" },
      { provider: "openai", chosenBy: "key", apiKey: "o" },
    ],
    [
      { GEMINI_API_KEY: "g", ANTHROPIC_API_KEY: "a", OPENAI_API_KEY: "  " },
      { provider: "anthropic", apiKey: "a" },
    ],
    [
      { OPENROUTER_API_KEY: "r", GOOGLE_GENERATIVE_AI_API_KEY: "g" },
      { provider: "gemini", keyName: "GOOGLE_GENERATIVE_AI_API_KEY" },
    ],
    [{ OPENROUTER_API_KEY: "r" }, { provider: "openrouter", model: "openrouter/auto" }],
    [{ STEP_API_KEY: "s" }, { provider: "stepfun" }],
  ])("%j gives the first usable key's usual model", async (environment, expected) => {
    expect(await detectModel({ environment: { ...environment, ...noLocalServers }, signal })).toMatchObject(
      expected,
    );
  });

  test("a server that is given is asked what it has, before any key", async () => {
    await using server = await startLoopbackModel([]);
    const environment = { OPENAI_BASE_URL: server.url, ANTHROPIC_API_KEY: "a" };
    expect(await detectModel({ environment, signal })).toEqual({
      provider: "openai-compatible",
      protocol: "openai",
      model: "loopback",
      baseUrl: server.url,
      chosenBy: "server",
    });
  });

  test("a given server that is not there is an error, not something else", async () => {
    const gone = await startLoopbackModel([]);
    await gone.close();
    const environment = { ANTHROPIC_API_KEY: "a" };
    await expect(detectModel({ environment, baseUrl: gone.url, signal })).rejects.toThrow(
      expect.objectContaining({ code: "MODEL_UNAVAILABLE", why: "nothing listens there" }),
    );
  });

  test("without a key, a server on this machine is used, and without one nothing", async () => {
    await using server = await startLoopbackModel([]);
    const found = await detectModel({
      environment: { ...noLocalServers, LMSTUDIO_BASE_URL: server.url },
      signal,
    });
    expect(found).toMatchObject({ provider: "lmstudio", model: "loopback", chosenBy: "server" });
    expect(await detectModel({ environment: noLocalServers, signal })).toBeUndefined();
  });

  test("all servers of this machine are found, in order, and one that does not answer holds nothing up", async () => {
    await using vllm = await startLoopbackModel([]);
    await using ollama = await startLoopbackModel([]);
    await using silent = await startSilentServer();
    const addresses = { OLLAMA_HOST: ollama.url, LMSTUDIO_BASE_URL: silent.url, VLLM_BASE_URL: vllm.url };
    const found = await localServers({ environment: { ...noLocalServers, ...addresses }, signal });
    expect(found.map(({ provider, baseUrl }) => [provider, baseUrl])).toEqual([
      ["ollama", ollama.url],
      ["vllm", vllm.url],
    ]);
  });
});

test.each(["research", "judge"] as const)(
  "the role %s is served by its own model or by research's",
  async (role) => {
    await using server = await startLoopbackModel(() => ({ type: "message", text: "so" }));
    const research = named("anthropic/a@" + server.urls.anthropic, {});
    const judge = named("gemini/g@" + server.urls.gemini, {});
    const options = { timeoutMs: 20_000 };
    const own = resolveModel(role, { research, judge }, options);
    const shared = resolveModel(role, { research }, options);
    for (const policy of [own, shared])
      expect((await recordTurn(policy, sampleState())).action).toBeDefined();
    expect(own.name).toBe(role === "judge" ? "gemini:g" : "anthropic:a");
    expect(shared.name).toBe("anthropic:a");
    expect(server.requests.map((request) => request.protocol)).toEqual([
      role === "judge" ? "gemini" : "anthropic",
      "anthropic",
    ]);
  },
);
