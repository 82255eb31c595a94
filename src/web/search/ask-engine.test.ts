import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { z } from "zod";
import { clientFor, startSite, untilDone } from "../loopback-site.fixture.ts";
import { askEngine, listOf } from "./ask-engine.ts";
import { apiUrl, type EngineOptions } from "./engine-options.ts";
import { withholdKey } from "./withhold-key.ts";

const schema = z.object({ items: listOf(z.object({ name: z.string() })) });

async function ask(answer: (response: ServerResponse) => void, options: Omit<EngineOptions, "client"> = {}) {
  await using site = await startSite((_request, response) => answer(response));
  await using client = clientFor([site]);
  const url = apiUrl(site.origin, "search", { key: options.key });
  return await askEngine({ title: "Snow", url, schema }, { client, ...options }, untilDone);
}

const status =
  (code: number, body: unknown = "", headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end(JSON.stringify(body));

test("items of another shape are dropped, but a list of nothing else is no answer", async () => {
  expect(await ask(status(200, { items: [{ name: "a" }, { id: 1 }, null, { name: "b" }] }))).toEqual({
    type: "answer",
    value: { items: [{ name: "a" }, { name: "b" }] },
  });
  expect(await ask(status(200, { items: [] }))).toEqual({ type: "answer", value: { items: [] } });
  expect(await ask(status(200, { items: [{ id: 1 }] }))).toMatchObject({
    code: "BAD_ANSWER",
    message: "Snow sends another answer than it documents (at items).",
  });
});

test.each([
  [402, { message: "pay" }, {}, "QUOTA"],
  [429, { error: "Monthly quota exceeded" }, {}, "QUOTA"],
  [429, { error: "Quota exceeded for queries per minute" }, {}, "RATE_LIMITED"],
  [403, { message: "API rate limit exceeded" }, {}, "RATE_LIMITED"],
  [403, { message: "no" }, { "x-ratelimit-remaining": "0" }, "RATE_LIMITED"],
  [403, { message: "daily limit of your subscription" }, {}, "QUOTA"],
  [403, { message: "no" }, { "x-ratelimit-remaining": "10" }, "KEY_REFUSED"],
  [401, {}, {}, "KEY_REFUSED"],
  [400, { detail: [{ message: "q is missing" }] }, {}, "REFUSED"],
  [503, {}, { "retry-after": "3" }, "UNREACHABLE"],
])("status %i with %j and headers %j is %s", async (code, body, headers, expected) => {
  expect(await ask(status(code, body, headers), { key: "k3y" })).toMatchObject({ code: expected });
});

test("without a key, a refusal is not about a key", async () => {
  expect(await ask(status(403))).toMatchObject({ code: "REFUSED", retryable: false });
});

test("what an API says is wrong is passed on, without the key", async () => {
  const key = "sec/ret+1";
  const body = { error: { code: 7, message: `the key ${key} (${encodeURIComponent(key)})\n is   unknown.` } };
  expect(await ask(status(401, body), { key })).toMatchObject({
    message: "Snow does not accept the key (status 401: the key [key] ([key]) is unknown).",
  });
});

test("a private host that nobody named is refused", async () => {
  await using client = clientFor([]);
  const url = new URL("http://127.0.0.1:8080/search");
  expect(await askEngine({ title: "Snow", url, schema }, { client }, untilDone)).toMatchObject({
    code: "REFUSED",
    retryable: false,
  });
});

test("paths are put below a base URL however it ends", () => {
  for (const base of ["https://example.org/v1", "https://example.org/v1/", "https://example.org/v1//"]) {
    expect(apiUrl(base, "/search", { q: "a b", n: 2, x: undefined }).href).toBe(
      "https://example.org/v1/search?q=a+b&n=2",
    );
    expect(apiUrl(base, "").href).toBe("https://example.org/v1");
  }
});

test("a text without the key stays as it is", () => {
  expect(withholdKey("snow", undefined)).toBe("snow");
  expect(withholdKey("snow", "")).toBe("snow");
});
