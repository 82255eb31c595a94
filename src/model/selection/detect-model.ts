import { AppError } from "../../core/errors.ts";
import { listModels } from "./list-models.ts";
import type { ModelChoice } from "./model-choice.ts";
import { serverAddress } from "./name-model.ts";
import { openaiCompatible, type Provider, providers } from "./provider.ts";
import { type Environment, readVariable, type UsedAlias } from "../../core/read-variable.ts";

export interface DetectOptions {
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** A server of one's own, given without a model. */
  readonly baseUrl?: string;
  readonly onAlias?: (alias: UsedAlias) => void;
}

/** A server on this machine answers at once or is not there. */
const localAnswerMs = 1_000;
const serverAnswerMs = 10_000;

/**
 * The model to use where none is named: what the server offers whose address is given, else the usual model of the
 * provider whose key comes first, else what a server on this machine has. Undefined where there is nothing. Throws `MODEL_UNAVAILABLE` for a given server that cannot be asked or has no model.
 */
export async function detectModel(options: DetectOptions): Promise<ModelChoice | undefined> {
  return (await givenServer(options)) ?? firstKey(options) ?? (await localServers(options))[0];
}

/** The usual model of the provider whose key comes first in the environment. */
export function firstKey({ environment, onAlias }: Pick<DetectOptions, "environment" | "onAlias">) {
  for (const provider of providers) {
    const { name, protocol, defaultModel, keyNames, baseUrlNames } = provider;
    const key = defaultModel === undefined ? undefined : readVariable(keyNames, environment, onAlias);
    if (key === undefined || defaultModel === undefined) continue;
    const address = readVariable(baseUrlNames, environment, onAlias)?.value;
    const choice: ModelChoice = {
      provider: name,
      protocol,
      model: defaultModel,
      baseUrl: address === undefined ? provider.baseUrl : serverAddress(address),
      apiKey: key.value,
      chosenBy: "key",
      keyName: key.name,
    };
    return choice;
  }
  return undefined;
}

async function givenServer(options: DetectOptions): Promise<ModelChoice | undefined> {
  const { environment, onAlias, signal } = options;
  const openai = providers.find(({ name }) => name === "openai");
  if (openai === undefined) return undefined;
  const given = options.baseUrl ?? readVariable(openai.baseUrlNames, environment, onAlias)?.value;
  if (given === undefined) return undefined;
  const baseUrl = serverAddress(given);
  const key = readVariable(openai.keyNames, environment, onAlias);
  const server = {
    provider: openaiCompatible,
    protocol: openai.protocol,
    baseUrl,
    ...(key === undefined ? {} : { apiKey: key.value, keyName: key.name }),
  };
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(serverAnswerMs)]);
  const listed = await listModels(server, deadline);
  const names = listed.type === "models" ? usable(listed.names) : [];
  if (names[0] !== undefined) return { ...server, model: names[0], chosenBy: "server" };
  const why = {
    models: "it lists no model",
    refused: `it answers ${listed.type === "refused" ? listed.status : ""}`,
    unreachable: listed.type === "unreachable" ? listed.reason : "",
  }[listed.type];
  throw new AppError("MODEL_UNAVAILABLE", `The model server at ${baseUrl} gives no model.`, {
    why,
    fix: "start the server or correct the base URL, or name a model: --model NAME",
  });
}

/**
 * The servers that answer on this machine, at the usual address of each program that serves models, with the first model
 * of each. All are asked at the same time, and none is waited for longer than a second.
 */
export async function localServers({
  environment,
  signal,
  onAlias,
}: Omit<DetectOptions, "baseUrl">): Promise<readonly ModelChoice[]> {
  const local = providers.filter(({ keyNames }) => keyNames.length === 0);
  const found = await Promise.all(
    local.map(async (provider): Promise<readonly ModelChoice[]> => {
      const server = localAddress(provider, environment, onAlias);
      const listed = await listModels(server, AbortSignal.any([signal, AbortSignal.timeout(localAnswerMs)]));
      const [model] = listed.type === "models" ? usable(listed.names) : [];
      return model === undefined ? [] : [{ provider: provider.name, ...server, model, chosenBy: "server" }];
    }),
  );
  return found.flat();
}

/** Where a provider that runs on this machine is expected. */
function localAddress(
  { baseUrl, baseUrlNames, protocol }: Provider,
  environment: Environment,
  onAlias?: (alias: UsedAlias) => void,
) {
  const address = readVariable(baseUrlNames, environment, onAlias)?.value;
  return { protocol, baseUrl: address === undefined ? baseUrl : serverAddress(address) };
}

/** Servers list models for embedding and reranking beside those that chat. */
function usable(names: readonly string[]): readonly string[] {
  return names.filter((name) => !/embed|rerank|\bbge-|whisper|tts/i.test(name));
}
