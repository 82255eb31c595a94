import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { present } from "../../src/core/present.ts";
import { publicAddress } from "../../src/web/fake-hosts.ts";
import { clientFor, startSite, untilDone } from "../../src/web/loopback-site.fixture.ts";
import { judgeUrl, webPorts } from "../../src/web/policy/url-policy.ts";
import type { Proof } from "../proof.ts";

/** A URL as somebody writes it, and what the WHATWG makes of it; undefined where that is no URL. */
export interface UrlCase {
  readonly input: string;
  readonly base?: string;
  readonly href?: string;
}

/** Of the web platform's own cases, the most that the URL parser of Node may get wrong. */
const mostWrong = 15;
const saidEvery = 500;

const pageSchema = z.array(
  z.union([
    z.string(),
    z.object({ input: z.string(), base: z.string().nullish(), href: z.string().optional() }).loose(),
  ]),
);
const hostSchema = z.array(
  z.union([z.string(), z.object({ input: z.string(), output: z.string().nullable().optional() }).loose()]),
);

/**
 * The web platform's URL and host names, from a folder with `urltestdata.json` and `IdnaTestV2.json` (`--data`): each
 * is parsed as it says, and what the checker allows is what the client resolves, connects and asks for.
 */
export const parseUrl: Proof = {
  promise: "parse.url",
  async run({ data, say }) {
    if (data === undefined) return { tried: 0, failures: ["give the folder of the cases: --data PATH"] };
    const read = async (name: string): Promise<unknown> =>
      JSON.parse(await readFile(path.join(data, name), "utf8"));
    const pages = pageSchema.parse(await read("urltestdata.json")).flatMap(pageCase);
    const hosts = hostSchema.parse(await read("IdnaTestV2.json")).flatMap(hostCase);
    const wrong = [...pages, ...hosts].filter((given) => !isParsedRight(given));
    say(`${wrong.length} of ${pages.length + hosts.length} parsed otherwise`);
    const disagreements = await disagreementsOf([...pages, ...hosts], say);
    const failures = wrong.length <= mostWrong ? [] : wrong.map(({ input }) => `parsed otherwise: ${input}`);
    return { tried: pages.length + hosts.length, failures: [...failures, ...disagreements] };
  },
};

function pageCase(given: z.infer<typeof pageSchema>[number]): readonly UrlCase[] {
  if (typeof given === "string") return [];
  const { input, href } = given;
  const base = given.base ?? undefined;
  return [{ input, ...present({ base, href }) }];
}

function hostCase(given: z.infer<typeof hostSchema>[number]): readonly UrlCase[] {
  // An empty name would be no test of names, and these characters end one.
  if (typeof given === "string" || given.input === "" || /[/?#\\:@]/.test(given.input)) return [];
  const name = given.output ?? undefined;
  return [{ input: `http://${given.input}/`, ...(name === undefined ? {} : { href: `http://${name}/` }) }];
}

export function isParsedRight({ input, base, href }: UrlCase): boolean {
  return (URL.parse(input, base)?.href ?? undefined) === href;
}

/** Where the client asks for anything else than what the checker has allowed. */
export async function disagreementsOf(
  cases: readonly UrlCase[],
  say: (line: string) => void,
): Promise<readonly string[]> {
  const asked: string[] = [];
  const resolved: string[] = [];
  await using site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    asked.push(`${request.headers.host} ${request.url}`);
    response.writeHead(200, { connection: "close" }).end("page");
  });
  await using client = clientFor([], {
    ports: [...webPorts],
    resolve: async (name) => {
      resolved.push(name);
      return [publicAddress];
    },
    route: () => ({ address: "127.0.0.1", port: site.port }),
    hostDelayMs: 0,
  });
  const policy = { namedHosts: new Set<string>(), ports: webPorts };
  const problems: string[] = [];
  let allowed = 0;
  for (const [at, { input, base }] of cases.entries()) {
    const parsed = URL.parse(input, base);
    const verdict = parsed === null ? undefined : judgeUrl(parsed.href, policy);
    asked.length = 0;
    resolved.length = 0;
    await client.fetchBytes({ url: parsed?.href ?? input }, untilDone);
    const seen = [...asked, ...resolved].join(", ");
    if (verdict?.type !== "allowed") {
      if (seen !== "") problems.push(`not allowed, and asked all the same: ${input} (${seen})`);
      continue;
    }
    allowed += 1;
    const { host, hostname, protocol, origin, href, hash } = verdict.url;
    const target = href.slice(origin.length, href.length - hash.length).replace(/#$/, "");
    const isOther = resolved.some((name) => name !== hostname);
    const isMissed = protocol === "http:" && asked.join(", ") !== `${host} ${target}`;
    if (isOther || isMissed) problems.push(`${href} was allowed, and asked was ${seen}`);
    if (at % saidEvery === 0) say(`${at} of ${cases.length}, ${problems.length} disagreements`);
  }
  return allowed > cases.length / 20 ? problems : [...problems, `only ${allowed} were allowed`];
}
