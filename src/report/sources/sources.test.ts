import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../agent/events.ts";
import { buildReport } from "../build-report.ts";
import { idOf, passportDocuments, sampleDocument, sampleInput } from "../fixtures/sample-input.ts";
import { collectDiscovery } from "./collect-discovery.ts";
import { areNearCopies, sketchOf } from "../../retrieval/origins/near-copies.ts";
import { originsOf } from "../../retrieval/origins/origins-of.ts";

const wordAt = (index: number): string => `w${(index * 7919) % 5003}`;
const article = (from: number, length: number): string =>
  Array.from({ length }, (_, index) => wordAt(from + index)).join(" ");

describe("areNearCopies", () => {
  test("a copy with some words changed is one, an unrelated text is not, at any length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 80, max: 3000 }), fc.nat(1000), (length, seed) => {
        const text = article(seed, length);
        const changed = text
          .split(" ")
          .map((word, index) => (index % 40 === seed % 40 ? "changed" : word))
          .join(" ");
        expect(areNearCopies(sketchOf(text), sketchOf(changed))).toBe(true);
        expect(
          areNearCopies(sketchOf(text), sketchOf(article(seed + 3001, length).replaceAll("w", "v"))),
        ).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test("an excerpt is a copy of what it is taken from; texts that share a paragraph are none", () => {
    const text = article(0, 1500);
    expect(areNearCopies(sketchOf(text), sketchOf(`${article(200, 600)} own end`))).toBe(true);
    expect(areNearCopies(sketchOf(text), sketchOf(`${article(0, 150)} ${article(2000, 900)}`))).toBe(false);
  });

  test("typography and case do not tell copies apart; short texts are never copies", () => {
    const text = article(0, 200);
    expect(areNearCopies(sketchOf(text), sketchOf(text.toUpperCase().replaceAll(" ", ",\n")))).toBe(true);
    expect(areNearCopies(sketchOf("a b c d e f"), sketchOf("a b c d e f"))).toBe(false);
    const chinese = "第十条申请人应当自收到通知之日起三十日内向人民法院提起诉讼逾期不予受理".repeat(3);
    expect(areNearCopies(sketchOf(chinese), sketchOf(`${chinese}。附则`))).toBe(true);
  });
});

describe("originsOf", () => {
  const origins = (...pages: readonly (readonly [url: string, text: string])[]) => {
    const sources = pages.map(([url, text]) => sampleDocument(`# t\n\n${text} ${url}`, { url }));
    const found = originsOf(sources);
    return sources.map(({ source }) => found.get(source.id)?.origin);
  };

  test("pages of one registrable domain count once, hosts of one public suffix do not", () => {
    expect(origins(["https://a.example.com/x", "1"], ["https://b.example.com/y", "2"])).toEqual([1, 1]);
    expect(origins(["https://moj.gov.cn/", "1"], ["https://mof.gov.cn/", "2"])).toEqual([1, 2]);
    expect(origins(["https://a.github.io/", "1"], ["https://b.github.io/", "2"])).toEqual([1, 2]);
  });

  test("twelve copies of one wire story count once, local files by their text", () => {
    const story = article(0, 300);
    const copies = Array.from(
      { length: 12 },
      (_, index) => [`https://news${index}.example/`, story] as const,
    );
    expect(new Set(origins(...copies)).size).toBe(1);
    expect(
      origins(["file:///a.pdf", story], ["file:///b.pdf", article(900, 300)], ["file:///c.pdf", story]),
    ).toEqual([1, 2, 1]);
  });

  test("mirrors count once together and with the encyclopaedia, also where their text has become another", () => {
    expect(
      origins(
        ["https://en.wikipedia.org/wiki/Zurich", article(0, 300)],
        ["https://www.wikiwand.com/en/Zurich", article(700, 300)],
        ["https://alchetron.com/Zurich", article(1400, 300)],
        ["https://www.britannica.com/place/Zurich", article(2100, 300)],
      ),
    ).toEqual([1, 1, 1, 4]);
  });

  test("joining is transitive", () => {
    const story = article(0, 300);
    expect(
      origins(["https://a.example/", story], ["https://b.example/", story], ["https://b.example/2", "other"]),
    ).toEqual([1, 1, 1]);
  });
});

describe("collectDiscovery", () => {
  test("tells queries, opened sources and failures from a run's events", async () => {
    const [lost, renew] = passportDocuments;
    const [first] = lost?.passages ?? [];
    const [second] = renew?.passages ?? [];
    if (first === undefined || second === undefined) throw new Error("no passages");
    const result = (data: unknown, isError = false): RunEvent =>
      ({
        type: "tool-result",
        turn: 1,
        callId: "1",
        toolName: "batch_web_surfer",
        content: "first line\nsecond",
        data,
        evidence: [first, second],
        isError,
        elapsedMs: 1,
      }) as RunEvent;
    const hit = {
      citationId: first.citationId,
      source: first.source,
      passage: first.passage,
      score: 1,
      snippet: "",
      duplicates: 0,
    };
    const search = collectDiscovery([
      result({
        type: "search",
        queries: [
          { query: "lost", hits: [hit], terms: [] },
          { query: "dead", hits: [], terms: [], error: "HTTP 500\ntrace" },
        ],
      }),
      result({
        type: "open",
        pages: [
          { ref: "x", source: second.source, passages: [], omitted: 0 },
          { ref: "https://gone.example", passages: [], omitted: 0, error: "404" },
        ],
      }),
      result(undefined, true),
    ]);
    expect(search).toMatchObject({
      queries: ["lost", "dead"],
      sourcesSeen: 2,
      failures: ["dead: HTTP 500", "https://gone.example: 404", "batch_web_surfer: first line"],
      nearest: first.source,
    });
    expect(search.discovery.get(first.source.id)).toEqual({ queries: ["lost"], opened: false });
    const answer = `It is invalid \\cite{${idOf(passportDocuments, "invalidates")}}.`;
    const report = await buildReport(sampleInput(passportDocuments, { answer, discovery: search.discovery }));
    expect(report.sources.map(({ status, foundBy }) => [status, ...foundBy])).toEqual([
      ["used", "lost"],
      ["read"],
      ["seen"],
    ]);
  });
});
