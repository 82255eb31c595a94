import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { errorMessage } from "../core/errors.ts";
import { type JsonValue, parseJson } from "../core/json.ts";
import type { LoopbackReply } from "./loopback-reply.ts";
import { type LoopbackProtocol, type WirePlan, wirePlan } from "./loopback-wire.ts";

/** A request for an answer as it arrived. */
export interface LoopbackRequest {
  /** Told by the address that was asked. */
  readonly protocol: LoopbackProtocol;
  /** The path with its query. */
  readonly path: string;
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
  /** The base URL of the OpenAI-compatible side, with `/v1`. */
  readonly url: string;
  /** The base URL of each protocol. */
  readonly urls: Readonly<Record<LoopbackProtocol, string>>;
  /** The requests that came, in order. */
  readonly requests: readonly LoopbackRequest[];
  /** Breaks open connections and stops listening. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * A model server on 127.0.0.1 that speaks OpenAI's chat completions, Anthropic's Messages API and the Gemini API, and
 * says what a script tells it to, with real sockets and real faults; for tests and for trying things out without a
 * model. A request past the end of the script, or a script that throws, gets the status 500 with the reason.
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
  const origin = `http://127.0.0.1:${address.port}`;
  const urls = { openai: `${origin}/v1`, anthropic: origin, gemini: `${origin}/v1beta` };
  return { url: urls.openai, urls, requests, close, [Symbol.asyncDispose]: close };
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
  const path = incoming.url ?? "/";
  const models = incoming.method === "GET" ? modelLists[path.split("?")[0] ?? ""] : undefined;
  if (models !== undefined) {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(models));
    return;
  }
  const protocol = incoming.method === "POST" ? protocolOf(path) : undefined;
  if (protocol === undefined) {
    response.writeHead(404, { "content-type": "application/json" }).end('{"error":{"message":"Not Found"}}');
    return;
  }
  const parsed = parseJson(body);
  const json = parsed.ok ? parsed.value : undefined;
  const request = { protocol, path, headers: incoming.headers, body, json, closed };
  const index = requests.push(request) - 1;
  const wantsStream = protocol === "gemini" ? path.includes(":streamGenerateContent") : asksForStream(json);
  await write(response, wirePlan(await replyTo(script, request, index), { protocol, wantsStream }));
}

/** OpenAI's and Anthropic's lists stand at the same address and have in common what is needed of them. */
const modelLists: Readonly<Record<string, JsonValue>> = {
  "/v1/models": { object: "list", data: [{ id: "loopback", object: "model" }] },
  "/v1beta/models": { models: [{ name: "models/loopback" }] },
};

function protocolOf(path: string): LoopbackProtocol | undefined {
  if (/^\/v1\/chat\/completions(?:\?|$)/.test(path)) return "openai";
  if (/^\/v1\/messages(?:\?|$)/.test(path)) return "anthropic";
  return /^\/v1beta\/models\/[^/:]+:(?:g|streamG)enerateContent(?:\?|$)/.test(path) ? "gemini" : undefined;
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

function asksForStream(json: unknown): boolean {
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
