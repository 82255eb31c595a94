import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { createWebClient, type WebClient, type WebClientOptions } from "./web-client.ts";

/** A real server on loopback for tests of the web client. */
export interface LoopbackSite extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Every request so far but those for robots.txt: method and path. */
  readonly requests: readonly string[];
  readonly connections: () => number;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves what `answer` writes; a robots.txt that `answer` leaves alone does not exist. */
export async function startSite(answer: Answer, host = "127.0.0.1"): Promise<LoopbackSite> {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    if (request.url !== "/robots.txt") requests.push(`${request.method} ${request.url}`);
    answer(request, response);
    if (request.url === "/robots.txt" && !response.headersSent) response.writeHead(404).end();
  };
  const server = createServer(listener);
  let connections = 0;
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const port = await listening(server, host);
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server that speaks for itself on every socket, below HTTP. */
export async function startRawSite(talk: (socket: Socket) => void): Promise<LoopbackSite> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    talk(socket);
  });
  const port = await listening(server, "127.0.0.1");
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests: [],
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listening(
  server: ReturnType<typeof createServer> | ReturnType<typeof createTcpServer>,
  host: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(address.port);
    });
  });
}

/** A client that closes itself, may read the given sites, and does not wait between requests. */
export function clientFor(
  sites: readonly LoopbackSite[],
  options: WebClientOptions = {},
): WebClient & AsyncDisposable {
  const namedHosts = sites.map(({ port }) => `127.0.0.1:${port}`);
  const client = createWebClient({ namedHosts, hostDelayMs: 0, ...options });
  return { ...bound(client), [Symbol.asyncDispose]: () => client.close() };
}

function bound(client: WebClient): WebClient {
  return {
    fetchBytes: (request, signal) => client.fetchBytes(request, signal),
    askApi: (request, signal) => client.askApi(request, signal),
    fetchJson: (request, signal) => client.fetchJson(request, signal),
    mayRead: (url, signal) => client.mayRead(url, signal),
    close: () => client.close(),
  };
}

/** A signal that never aborts. */
export const untilDone = new AbortController().signal;

/** An English page with a title and paragraphs, as a site serves it. */
export function htmlPage(title: string, ...paragraphs: readonly string[]): string {
  const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("");
  return `<html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1>${text}</main></body></html>`;
}
