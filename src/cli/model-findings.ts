import { AppError } from "../core/errors.ts";
import { present } from "../core/present.ts";
import { listModels } from "../model/selection/list-models.ts";
import type { ModelChoice, RoleModels } from "../model/selection/model-choice.ts";
import { providers } from "../model/selection/provider.ts";
import { type Environment, readVariable } from "../core/read-variable.ts";
import type { Finding } from "./finding.ts";
import { formatMoney, modelPrice } from "./model-price.ts";
import { chooseModels } from "./model-settings.ts";
import type { Settings } from "./settings.ts";

const askModelMs = 10_000;

/** What is there of keys, models and prices, and whether the servers answer. Never shows a key. */
export async function modelFindings(
  settings: Settings,
  environment: Environment,
): Promise<readonly Finding[]> {
  const signal = AbortSignal.timeout(askModelMs);
  const aliases = [...settings.usedAliases];
  try {
    const onAlias = (alias: (typeof aliases)[number]): void => void aliases.push(alias);
    const models = await chooseModels(settings.models, { environment, signal, onAlias });
    const chosen = models === undefined ? [noModel(settings)] : await roleFindings(models, settings);
    return [keysFinding(environment), ...chosen, ...aliases.map(aliasFinding)];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [keysFinding(environment), { name: "model", ...problem(error) }];
  }
}

function problem({ message, why, fix }: AppError): Omit<Finding, "name"> {
  const detail = why === undefined ? message : `${message} ${why}`;
  return { state: "problem", detail, ...present({ fix }) };
}

function keysFinding(environment: Environment): Finding {
  const found = providers.flatMap(({ name, keyNames }) => {
    const key = readVariable(keyNames, environment);
    return key === undefined ? [] : [`${name} (${key.name})`];
  });
  return { name: "keys", state: "note", detail: found.length === 0 ? "none" : found.join(", ") };
}

function noModel({ models }: Settings): Finding {
  const finding = { name: "model", state: "note" } as const;
  if (models.isEmbedded) return { ...finding, detail: "none; runs use the embedded policy (asked for)" };
  const [first, ...others] = providers.flatMap(({ keyNames }) => keyNames.slice(0, 1));
  return {
    ...finding,
    detail: "none; runs use the embedded policy (no key and no server on this machine was found)",
    fix: `export ${first}=…, or ${others.join(", ")}, or start Ollama`,
  };
}

async function roleFindings(models: RoleModels, settings: Settings): Promise<readonly Finding[]> {
  const chosen = Object.entries(models).flatMap(([role, choice]) =>
    choice === undefined ? [] : [{ role, choice }],
  );
  const findings = await Promise.all(
    chosen.map(async ({ role, choice }) => [
      await reachFinding(role === "research" ? "model" : role, choice),
      priceFinding(choice, settings.prices),
    ]),
  );
  return findings.flat();
}

async function reachFinding(name: string, choice: ModelChoice): Promise<Finding> {
  const { provider, model, baseUrl, keyName } = choice;
  const how = { name: "named", key: `by ${keyName ?? ""}`, server: "the first that its server lists" };
  const what = `${model} of ${provider} at ${baseUrl} (${how[choice.chosenBy]})`;
  const listed = await listModels(choice, AbortSignal.timeout(askModelMs));
  if (listed.type === "unreachable") {
    const detail = `${baseUrl} cannot be reached: ${listed.reason}`;
    return { name, state: "problem", detail, fix: "start the model server, or check --base-url" };
  }
  if (listed.type === "refused") {
    const isKey = listed.status === 401 || listed.status === 403;
    const fix = isKey ? `check ${keyName ?? "the key"}` : "check --base-url; it usually ends in /v1";
    return { name, state: "problem", detail: `${baseUrl} answers ${listed.status}`, fix };
  }
  const isListed = listed.names.length === 0 || listed.names.includes(model);
  return isListed
    ? { name, state: "ok", detail: what }
    : { name, state: "note", detail: `${what}, which the server does not list` };
}

function priceFinding(choice: ModelChoice, ownTable: string | undefined): Finding {
  const price = modelPrice(choice, ownTable);
  if (price === undefined) {
    const detail = `unknown for ${choice.model}; cost will be unknown`;
    return { name: "price", state: "note", detail, fix: "give one with --prices FILE" };
  }
  const { currency, inputPerMillion, outputPerMillion, asOf = "your own" } = price;
  const rates = `${formatMoney(inputPerMillion, currency)} in, ${formatMoney(outputPerMillion, currency)} out`;
  return { name: "price", state: "ok", detail: `${choice.model}: ${rates}, a million tokens (${asOf})` };
}

function aliasFinding([alias, canonical]: readonly [string, string]): Finding {
  return { name: "alias", state: "note", detail: `${alias} is read as ${canonical}` };
}
