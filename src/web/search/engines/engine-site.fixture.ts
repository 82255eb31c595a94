import { readFileSync } from "node:fs";
import path from "node:path";
import type { ServerResponse } from "node:http";
import { parseJson } from "../../../core/json.ts";
import { type LoopbackSite, startSite } from "../../loopback-site.fixture.ts";

/** A request as an engine received it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The body's JSON; absent where there is no body. */
  readonly json?: unknown;
}

export interface EngineSite extends LoopbackSite {
  /** In the order in which they came; those for robots.txt are left out. */
  readonly received: readonly ReceivedRequest[];
}

/** Plays an API: tells what arrived, and answers by `answer`. */
export async function startEngineSite(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
): Promise<EngineSite> {
  const received: ReceivedRequest[] = [];
  const site = await startSite((request, response) => {
    if (request.url === "/robots.txt") return;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      const parsed = parseJson(Buffer.concat(chunks).toString());
      const one: ReceivedRequest = {
        method: request.method ?? "",
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers: Object.fromEntries(headers),
        ...(parsed.ok ? { json: parsed.value } : {}),
      };
      received.push(one);
      answer(one, response);
    });
  });
  return { ...site, received };
}

/** The text of a file under `fixtures/`. */
export function fixtureText(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "fixtures", name), "utf8");
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".json": "application/json",
  ".xml": "application/xml",
  ".html": "text/html; charset=utf-8",
};

/** Answers with a file under `fixtures/`, after a status other than 200 if there is one; its suffix says of which type it is. */
export function sendFixture(answer: string, response: ServerResponse): void {
  const [, status = "200", name = ""] = /^(?:(\d{3}) )?(.*)$/.exec(answer) ?? [];
  const type = mediaTypes[path.extname(name)] ?? "text/plain";
  response.writeHead(Number(status), { "content-type": type }).end(fixtureText(name));
}
