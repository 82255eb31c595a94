import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Asking, askFakeWeb, type Told } from "../src/bench/fake-web/ask-fake-web.ts";
import { shortAnswerOf } from "../src/bench/fake-web/score-told.ts";
import { type FakeWeb, fakeWeb } from "../src/fake-web/fake-web.ts";
import type { SiteKind } from "../src/fake-web/site.ts";
import { collectorHost } from "../src/fake-web/sites/hostile.ts";
import { createParsePool } from "../src/ingest/parse-pool.ts";
import { embeddedPolicy } from "../src/policy/embedded-policy.ts";
import { type PolicyState, scriptedPolicy } from "../src/index.ts";
import { asObservation, type PageObservation } from "../src/agent/observation.ts";
import { createWebClient } from "../src/web/web-client.ts";

const pool = createParsePool({ size: 1, timeoutMs: 30_000, maxMb: 256 });
let web: FakeWeb;
let setting: Omit<Asking, "policy">;

beforeAll(async () => {
  web = await fakeWeb({ towns: 1, bundledPages: 2 });
  const client = createWebClient({ ...web.clientOptions, hostDelayMs: 0, pause: async () => {} });
  const runsDir = await mkdtemp(path.join(tmpdir(), "deepwell-fake-web-agent-"));
  setting = { web, client, pool, runsDir };
});
afterAll(async () => {
  await setting.client.close();
  await web[Symbol.asyncDispose]();
  await pool.close();
  await rm(setting.runsDir, { recursive: true, force: true });
});

const gated: readonly SiteKind[] = ["paywalled", "login", "bot-check", "soft-404", "disallowed"];
/** All of them tell what the official site tells, in its words. */
const copies: readonly SiteKind[] = ["official", "mirror", "near-copy", "papers", "hostile", "moved", "slow"];

function citedKinds({ report }: Told): readonly SiteKind[] {
  const used = report?.sources.filter(({ status }) => status === "used") ?? [];
  return used.flatMap(({ url }) => web.kindOf(url) ?? []);
}

/** Copies are one origin, whoever serves them; every other site of a town is one of its own. */
function originsOf(kinds: readonly SiteKind[]): number {
  return new Set(kinds.map((kind) => (copies.includes(kind) ? "official" : kind))).size;
}

describe("the embedded policy on the fake web", () => {
  test("plans, searches, reads, and leads with what the town says, citing nothing from behind a gate", async () => {
    const asked = web.questions[2];
    const told = await askFakeWeb(asked?.question ?? "", { ...setting, policy: embeddedPolicy() });
    expect(shortAnswerOf(told.markdown)).toContain(asked?.answer);
    expect(shortAnswerOf(told.markdown)).not.toContain(asked?.wrong.farm);
    const kinds = citedKinds(told);
    expect(kinds.filter((kind) => gated.includes(kind))).toEqual([]);
    expect(told.report?.statistics).toMatchObject({
      independentSources: originsOf(kinds),
      supported: told.report?.statistics.claims,
      invented: 0,
    });
    expect(web.requests.filter((request) => request.includes(collectorHost))).toEqual([]);
  });
});

/** What the last turn's `batch_open` gave, by kind of site. */
function opened({ messages }: PolicyState): ReadonlyMap<SiteKind | undefined, PageObservation> {
  const last = messages.at(-1);
  const parts = last?.role === "tool" ? last.parts : [];
  const pages = parts
    .map(({ data }) => asObservation(data))
    .flatMap((one) => (one?.type === "open" ? one.pages : []));
  return new Map(pages.map((page) => [web.kindOf(page.ref), page]));
}

describe("a scripted policy on the fake web", () => {
  const wanted = [
    "official",
    "mirror",
    "near-copy",
    "farm",
    "paywalled",
    "soft-404",
    "bot-check",
    "hostile",
  ] as const;

  test("opens what it was given, files a note, and can cite only pages that could be read", async () => {
    const slug =
      /permits\/[^/]+$/.exec(web.pages.find(({ kind }) => kind === "hostile")?.url ?? "")?.[0] ?? "";
    const urls = wanted.map(
      (kind) =>
        web.pages.find((page) => page.kind === kind && page.url.endsWith(slug))?.url ??
        web.pages.find((page) => page.kind === kind)?.url ??
        "",
    );
    const failures = new Map<string, string>();
    const surf = (input: object) => [{ toolName: "batch_web_surfer", input: { ...input } }];
    const policy = scriptedPolicy([
      {
        toolCalls: [
          { toolName: "todo", input: { updates: { fee: { task: "Find the fee", status: "pending" } } } },
        ],
      },
      { toolCalls: surf({ action: "batch_search", queries: ["法律"] }) },
      { toolCalls: surf({ action: "batch_open", urls }) },
      (state) => {
        const pages = opened(state);
        for (const [kind, { error }] of pages) if (error !== undefined) failures.set(kind ?? "", error);
        const ids = [...pages.values()].flatMap(({ passages }) => passages[0]?.citationId ?? []);
        const content = ids.join("\n");
        return { toolCalls: [{ toolName: "file", input: { action: "write", path: "notes.md", content } }] };
      },
      (state) => {
        const told = JSON.stringify(state.messages);
        const all = [...new Set(told.match(/web_[0-9a-f]{8}/g))];
        const cites = all.map((id) => `\\cite{${id}}`).join("");
        return { answer: `The town hands out permits.${cites} So it does.\\cite{web_00000000}` };
      },
    ]);
    const told = await askFakeWeb(`What do these pages say? ${urls.join(" ")}`, { ...setting, policy });
    policy.assertFinished();
    expect([...failures.keys()].toSorted()).toEqual(["bot-check", "paywalled", "soft-404"]);
    const kinds = citedKinds(told);
    expect(kinds).toContain("near-copy");
    expect(kinds.filter((kind) => gated.includes(kind))).toEqual([]);
    const copied = told.report?.sources.filter(({ status, url }) => {
      const kind = web.kindOf(url);
      return status === "used" && url.endsWith(slug) && kind !== undefined && copies.includes(kind);
    });
    expect(copied?.length).toBeGreaterThan(1);
    expect(new Set(copied?.map(({ origin }) => origin)).size).toBe(1);
    expect(told.report?.statistics.unknownCitations).toBe(1);
    expect(readdirSync(path.join(told.directory, "workspace"))).toContain("notes.md");
    expect(web.requests.filter((request) => request.includes(collectorHost))).toEqual([]);
  });
});
