import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { namedHost, type UrlPolicy } from "../../../web/policy/url-policy.ts";
import {
  guardedConnector,
  type ResolveHost,
  type SocketAddress,
  systemResolver,
} from "../../../web/transport/guarded-connector.ts";

export interface HostProxyOptions {
  /** `host:port`, as `readNamedHosts` gives them: what may be asked for, and nothing else. */
  readonly hosts: readonly string[];
  /** Of these, those that may be reached although they are not public. */
  readonly privateHosts?: readonly string[];
  readonly resolve?: ResolveHost;
  /** Where checked addresses are really reached; see `ConnectorOptions`. */
  readonly route?: (checked: SocketAddress) => SocketAddress;
}

/** A way out of a sandbox for some hosts, as a socket of the file system: there is no network to find it by. */
export interface HostProxy {
  /** Absolute path. */
  readonly socket: string;
  close(): Promise<void>;
}

const connectTimeoutMs = 10_000;
const idleMs = 120_000;
const mostConnections = 64;
/** Headers that are for the proxy and not for the server (RFC 9110 §7.6.1). */
const hopHeaders = /^(?:proxy-.*|connection|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/**
 * A forward proxy that knows the named hosts alone. What it lets through takes the way of every fetch: the name is
 * resolved here, once, every address has to be public, and the connection goes to one of exactly these. It follows no redirect:
 * that is another request, and judged like one.
 */
export async function openHostProxy(options: HostProxyOptions): Promise<HostProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), "deepwell-network-"));
  const socket = path.join(folder, `${randomBytes(4).toString("hex")}.sock`);
  const closed = new AbortController();
  const connect = connectorOf(options, closed.signal);
  const open = new Set<Socket>();
  const server = createServer((asked, answer) => void forward(asked, answer, connect));
  server.maxConnections = mostConnections;
  server.on("connection", (client: Socket) => {
    open.add(client);
    client.setTimeout(idleMs, () => client.destroy());
    client.on("error", () => {}).once("close", () => open.delete(client));
  });
  server.on("connect", (asked: IncomingMessage, client: Duplex, head: Buffer) => {
    void tunnel(asked, { client, head, connect });
  });
  server.listen(socket);
  await once(server, "listening");
  // Whoever runs inside is this user.
  await chmod(socket, 0o600);
  return {
    socket,
    async close() {
      closed.abort();
      server.close();
      for (const client of open) client.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Connect = (url: URL) => Promise<Socket>;

class NotNamedError extends Error {}

function connectorOf(
  { hosts, privateHosts = [], resolve = systemResolver, route }: HostProxyOptions,
  closed: AbortSignal,
): Connect {
  const named = new Set(hosts);
  const policy: UrlPolicy = {
    namedHosts: new Set(privateHosts.filter((host) => named.has(host))),
    ports: new Set(hosts.map((host) => Number(host.slice(host.lastIndexOf(":") + 1)))),
  };
  const open = guardedConnector({ policy, resolve, connectTimeoutMs, closed, ...(route && { route }) });
  return async (url) => {
    if (!named.has(namedHost(url)))
      throw new NotNamedError(`${namedHost(url)} is not one of the allowed hosts`);
    const { hostname } = url;
    const port = namedHost(url).slice(namedHost(url).lastIndexOf(":") + 1);
    // TLS is the client's own business: the connection is plain here, whatever goes through it.
    const target = { hostname, host: url.host, protocol: "http:", port };
    return new Promise((resolved, reject) => {
      open(target, (error, socket) => (error === null ? resolved(socket) : reject(error)));
    });
  };
}

/** `CONNECT host:port`: a tunnel whose two ends may say what they like to each other. */
async function tunnel(
  { url = "" }: IncomingMessage,
  { client, head, connect }: { readonly client: Duplex; readonly head: Buffer; readonly connect: Connect },
): Promise<void> {
  const target = URL.parse(`http://${url}/`);
  try {
    if (target === null || !/:\d{1,5}$/.test(url)) throw new NotNamedError("this is no host and port");
    const socket = await connect(target);
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    socket.write(head);
    await Promise.all([pipeline(client, socket), pipeline(socket, client)]);
  } catch (error) {
    if (client.writable) client.end(`HTTP/1.1 403 Forbidden\r\n\r\n${refusalOf(error)}\n`);
    else client.destroy();
  }
}

/** A request for a whole URL, passed on as it is but for the headers that are the proxy's. */
async function forward(asked: IncomingMessage, answer: ServerResponse, connect: Connect): Promise<void> {
  const url = URL.parse(asked.url ?? "");
  try {
    if (url === null || url.protocol !== "http:") throw new NotNamedError("this is no http URL");
    const socket = await connect(url);
    const kept = Object.entries(asked.headers).filter(([name]) => !hopHeaders.test(name));
    const outgoing = request({
      method: asked.method,
      path: `${url.pathname}${url.search}`,
      headers: { ...Object.fromEntries(kept), host: url.host, connection: "close" },
      createConnection: () => socket,
    });
    const answered = once(outgoing, "response");
    await pipeline(asked, outgoing);
    const [incoming] = await answered;
    const { statusCode, headers } = incoming;
    answer.writeHead(statusCode ?? 502, { ...headers, connection: "close" });
    await pipeline(incoming, answer);
  } catch (error) {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(403, { connection: "close" }).end(`${refusalOf(error)}\n`);
  }
}

function refusalOf(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `Deepwell does not let this sandbox reach it: ${why}.`;
}
