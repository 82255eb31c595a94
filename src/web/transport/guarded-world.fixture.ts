import { publicAddress } from "../fake-hosts.ts";
import { clientFor, type LoopbackSite, startSite } from "../loopback-site.fixture.ts";
import type { WebClient, WebClientOptions } from "../web-client.ts";
import type { SocketAddress } from "./guarded-connector.ts";

/** A small internet on loopback: one public site, and a private one on the same machine that nobody may touch. */
export interface GuardedWorld extends AsyncDisposable {
  readonly client: WebClient;
  /** The port that both sites are asked for, and the only one that the policy allows. */
  readonly port: number;
  /** Connections that reached the private site. */
  readonly touches: () => number;
  /** Every address that passed the check, in order. */
  readonly reached: readonly string[];
  /** Where the public site redirects to when `/go` is asked for. */
  redirectTo: string;
  /** What `resolve` answers for a name; the public site's address unless set. */
  readonly addresses: Map<string, readonly string[]>;
}

/**
 * The private site really listens on 127.0.0.1 at the allowed port: a guard that lets its address through connects.
 * What passed the check and is not loopback is brought to the public site, for there is no public network here.
 */
export async function guardedWorld(options: WebClientOptions = {}): Promise<GuardedWorld> {
  const privateSite = await startSite((_request, response) => response.end("secret"));
  const publicSite: LoopbackSite = await startSite((request, response) => {
    const headers = { connection: "close" };
    if (request.url === "/go") response.writeHead(302, { ...headers, location: world.redirectTo }).end();
    else if (request.url !== "/robots.txt") response.writeHead(200, headers).end("public");
  });
  const { port } = privateSite;
  const reached: string[] = [];
  const addresses = new Map<string, readonly string[]>();
  const route = (checked: SocketAddress): SocketAddress => {
    reached.push(checked.address);
    const isPrivate = /^(?:127\.|::1$|::ffff:(?:127|7f))/.test(checked.address);
    return isPrivate ? checked : { address: "127.0.0.1", port: publicSite.port };
  };
  const client = clientFor([], {
    ports: [port],
    route,
    resolve: async (name) => addresses.get(name) ?? [publicAddress],
    timeoutMs: 5_000,
    hostConcurrency: 16,
    ...options,
  });
  const world = {
    client,
    port,
    touches: privateSite.connections,
    reached,
    redirectTo: "/",
    addresses,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await publicSite[Symbol.asyncDispose]();
      await privateSite[Symbol.asyncDispose]();
    },
  };
  return world;
}
