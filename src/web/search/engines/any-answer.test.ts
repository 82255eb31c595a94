import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../../core/json.ts";
import { clientFor, untilDone } from "../../loopback-site.fixture.ts";
import type { EngineOutcome } from "../search-engine.ts";
import type { EngineCase } from "./engine-case.fixture.ts";
import { engineCases } from "./engine-cases.fixture.ts";
import { fixtureText, startEngineSite } from "./engine-site.fixture.ts";

const statuses = fc.constantFrom(200, 200, 200, 200, 204, 400, 403, 404, 422, 429, 500);

/** What stands for a part of a documented answer: another type, nothing, or what must not come through. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom<unknown>(null, "", -1, 1e300, [], {}, "javascript:alert(1)", "data:text/html,x", "<b>&#0;"),
);

/** A documented answer in which some parts are replaced, each part with the same chance. */
function broken(text: string): fc.Arbitrary<string> {
  const parsed = parseJson(text);
  if (!parsed.ok)
    return fc
      .tuple(fc.nat(text.length), fc.nat(60), fc.string())
      .map(([at, length, other]) => text.slice(0, at) + other + text.slice(at + length));
  return fc
    .array(fc.tuple(fc.nat(400), strange), { minLength: 1, maxLength: 4 })
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

function bodies({ answers }: EngineCase): fc.Arbitrary<string | Uint8Array> {
  const files = typeof answers === "string" ? [answers] : Object.values(answers);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.oneof(...files.map((file) => broken(fixtureText(file.replace(/^\d+ /, ""))))),
    },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  );
}

test.each(engineCases.map((engineCase) => [engineCase.make.name, engineCase] as const))(
  "%s gives an outcome for any answer, and nothing but addresses of the web in it",
  async (_name, engineCase) => {
    let sent: readonly { readonly status: number; readonly body: string | Uint8Array }[] = [];
    let count = 0;
    await using site = await startEngineSite((_request, response) => {
      const { status, body } = sent[count % sent.length] ?? { status: 200, body: "" };
      count += 1;
      response.writeHead(status).end(body);
    });
    await using client = clientFor([site], { hostConcurrency: 8 });
    const { make, plainText: text = "GDP growth of China", key, account = "a", contactUrl } = engineCase;
    const options = { client, baseUrl: site.origin, account, ...(key === undefined ? {} : { key }) };
    const answers = fc.array(fc.record({ status: statuses, body: bodies(engineCase) }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(answers, fc.integer({ min: 1, max: 4 }), async (played, limit) => {
        [sent, count] = [played, 0];
        const engine = make({ ...options, ...(contactUrl === undefined ? {} : { contactUrl }) });
        expectSound(await engine.search({ text, limit }, untilDone), limit);
      }),
      { numRuns: 30 },
    );
  },
);

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
