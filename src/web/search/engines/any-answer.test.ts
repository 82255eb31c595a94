import fc from "fast-check";
import { expect, test } from "vitest";
import { verifies } from "../../../../test/promises.ts";
import { parseJson } from "../../../core/json.ts";
import { clientFor, untilDone } from "../../loopback-site.fixture.ts";
import type { EngineOutcome } from "../search-engine.ts";
import type { EngineCase } from "./engine-case.fixture.ts";
import { engineCases } from "./engine-cases.fixture.ts";
import { fixtureText, startEngineSite } from "./engine-site.fixture.ts";

const statuses = fc.constantFrom(200, 200, 200, 200, 204, 400, 403, 404, 422, 429, 500);

const keyOf = ({ key = "k3y" }: EngineCase): string => key;

/** What stands for a part of a documented answer: another type, nothing, or what must not come through. */
const strange = (key: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(key, `no ${key}`, { message: `no ${key}` }),
    fc.constantFrom<unknown>(
      null,
      "",
      -1,
      1e300,
      [],
      {},
      "javascript:alert(1)",
      "data:text/html,x",
      "<b>&#0;",
    ),
  );

/** A documented answer in which some parts are replaced, each part with the same chance. */
function broken(text: string, key: string): fc.Arbitrary<string> {
  const parsed = parseJson(text);
  if (!parsed.ok)
    return fc
      .tuple(fc.nat(text.length), fc.nat(60), fc.string())
      .map(([at, length, other]) => text.slice(0, at) + other + text.slice(at + length));
  return fc
    .array(fc.tuple(fc.nat(400), strange(key)), { minLength: 1, maxLength: 4 })
    .map((changes) =>
      JSON.stringify(changes.reduce((value, [at, other]) => replaced(value, at, other), parsed.value)),
    );
}

/** A copy in which the part with the given number, counted from the outside in, is another. */
function replaced(root: unknown, target: number, other: unknown): unknown {
  let count = 0;
  const total = JSON.stringify(root)?.match(/[{[,]/g)?.length ?? 1;
  const visit = (value: unknown): unknown => {
    count += 1;
    if (count - 1 === target % Math.max(1, total)) return other;
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, visit(part)]));
  };
  return visit(root);
}

/** The ways in which the APIs here say what is wrong, each telling the key. */
function errorBodies(key: string): readonly string[] {
  const said = `bad key ${key}`;
  return [
    { success: false, error: said },
    { code: 400, msg: said },
    { error: { code: "x", info: said, message: said } },
    { error: said },
    { esearchresult: { ERROR: said } },
    { errCode: 1, errMsg: said },
    [{ message: [{ value: said }] }],
    `Invalid ${key}`,
  ].map((body) => (typeof body === "string" ? body : JSON.stringify(body)));
}

function bodies(engineCase: EngineCase): fc.Arbitrary<string | Uint8Array> {
  const { answers } = engineCase;
  const files = typeof answers === "string" ? [answers] : Object.values(answers);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.oneof(...files.map((file) => broken(fixtureText(file), keyOf(engineCase)))),
    },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  );
}

test.each(engineCases.map((engineCase) => [engineCase.make.name, engineCase] as const))(
  `%s gives an outcome for any answer, and nothing but addresses of the web in it ${verifies("search.answer")}`,
  async (_name, engineCase) => {
    await using world = await playingWorld(engineCase);
    const answers = fc.array(fc.record({ status: statuses, body: bodies(engineCase) }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(answers, fc.integer({ min: 1, max: 4 }), async (played, limit) => {
        expectSound(await world.ask(played, limit), limit);
      }),
      { numRuns: 30 },
    );
  },
);

test.each(engineCases.map((engineCase) => [engineCase.make.name, engineCase] as const))(
  `%s tells its key in no failure, whatever the answer repeats ${verifies("search.answer")}`,
  async (_name, engineCase) => {
    await using world = await playingWorld(engineCase);
    for (const status of [200, 400, 401, 403, 429, 500]) {
      for (const body of errorBodies(keyOf(engineCase))) {
        const outcome = await world.ask([{ status, body }], 2);
        if (outcome.type === "failure") expect(outcome.message).not.toContain(keyOf(engineCase));
      }
    }
  },
);

interface Played {
  readonly status: number;
  readonly body: string | Uint8Array;
}

interface PlayingWorld extends AsyncDisposable {
  /** Asks a new engine, whose requests are answered in turn. */
  ask(answers: readonly Played[], limit: number): Promise<EngineOutcome>;
}

async function playingWorld(engineCase: EngineCase): Promise<PlayingWorld> {
  let sent: readonly Played[] = [];
  let count = 0;
  const site = await startEngineSite((_request, response) => {
    const { status, body } = sent[count % sent.length] ?? { status: 200, body: "" };
    count += 1;
    response.writeHead(status).end(body);
  });
  const client = clientFor([site], { hostConcurrency: 8 });
  const { make, plainText: text = "GDP growth of China", account = "a", contactUrl } = engineCase;
  const contact = contactUrl === undefined ? {} : { contactUrl };
  const options = { client, baseUrl: site.origin, account, key: keyOf(engineCase), ...contact };
  return {
    ask(answers, limit) {
      [sent, count] = [answers, 0];
      return make(options).search({ text, limit }, untilDone);
    },
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}

function expectSound(outcome: EngineOutcome, limit: number): void {
  if (outcome.type === "failure") {
    expect(outcome.message).not.toBe("");
    return;
  }
  expect(outcome.results.length).toBeLessThanOrEqual(limit);
  for (const { url, title, snippet, published, authors = [] } of outcome.results) {
    expect(url).toMatch(/^https?:\/\//);
    expect(title).not.toBe("");
    expect(`${title}${snippet}${authors.join("")}`).not.toMatch(/\n|<\/?(?:b|i|p|em|strong|script)>/);
    if (published !== undefined) expect(Number.isNaN(Date.parse(published))).toBe(false);
  }
}
