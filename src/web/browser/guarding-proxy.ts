import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import { type Duplex, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { present } from "../../core/present.ts";
import { judgeUrl, type UrlPolicy } from "../policy/url-policy.ts";
import {
  BlockedAddressError,
  guardedConnector,
  type ResolveHost,
  type SocketAddress,
  systemResolver,
} from "../transport/guarded-connector.ts";

export interface GuardingProxyOptions {
  readonly policy: UrlPolicy;
  readonly resolve?: ResolveHost;
  /** Where checked addresses are really reached; see `ConnectorOptions`. */
  readonly route?: (checked: SocketAddress) => SocketAddress;
  /** What one connection may bring in; a browser that wants more than this of one page gets no more. */
  readonly maxConnectionBytes?: number;
  /** What all connections together may bring in. */
  readonly maxTotalBytes?: number;
}

/** A request that did not leave this machine. */
export interface ProxyRefusal {
  readonly host: string;
  /** In words for the user. */
  readonly why: string;
}

/**
 * Hosts that Chromium talks to of its own accord, some of them in spite of every flag that should stop it. No page is
 * read from them.
 */
const ownServices = new Set([
  "accounts.google.com",
  "android.clients.google.com",
  "clients2.google.com",
  "clients4.google.com",
  "content-autofill.googleapis.com",
  "edgedl.me.gvt1.com",
  "mtalk.google.com",
  "optimizationguide-pa.googleapis.com",
  "redirector.gvt1.com",
  "safebrowsing.googleapis.com",
  "safebrowsingohttpgateway.googleapis.com",
  "update.googleapis.com",
]);

/** A forward proxy on loopback for a browser that has no other way out. */
export interface GuardingProxy {
  readonly port: number;
  /** Hosts that pages asked for, refused ones too. */
  readonly askedHosts: ReadonlySet<string>;
  /** What was refused since this was last asked. */
  takeRefusals(): readonly ProxyRefusal[];
  /** Ends all connections. */
  close(): Promise<void>;
}

const connectTimeoutMs = 10_000;
const usualConnectionBytes = 64 << 20;
const usualTotalBytes = 1 << 30;
const mostRefusals = 50;
const mostConnections = 256;

/**
 * Every request of a browser passes the guard that fetched pages pass: the URL (of a tunnel its host and port) is
 * judged, the host resolved once, every address checked, and the connection goes to one of exactly these. The browser
 * resolves nothing itself.
 */
export async function startGuardingProxy(options: GuardingProxyOptions): Promise<GuardingProxy> {
  const proxy = new Proxy(options);
  const port = await proxy.listen();
  return {
    port,
    askedHosts: proxy.askedHosts,
    takeRefusals: () => proxy.takeRefusals(),
    close: () => proxy.close(),
  };
}

class Proxy {
  readonly askedHosts = new Set<string>();
  readonly #options: GuardingProxyOptions;
  readonly #closed = new AbortController();
  readonly #connect: ReturnType<typeof guardedConnector>;
  readonly #server = createServer();
  readonly #sockets = new Set<Duplex>();
  #refusals: ProxyRefusal[] = [];
  #bytes = 0;

  constructor(options: GuardingProxyOptions) {
    const { policy, resolve = systemResolver, route } = options;
    this.#options = options;
    this.#connect = guardedConnector({
      policy,
      resolve,
      connectTimeoutMs,
      closed: this.#closed.signal,
      ...present({ route }),
    });
    this.#server.maxConnections = mostConnections;
    this.#server.on("connection", (socket) => this.#keep(socket));
    this.#server.on("request", (asked, answer) => void this.#forward(asked, answer));
    this.#server.on("connect", (asked, socket, head) => void this.#tunnel(asked, socket, head));
  }

  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  takeRefusals(): readonly ProxyRefusal[] {
    const taken = this.#refusals;
    this.#refusals = [];
    return taken;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep<S extends Duplex>(socket: S): S {
    this.#sockets.add(socket);
    // What ends a connection is told by what waits for it.
    socket.on("error", () => undefined).on("close", () => this.#sockets.delete(socket));
    return socket;
  }

  /** A tunnel for TLS or a WebSocket: what is judged is where it leads. */
  async #tunnel(asked: IncomingMessage, browser: Duplex, head: Buffer): Promise<void> {
    const opened = await this.#open(`http://${asked.url ?? ""}/`);
    if (typeof opened === "string") {
      browser.end(`HTTP/1.1 ${opened}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    browser.write("HTTP/1.1 200 Connection established\r\n\r\n");
    opened.socket.write(head);
    await settled([pipeline(browser, opened.socket), pipeline(opened.socket, this.#meter(), browser)]);
  }

  /** A request of plain HTTP, sent on with its own connection. */
  async #forward(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const opened = await this.#open(asked.url ?? "");
    if (typeof opened === "string") {
      // An answer of any kind would be one to the page; a broken connection is none.
      asked.socket.destroy();
      return;
    }
    const { url, socket } = opened;
    const sent = request({
      createConnection: () => socket,
      method: asked.method ?? "GET",
      path: url.href.slice(url.origin.length).replace(/#.*$/, ""),
      headers: { ...endToEnd(asked.headers), host: url.host, connection: "close" },
      setDefaultHeaders: false,
    });
    const answered = responseOf(sent).then(async (response) => {
      answer.writeHead(response.statusCode ?? 502, endToEnd(response.headers));
      await pipeline(response, this.#meter(), answer);
    });
    await settled([pipeline(asked, sent), answered]);
    if (!answer.headersSent) answer.writeHead(502, { connection: "close" });
    answer.end();
    socket.destroy();
  }

  /** A connection to where a URL leads, or the status line that says why there is none. */
  async #open(address: string): Promise<{ readonly url: URL; readonly socket: Socket } | string> {
    const { host = "", hostname: name = "" } = URL.parse(address) ?? {};
    if (ownServices.has(name)) return "403 Forbidden";
    this.askedHosts.add(host);
    const verdict = judgeUrl(address, this.#options.policy);
    if (verdict.type === "blocked") return this.#refuse(host, verdict.message);
    const { url } = verdict;
    if (url.protocol !== "http:") return this.#refuse(host, "A proxy is asked for https by tunnels only.");
    if (this.#bytes > (this.#options.maxTotalBytes ?? usualTotalBytes))
      return this.#refuse(host, "The browser has loaded as much as one run may.");
    const { hostname, port } = url;
    try {
      const socket = await new Promise<Socket>((resolve, reject) => {
        this.#connect({ hostname, protocol: "http:", port }, (error, opened) =>
          error === null ? resolve(opened) : reject(error),
        );
      });
      return { url, socket: this.#keep(socket) };
    } catch (error) {
      if (error instanceof BlockedAddressError) return this.#refuse(host, error.message);
      return "502 Bad Gateway";
    }
  }

  #refuse(host: string, why: string): string {
    if (this.#refusals.length < mostRefusals) this.#refusals.push({ host, why });
    return "403 Forbidden";
  }

  /** Passes bytes through and breaks off where a connection brings too many. */
  #meter(): Transform {
    const most = this.#options.maxConnectionBytes ?? usualConnectionBytes;
    let bytes = 0;
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        bytes += chunk.byteLength;
        this.#bytes += chunk.byteLength;
        done(bytes > most ? new Error("too many bytes") : null, chunk);
      },
    });
  }
}

function responseOf(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => void sent.once("response", resolve).once("error", reject));
}

/** Either side may break off at any time; that ends both, and nobody else has to know. */
async function settled(pipes: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(pipes);
}

const hopByHop = new Set(
  "connection keep-alive proxy-connection proxy-authorization proxy-authenticate te trailer transfer-encoding upgrade".split(
    " ",
  ),
);

/** Headers that are not about this connection only (RFC 9110 §7.6.1). */
function endToEnd(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const named = new Set((headers.connection ?? "").toLowerCase().split(/[\s,]+/));
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || hopByHop.has(name) || named.has(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(kept);
}
