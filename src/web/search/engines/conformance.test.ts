import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { present } from "../../../core/present.ts";
import { clientFor, untilDone } from "../../loopback-site.fixture.ts";
import type { EngineOutcome, EngineQuery } from "../search-engine.ts";
import { engineCases } from "./engine-cases.fixture.ts";
import { type EngineCase, everyFilter } from "./engine-case.fixture.ts";
import {
  type EngineSite,
  fixtureText,
  type ReceivedRequest,
  sendFixture,
  startEngineSite,
} from "./engine-site.fixture.ts";

/** Longer than anything on loopback takes, but for what never ends. */
const patienceMs = 20_000;

interface AskOptions {
  readonly query?: Omit<EngineQuery, "text"> & Partial<EngineQuery>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

async function ask(
  { make, key, account, contactUrl, plainText }: EngineCase,
  site: EngineSite,
  options: AskOptions = {},
): Promise<EngineOutcome> {
  const { timeoutMs = patienceMs, signal = untilDone } = options;
  const { text = plainText ?? everyFilter.text, ...query } = options.query ?? { limit: 7 };
  await using client = clientFor([site]);
  const engine = make({
    client,
    baseUrl: site.origin,
    timeoutMs,
    ...present({ key, account, contactUrl }),
  });
  return await engine.search({ text, ...query }, signal);
}

/** The address of the engine differs from one test to the next. */
function withoutOrigin(outcome: EngineOutcome, { origin }: EngineSite): unknown {
  return JSON.parse(JSON.stringify(outcome).replaceAll(origin, "https://engine.example"));
}

type Send = (response: ServerResponse) => void;

async function askFaulty(engineCase: EngineCase, send: Send, options?: AskOptions): Promise<EngineOutcome> {
  await using site = await startEngineSite((_request, response) => send(response));
  const outcome = await ask(engineCase, site, options);
  if (engineCase.key !== undefined) expect(JSON.stringify(outcome)).not.toContain(engineCase.key);
  // On a busy machine not even the first request arrives before a short deadline.
  expect(site.received.length, "asked again although it failed").toBeLessThanOrEqual(1);
  return outcome;
}

function sendAnswer(
  answers: EngineCase["answers"],
  { path, query }: ReceivedRequest,
  response: ServerResponse,
  ofText: (text: string) => void,
): void {
  if (typeof answers === "string") return ofText(answers);
  const isMeant = (place: string): boolean => {
    const [ownPath, parameters = ""] = place.split("?");
    return (
      ownPath === path && [...new URLSearchParams(parameters)].every(([name, value]) => query[name] === value)
    );
  };
  const file = Object.entries(answers).find(([place]) => isMeant(place))?.[1];
  if (file === undefined) response.writeHead(404).end();
  else sendFixture(file, response);
}

function startPlaying({ answers }: EngineCase): Promise<EngineSite> {
  return startEngineSite((request, response) =>
    sendAnswer(answers, request, response, (file) => sendFixture(file, response)),
  );
}

describe.each(engineCases.map((engineCase) => [engineCase.make.name, engineCase] as const))(
  "%s",
  (_name, engineCase) => {
    it("reads its documented answer, and leaves out what has not the shape of a result", async () => {
      await using site = await startPlaying(engineCase);
      const outcome = await ask(engineCase, site, { query: everyFilter });
      expect(withoutOrigin(outcome, site)).toEqual({
        type: "results",
        results: engineCase.results,
        unmapped: engineCase.unmapped,
      });
    });

    it("asks for what the query says, and names the filters that it cannot ask for", async () => {
      await using site = await startPlaying(engineCase);
      await ask(engineCase, site, { query: everyFilter });
      expect(site.received).toHaveLength(engineCase.requests.length);
      for (const [index, expected] of engineCase.requests.entries()) {
        const { headers, ...received } = site.received[index] ?? {};
        const { headers: expectedHeaders = {}, ...request } = expected;
        expect(received).toEqual(request);
        expect(headers).toMatchObject(expectedHeaders);
      }
      if (engineCase.key !== undefined) expect(JSON.stringify(site.received)).toContain(engineCase.key);
    });

    it("gives no more results than were wanted, and reports no filter that was not set", async () => {
      await using site = await startPlaying(engineCase);
      const outcome = await ask(engineCase, site, { query: { limit: 1 } });
      expect(outcome).toEqual({ type: "results", results: [expect.anything()], unmapped: [] });
    });

    it("takes an empty result for what it is", async () => {
      await using site = await startEngineSite((request, response) =>
        sendAnswer(engineCase.empty, request, response, (text) => response.writeHead(200).end(text)),
      );
      expect(await ask(engineCase, site)).toEqual({ type: "results", results: [], unmapped: [] });
    });

    it("says for how long it is to be left alone", async () => {
      const outcome = await askFaulty(engineCase, (response) =>
        response.writeHead(429, { "retry-after": "7" }).end("Too many requests"),
      );
      expect(outcome).toMatchObject({ code: "RATE_LIMITED", retryable: true, retryAfterMs: 7_000 });
    });

    it("says that a key is not accepted", async () => {
      const body = JSON.stringify({ error: { message: `bad key ${engineCase.key ?? ""}` } });
      const outcome = await askFaulty(engineCase, (response) => response.writeHead(401).end(body));
      expect(outcome).toMatchObject({ code: "KEY_REFUSED", retryable: false });
    });

    it("can be asked again after an error of the server", async () => {
      const outcome = await askFaulty(engineCase, (response) => response.writeHead(500).end("<h1>oops</h1>"));
      expect(outcome).toMatchObject({ code: "UNREACHABLE", retryable: true });
    });

    it.each([
      ["a malformed body", (response: ServerResponse) => response.end('{"results": [}<')],
      ["an empty body", (response: ServerResponse) => response.end("")],
      ["another shape", (response: ServerResponse) => response.end('[["no", "results"]]')],
      [
        "a page for readers",
        (response: ServerResponse) =>
          response
            .writeHead(200, { "content-type": "text/html" })
            .end("<!doctype html><html><body><p>Sign in to this network.</p></body></html>"),
      ],
      [
        "a connection that breaks off",
        (response: ServerResponse) => {
          response.writeHead(200, { "content-length": "5000" }).write(firstBytes(engineCase));
          setImmediate(() => response.destroy());
        },
      ],
    ])("takes %s for no answer", async (_what, send) => {
      expect(await askFaulty(engineCase, send)).toMatchObject({ type: "failure", code: "BAD_ANSWER" });
    });

    it("gives up at its deadline", async () => {
      const outcome = await askFaulty(engineCase, () => undefined, { timeoutMs: 150 });
      expect(outcome).toMatchObject({ code: "TIMEOUT", retryable: true });
    });

    it("says that nothing listens", async () => {
      const site = await startEngineSite(() => undefined);
      await site[Symbol.asyncDispose]();
      expect(await ask(engineCase, site)).toMatchObject({ code: "UNREACHABLE", retryable: true });
    });

    it("rejects when it is stopped, and only then", async () => {
      const controller = new AbortController();
      await using site = await startEngineSite(() => controller.abort(new Error("stopped")));
      await expect(ask(engineCase, site, { signal: controller.signal })).rejects.toThrow("stopped");
    });

    it("goes by the name that users write", async () => {
      await using client = clientFor([]);
      expect(engineCase.make({ client }).name).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    });
  },
);

function firstBytes({ answers }: EngineCase): string {
  const file = typeof answers === "string" ? answers : Object.values(answers)[0];
  return fixtureText(file ?? "").slice(0, 100);
}
