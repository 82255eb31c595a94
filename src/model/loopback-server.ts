import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { errorMessage } from "../core/errors.ts";
import { parseJson } from "../core/json.ts";
import { type LoopbackReply, type WirePlan, wirePlan } from "./loopback-reply.ts";

/** A chat completion request as it arrived. */
export interface LoopbackRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body, byte for byte. */
  readonly body: string;
  /** The body parsed; undefined when it is no JSON. */
  readonly json: unknown;
  /** Resolves when the response is over or the client has gone. */
  readonly closed: Promise<void>;
}

/** Replies in order, or a function that makes the reply to each request. */
export type LoopbackScript =
  | readonly LoopbackReply[]
  | ((request: LoopbackRequest, index: number) => LoopbackReply | Promise<LoopbackReply>);

export interface LoopbackModel {
  /** The base URL, with `/v1`. */
  readonly url: string;
  /** The requests that came, in order. */
  readonly requests: readonly LoopbackRequest[];
  /** Breaks open connections and stops listening. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * An OpenAI-compatible server on 127.0.0.1 that says what a script tells it to, with real sockets and real
 * faults; for tests and for trying things out without a model. A request past the end of the script, or a
 * script that throws, gets the status 500 with the reason.
 */
export async function startLoopbackModel(script: LoopbackScript): Promise<LoopbackModel> {
  const requests: LoopbackRequest[] = [];
  const server = createServer({ noDelay: true }, (incoming, response) => {
    // Without a listener, a connection that the client drops would end the process.
    response.on("error", () => {});
    void answer(incoming, response, { script, requests }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the loopback server has no port");
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}/v1`, requests, close, [Symbol.asyncDispose]: close };
}

interface Serving {
  readonly script: LoopbackScript;
  readonly requests: LoopbackRequest[];
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  { script, requests }: Serving,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    response.once("close", resolve);
  });
  const body = await readBody(incoming);
  const path = incoming.url?.split("?")[0];
  if (incoming.method === "GET" && path === "/v1/models") {
    const models = { object: "list", data: [{ id: "loopback", object: "model" }] };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(models));
    return;
  }
  if (incoming.method !== "POST" || path !== "/v1/chat/completions") {
    response.writeHead(404, { "content-type": "application/json" }).end('{"error":{"message":"Not Found"}}');
    return;
  }
  const parsed = parseJson(body);
  const request = { headers: incoming.headers, body, json: parsed.ok ? parsed.value : undefined, closed };
  const index = requests.push(request) - 1;
  await write(
    response,
    wirePlan(await replyTo(script, request, index), { wantsStream: wantsStream(request.json) }),
  );
}

async function replyTo(
  script: LoopbackScript,
  request: LoopbackRequest,
  index: number,
): Promise<LoopbackReply> {
  if (typeof script !== "function") {
    const message = `the script has only ${script.length} replies`;
    return script[index] ?? { type: "error", status: 500, message };
  }
  try {
    return await script(request, index);
  } catch (error) {
    return { type: "error", status: 500, message: `the script failed: ${errorMessage(error)}` };
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function wantsStream(json: unknown): boolean {
  return typeof json === "object" && json !== null && "stream" in json && json.stream === true;
}

async function write(response: ServerResponse, plan: WirePlan): Promise<void> {
  if (plan.status !== undefined) {
    response.writeHead(plan.status, plan.headers);
    response.flushHeaders();
  }
  for (const bytes of plan.writes) {
    if (response.destroyed) return;
    await new Promise<void>((resolve) => {
      response.write(bytes, () => resolve());
    });
    // Lets the bytes leave by themselves, so that the client sees the same cuts.
    await nextTurn();
  }
  if (plan.ending === "end") response.end();
  if (plan.ending === "reset") response.socket?.resetAndDestroy();
}
