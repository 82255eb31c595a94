import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { WebClientOptions } from "./web-client.ts";

export interface FakeRequest {
  readonly method: string;
  /** With the host that was asked for, as if it were there. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface FakeAnswer {
  /** 200 unless given. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /**
   * How the body comes: at once, a byte now and then (`drip`), never (`silent`), or only its first half before the
   * connection breaks (`cut`).
   */
  readonly manner?: "at once" | "drip" | "silent" | "cut";
}

/** Many named hosts on one port of loopback: a web of its own for programs that may not touch the real one. */
export interface FakeHosts extends AsyncDisposable {
  /** What a web client has to be made with to be in this web, and in no other. */
  readonly clientOptions: Required<Pick<WebClientOptions, "resolve" | "route">>;
  /** Every request so far: method and URL. */
  readonly requests: readonly string[];
}

/** An address of the public internet, so that the client's guard is tried as in earnest; nothing is ever sent to it. */
export const publicAddress = "93.184.215.14";
const dripMs = 500;

/**
 * Answers for the hosts that `knows` says exist, over plain HTTP. A host that does not exist has no address. Closing it
 * breaks off whatever is under way.
 */
export async function serveFakeHosts(
  knows: (host: string) => boolean,
  answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeHosts> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const asked = asFakeRequest(request);
    requests.push(`${asked.method} ${asked.url.href}`);
    Promise.resolve(answer(asked)).then(
      (given) => send(response, given),
      () => response.destroy(),
    );
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  return {
    requests,
    clientOptions: {
      resolve: async (host) => (knows(host) ? [publicAddress] : []),
      route: () => ({ address: "127.0.0.1", port }),
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function asFakeRequest(request: IncomingMessage): FakeRequest {
  const { host = "unknown.example", ...headers } = request.headers;
  const url = URL.parse(`http://${host}${request.url ?? "/"}`) ?? new URL("http://unknown.example/");
  const single = Object.entries(headers).map(([name, value]) => [name, [value].flat()[0]] as const);
  return { method: request.method ?? "GET", url, headers: Object.fromEntries(single) };
}

function send(response: ServerResponse, { status = 200, headers = {}, body = "", manner }: FakeAnswer): void {
  if (manner === "silent") return;
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": String(bytes.length) });
  if (manner === "drip") drip(response, bytes);
  else if (manner === "cut") response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}

function drip(response: ServerResponse, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at < bytes.length) response.write(bytes.subarray(at, ++at));
    else response.end();
  }, dripMs);
  response.on("close", () => clearInterval(timer));
}
