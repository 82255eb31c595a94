import { createServer } from "node:http";
import { wirePlan } from "../../src/model/loopback-wire.ts";
import { modelReply } from "./loop-task.ts";

export interface TimedServer {
  readonly url: string;
  /** Milliseconds from the end of each reply to the next whole request: what the loop under test took. */
  readonly gapsMs: readonly number[];
  /** Of each request's body. */
  readonly bytes: readonly number[];
  close(): Promise<void>;
}

/**
 * An OpenAI-compatible server that reads requests without looking into them, so that its own work hardly depends on
 * their length, and times what happens between its replies and the requests that follow.
 */
export async function startTimedServer(turns: number): Promise<TimedServer> {
  const gapsMs: number[] = [];
  const bytes: number[] = [];
  let repliedAt = Number.NaN;
  const server = createServer({ noDelay: true }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const arrivedAt = performance.now();
      if (bytes.length > 0) gapsMs.push(arrivedAt - repliedAt);
      const body = Buffer.concat(chunks);
      const plan = wirePlan(modelReply(bytes.length, turns), {
        protocol: "openai",
        wantsStream: body.includes('"stream":true'),
      });
      bytes.push(body.length);
      response.writeHead(plan.status ?? 200, plan.headers);
      for (const write of plan.writes) response.write(numbered(write, bytes.length));
      response.end(() => {
        repliedAt = performance.now();
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    gapsMs,
    bytes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Real servers never give two replies one id, and LangGraph takes the second for a new version of the first. */
function numbered(write: Uint8Array, reply: number): string {
  return Buffer.from(write).toString("utf8").replaceAll("chatcmpl-loopback", `chatcmpl-${reply}`);
}
