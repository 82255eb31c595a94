import { expect, test } from "vitest";
import { fakeClock } from "../../../core/clock.ts";
import { clientFor, untilDone } from "../../loopback-site.fixture.ts";
import type { EngineFailureCode } from "../search-engine.ts";
import type { EngineMaker } from "../engine-options.ts";
import { bocha } from "./bocha.ts";
import { brave } from "./brave.ts";
import { startEngineSite } from "./engine-site.fixture.ts";
import { exa } from "./exa.ts";
import { firecrawl } from "./firecrawl.ts";
import { googleCse } from "./google-cse.ts";
import { jina } from "./jina.ts";
import { serper } from "./serper.ts";
import { tavily } from "./tavily.ts";

interface ErrorCase {
  readonly make: EngineMaker;
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code: EngineFailureCode;
  readonly retryAfterMs?: number;
}

const braveError = (status: number, code: string) => ({
  type: "ErrorResponse",
  error: { id: "0d1e", status, code, detail: "as documented", meta: {} },
  time: 1_732_000_000,
});

/** Errors as their providers document them, where they differ from what their status says elsewhere. */
const cases: readonly ErrorCase[] = [
  { make: brave, status: 422, body: braveError(422, "SUBSCRIPTION_TOKEN_INVALID"), code: "KEY_REFUSED" },
  { make: brave, status: 422, body: braveError(422, "VALIDATION"), code: "REFUSED" },
  { make: brave, status: 400, body: braveError(400, "OPTION_NOT_IN_PLAN"), code: "REFUSED" },
  {
    make: brave,
    status: 429,
    body: braveError(429, "RATE_LIMITED"),
    headers: { "x-ratelimit-remaining": "0, 1000", "x-ratelimit-reset": "1, 1419704" },
    code: "RATE_LIMITED",
    retryAfterMs: 1_000,
  },
  {
    make: brave,
    status: 429,
    body: braveError(429, "RATE_LIMITED"),
    headers: { "x-ratelimit-remaining": "1, 0", "x-ratelimit-reset": "1, 1419704" },
    code: "QUOTA",
    retryAfterMs: 1_419_704_000,
  },
  { make: tavily, status: 432, body: { detail: { error: "over the plan's limit" } }, code: "QUOTA" },
  { make: tavily, status: 433, body: { detail: { error: "over the limit" } }, code: "QUOTA" },
  { make: exa, status: 402, body: { requestId: "1", error: "none", tag: "NO_MORE_CREDITS" }, code: "QUOTA" },
  { make: serper, status: 400, body: { message: "Not enough credits", statusCode: 400 }, code: "QUOTA" },
  { make: serper, status: 403, body: { message: "Unauthorized.", statusCode: 403 }, code: "KEY_REFUSED" },
  { make: bocha, status: 403, body: { code: "403", message: "You do not have enough money" }, code: "QUOTA" },
  { make: bocha, status: 200, body: { code: 400, msg: "Missing parameter" }, code: "REFUSED" },
  {
    make: jina,
    status: 429,
    body: { data: null, code: 429, name: "RateLimitTriggeredError", status: 42903, retryAfter: 30 },
    code: "RATE_LIMITED",
    retryAfterMs: 30_000,
  },
  { make: jina, status: 402, body: { code: 402, name: "InsufficientBalanceError" }, code: "QUOTA" },
  { make: jina, status: 401, body: { code: 401, name: "AuthenticationRequiredError" }, code: "KEY_REFUSED" },
  { make: firecrawl, status: 200, body: { success: false, error: "no search here" }, code: "REFUSED" },
  {
    make: googleCse,
    status: 400,
    body: { error: { code: 400, message: "API key not valid.", status: "INVALID_ARGUMENT" } },
    code: "KEY_REFUSED",
  },
  {
    make: googleCse,
    status: 429,
    body: { error: { code: 429, message: "Quota exceeded for quota metric 'Queries per day'" } },
    code: "QUOTA",
  },
  {
    make: googleCse,
    status: 429,
    body: { error: { code: 429, message: "Quota exceeded for quota metric 'Queries per minute'" } },
    code: "RATE_LIMITED",
  },
];

test.each(cases.map((one) => [one.make.name, one.status, one.code, one] as const))(
  "%s: status %i is %s",
  async (_name, status, code, { make, body, headers = {}, retryAfterMs }) => {
    await using site = await startEngineSite((_request, response) =>
      response.writeHead(status, headers).end(JSON.stringify(body)),
    );
    await using client = clientFor([site]);
    const clock = fakeClock("2026-11-22T12:00:00.000Z");
    const engine = make({ client, clock, baseUrl: site.origin, key: "k3y", account: "a1" });
    const outcome = await engine.search({ text: "solid-state battery", limit: 3 }, untilDone);
    expect(outcome).toMatchObject({ type: "failure", code });
    expect("retryAfterMs" in outcome ? outcome.retryAfterMs : undefined).toBe(retryAfterMs);
  },
);

test.each([
  ["zh", "zh-hans"],
  ["zh-Hant", "zh-hant"],
  ["zh-TW", "zh-hant"],
  ["ja-JP", "jp"],
  ["en-US", "en"],
  ["pt-BR", "pt-br"],
])("brave: the language %s goes by the name %s", async (language, name) => {
  await using site = await startEngineSite((_request, response) => response.end('{"type":"search"}'));
  await using client = clientFor([site]);
  const engine = brave({ client, baseUrl: site.origin, key: "k3y" });
  await engine.search({ text: "x", limit: 1, filters: { language } }, untilDone);
  expect(site.received[0]?.query["search_lang"]).toBe(name);
});
