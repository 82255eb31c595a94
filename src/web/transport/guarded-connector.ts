import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { callbackify } from "node:util";
import { buildConnector } from "undici";
import { isPublicAddress } from "../policy/is-public-address.ts";
import { judgeUrl, namedHost, type UrlPolicy } from "../policy/url-policy.ts";

/** All addresses of a host name; rejects as `dns.lookup` does. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/** The system's own resolver. */
export const systemResolver: ResolveHost = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

export interface ConnectorOptions {
  readonly policy: UrlPolicy;
  readonly resolve: ResolveHost;
  readonly connectTimeoutMs: number;
  /** Ends connections that are not open yet, which a dispatcher leaves alone, and all others. */
  readonly closed: AbortSignal;
  /** Where a checked address is really reached; for tests, whose machines have no public network. */
  readonly route?: (checked: SocketAddress) => SocketAddress;
}

/** No socket was opened, because an address is not public. */
export class BlockedAddressError extends Error {
  override readonly name = "BlockedAddressError";
}

/** The name has no address. */
export class ResolveError extends Error {
  override readonly name = "ResolveError";
}

/**
 * The only way to a socket. A host is resolved once, every address it has must be public, and the connection goes to
 * one of exactly these addresses: a name that changes its answer between check and use gains nothing. Literal
 * addresses take the same way. Hosts that the policy names are exempt from the check and pinned all the same.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const open = callbackify(async (target: buildConnector.Options) =>
    connectTo(await checkedAddresses(target, options), target, options),
  );
  return (target, callback) =>
    open(target, (error, socket) => (error ? callback(error, null) : callback(null, socket)));
}

async function checkedAddresses(
  { hostname, protocol, port }: buildConnector.Options,
  { policy, resolve }: ConnectorOptions,
): Promise<readonly string[]> {
  const host = bareHost(hostname);
  const url = new URL(
    `${protocol}//${isIP(host) === 6 ? `[${host}]` : host}${port === "" ? "" : `:${port}`}/`,
  );
  const verdict = judgeUrl(url, policy);
  if (verdict.type === "blocked") throw new BlockedAddressError(verdict.message);
  const addresses = isIP(host) === 0 ? await resolveOnce(host, resolve) : [host];
  const isExempt = policy.namedHosts.has(namedHost(url));
  const special = isExempt ? undefined : addresses.find((address) => !isPublicAddress(address));
  if (special !== undefined)
    throw new BlockedAddressError(`${host} leads to ${special}, which is not public.`);
  return addresses;
}

async function resolveOnce(host: string, resolve: ResolveHost): Promise<readonly string[]> {
  let addresses: readonly string[];
  try {
    addresses = await resolve(host);
  } catch (error) {
    throw new ResolveError(`${host} has no address in the DNS.`, { cause: error });
  }
  if (addresses.length === 0) throw new ResolveError(`${host} has no address in the DNS.`);
  return addresses;
}

async function connectTo(
  addresses: readonly string[],
  target: buildConnector.Options,
  { connectTimeoutMs, closed, route = (checked) => checked }: ConnectorOptions,
): Promise<Socket> {
  const port = Number(target.port || (target.protocol === "https:" ? 443 : 80));
  const routed = addresses.map((address) => route({ address, port }));
  const [first] = routed;
  if (first === undefined) throw new Error("a checked host has an address");
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    allowH2: false,
    autoSelectFamily: true,
    signal: closed,
    lookup: pinnedLookup(routed.map(({ address }) => address)),
  });
  const isLiteral = isIP(bareHost(target.hostname)) !== 0;
  const hostname = isLiteral ? first.address : target.hostname;
  const socket = await new Promise<Socket>((resolve, reject) => {
    connect({ ...target, hostname, port: String(first.port) }, (error, opened) =>
      error === null ? resolve(opened) : reject(error),
    );
  });
  if (isPinned(socket, routed)) return socket;
  socket.destroy();
  throw new BlockedAddressError("The connection led to another address than the checked one.");
}

function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const entries = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, { all }, callback) => {
    const [first] = entries;
    if (first === undefined) callback(new Error("no address"), "", 0);
    else if (all) callback(null, entries);
    else callback(null, first.address, first.family);
  };
}

function isPinned(socket: Socket, routed: readonly SocketAddress[]): boolean {
  const reached = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, "");
  return routed.some(({ address }) => address === reached || sameIpv6(address, reached));
}

function sameIpv6(one: string, other: string | undefined): boolean {
  if (other === undefined || isIP(one) !== 6 || isIP(other) !== 6) return false;
  return new URL(`http://[${one}]/`).hostname === new URL(`http://[${other}]/`).hostname;
}
