import { AppError } from "../../core/errors.ts";
import { present } from "../../core/present.ts";
import type { ModelChoice } from "./model-choice.ts";
import { openaiCompatible, type Provider, providerNamed, providers } from "./provider.ts";
import { type Environment, readVariable, type UsedAlias } from "../../core/read-variable.ts";

export interface NamedModel {
  /** `provider/model` or `model`, either with `@` and a base URL behind it. */
  readonly name: string;
  /** Goes before what the environment says. */
  readonly baseUrl?: string;
}

interface Reference {
  readonly prefix?: string;
  readonly model: string;
  readonly baseUrl?: string;
}

/**
 * The model that a name means, with the address and the key that its provider has in the environment. Throws
 * `CONFIG_INVALID` where it cannot be reached: no server, no key. `onAlias` hears of variables under other names.
 */
export function nameModel(
  named: NamedModel,
  environment: Environment,
  onAlias: (alias: UsedAlias) => void,
): ModelChoice {
  const reference = parseReference(named);
  const provider = providerOf(reference, environment);
  const address = reference.baseUrl ?? readVariable(provider.baseUrlNames, environment, onAlias)?.value;
  const baseUrl = address === undefined ? provider.baseUrl : serverAddress(address);
  const key = readVariable(provider.keyNames, environment, onAlias);
  if (address === undefined && key === undefined && provider.keyNames.length > 0) {
    throw cannotReach(named.name, provider);
  }
  const isOwnServer = provider.name === "openai" && baseUrl !== provider.baseUrl;
  return {
    provider: isOwnServer ? openaiCompatible : provider.name,
    protocol: provider.protocol,
    // Servers of one's own have models such as openai/gpt-oss-120b.
    model: isOwnServer && reference.prefix === "openai" ? `openai/${reference.model}` : reference.model,
    baseUrl,
    chosenBy: "name",
    ...(key === undefined ? {} : { apiKey: key.value, keyName: key.name }),
  };
}

/** A prefix that is no provider's belongs to the model's name, as in `meta-llama/Llama-3`. */
function parseReference({ name, baseUrl }: NamedModel): Reference {
  const at = /^(.+?)@(https?:\/\/.+)$/.exec(name);
  const whole = at?.[1] ?? name;
  const address = at?.[2] ?? baseUrl;
  const slash = whole.indexOf("/");
  const prefix = whole.slice(0, Math.max(0, slash));
  const isProvider = prefix === openaiCompatible || providerNamed(prefix) !== undefined;
  const model = isProvider ? whole.slice(slash + 1) : whole;
  if (model.trim() === "") {
    throw new AppError("CONFIG_INVALID", `${JSON.stringify(name)} names no model.`, {
      why: "nothing stands behind the provider",
      fix: "--model anthropic/claude-sonnet-5-5",
    });
  }
  return { model, ...(isProvider ? { prefix } : {}), ...present({ baseUrl: address }) };
}

/** Whether a name says whose model it is. */
export function hasProvider(name: string): boolean {
  return parseReference({ name }).prefix !== undefined;
}

const openai = providers[0];

/** By the prefix; else a server of one's own where one is given; else by what the model is called. */
function providerOf({ prefix, model, baseUrl }: Reference, environment: Environment): Provider {
  if (openai === undefined) throw new Error("there are no providers");
  const named = prefix === undefined ? undefined : providerNamed(prefix);
  if (named !== undefined) return named;
  const hasServer = baseUrl !== undefined || readVariable(openai.baseUrlNames, environment) !== undefined;
  if (hasServer || prefix === openaiCompatible) return openai;
  return providers.find(({ modelNames }) => modelNames?.test(model)) ?? openai;
}

function cannotReach(name: string, { name: provider, keyNames }: Provider): AppError {
  const key = keyNames[0] ?? "";
  return new AppError("CONFIG_INVALID", `The model ${name} cannot be reached.`, {
    why: `it is taken for a model of ${provider}, and there is neither ${key} nor the address of a server`,
    fix: `export ${key}, or add --base-url http://127.0.0.1:8000/v1 for a server of your own; deepwell doctor shows what there is`,
  });
}

/** Ollama's variable may hold a bare host, and the address it listens on rather than one to ask. */
export function serverAddress(address: string): string {
  const url = /^https?:\/\//i.test(address) ? address : `http://${address}`;
  return url.replace(/^(https?:\/\/)(0\.0\.0\.0|\[::\])(?=[:/]|$)/i, "$1127.0.0.1");
}
