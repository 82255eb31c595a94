// Records what a search engine really answers, for fixtures: `npm run record -- ENGINE "query" [--out FOLDER]`.
// Keys are read from the environment as a run reads them, and stand in nothing that is written.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { engineSetups, type EngineSetup, neededVariables } from "../src/cli/engine-setups.ts";
import { present } from "../src/core/present.ts";
import { namedHost } from "../src/web/policy/url-policy.ts";
import type { EngineOutcome } from "../src/web/search/search-engine.ts";
import { withholdKey } from "../src/web/search/withhold-key.ts";
import type { FetchOutcome } from "../src/web/transport/fetch-outcome.ts";
import { createWebClient, type FetchRequest, type WebClient } from "../src/web/web-client.ts";

export interface Recording {
  readonly outcome: EngineOutcome;
  /** Names of the files that were written into the folder. */
  readonly files: readonly string[];
}

interface Exchange {
  readonly request: FetchRequest;
  readonly answer: FetchOutcome;
}

/** Asks an engine once, and writes every answer it gave as it came, what was asked, and what was made of it. */
export async function recordEngine(
  { entry, key, account, baseUrl }: EngineSetup,
  query: string,
  folder: string,
): Promise<Recording> {
  const namedHosts = baseUrl === undefined ? [] : [namedHost(new URL(baseUrl))];
  const client = createWebClient({ namedHosts });
  const exchanges: Exchange[] = [];
  const engine = entry.make({
    client: listeningTo(client, exchanges),
    ...present({ key, account, baseUrl }),
  });
  const outcome = await engine.search({ text: query, limit: 10 }, AbortSignal.timeout(60_000));
  await client.close();
  const clean = (text: string): string => withholdKey(withholdKey(text, key), account);
  const written = exchanges.flatMap((exchange, index) => filesOf(exchange, `${entry.name}-${index + 1}`));
  const files = { ...Object.fromEntries(written), [`${entry.name}-outcome.json`]: json(outcome) };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), clean(text));
  return { outcome, files: Object.keys(files) };
}

function listeningTo(client: WebClient, exchanges: Exchange[]): WebClient {
  const heard = async (request: FetchRequest, answer: Promise<FetchOutcome>): Promise<FetchOutcome> => {
    exchanges.push({ request, answer: await answer });
    return answer;
  };
  return {
    ...client,
    askApi: (request, signal) => heard(request, client.askApi(request, signal)),
    fetchBytes: (request, signal) => heard(request, client.fetchBytes(request, signal)),
    fetchJson: (request, signal) => client.fetchJson(request, signal),
    close: () => client.close(),
  };
}

const suffixes = { json: ".json", xml: ".xml", html: ".html" } as const;

function filesOf({ request, answer }: Exchange, name: string): readonly (readonly [string, string])[] {
  const asked = [`${name}-request.json`, json(request)] as const;
  if (answer.type === "failure") return [asked, [`${name}-failure.json`, json(answer)]];
  const { headers, status, bytes } = answer;
  const kind = /json|xml|html/.exec(headers["content-type"] ?? "")?.[0] as keyof typeof suffixes | undefined;
  const suffix = kind === undefined ? ".txt" : suffixes[kind];
  const head = [`${name}-head.json`, json({ status, headers })] as const;
  return [asked, head, [`${name}${suffix}`, new TextDecoder().decode(bytes)]];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } });
  const [name = "", ...words] = positionals;
  const setup = engineSetups(process.env).find(({ entry }) => entry.name === name);
  if (setup === undefined || words.length === 0) {
    console.error(
      'usage: npm run record -- ENGINE "query" [--out FOLDER]; deepwell doctor lists the engines',
    );
    return 2;
  }
  if (!setup.isReady) {
    console.error(`${name} needs ${neededVariables(setup).join(" and ")}`);
    return 2;
  }
  const folder = path.resolve(values.out ?? "recorded");
  const { outcome, files } = await recordEngine(setup, words.join(" "), folder);
  const text = outcome.type === "results" ? `${outcome.results.length} results` : outcome.message;
  console.log(`${name}: ${text}\n${files.map((file) => path.join(folder, file)).join("\n")}`);
  return outcome.type === "results" ? 0 : 5;
}

if (import.meta.main) process.exitCode = await main();
