import { expect, onTestFinished, test } from "vitest";
import { sha256 } from "../core/hash.ts";
import { createParsePool, type ParsePool, type ParsePoolOptions } from "./parse-pool.ts";

const workerUrl = new URL("./troubled-worker.fixture.ts", import.meta.url);
const never = new AbortController().signal;

function open(options: Partial<ParsePoolOptions> = {}): ParsePool {
  const pool = createParsePool({ size: 1, timeoutMs: 60_000, maxMb: 64, workerUrl, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

async function outcomeOf(pool: ParsePool, path: string): Promise<string> {
  const { outcome } = await pool.parse({ path, hints: {} }, never);
  return outcome.type === "failure" ? `${outcome.code}: ${outcome.message}` : outcome.type;
}

test("a parser that hangs is stopped at the time limit, and the next document is read", async () => {
  const pool = open({ timeoutMs: 700 });
  expect(await outcomeOf(pool, "/hang")).toMatch(/^TIMEOUT: Reading it took longer than/);
  expect(await outcomeOf(pool, "/next")).toBe("UNSUPPORTED: saw next");
});

test.each(["/heap", "/buffers"])(
  "a parser that eats memory (%s) is stopped at its limit, and the next document is read",
  async (path) => {
    const pool = open();
    expect(await outcomeOf(pool, path)).toBe("OUT_OF_MEMORY: Reading it needs more than 64 MiB of memory.");
    expect(await outcomeOf(pool, "/next")).toBe("UNSUPPORTED: saw next");
  },
);

test("a parser that ends its thread loses only its own document", async () => {
  const pool = open();
  expect(await outcomeOf(pool, "/exit")).toBe("CORRUPT: The parser broke down over it.");
  expect(await outcomeOf(pool, "/next")).toBe("UNSUPPORTED: saw next");
});

test("a parser that fails after its answer ends neither the program nor the pool", async () => {
  const pool = open();
  const outcomes: string[] = [];
  for (let round = 0; round < 100; round += 1) outcomes.push(await outcomeOf(pool, "/late"));
  expect(new Set(outcomes)).toContain("UNSUPPORTED: saw late");
  expect(await outcomeOf(pool, "/next")).toMatch(/saw next$|broke down over it\.$/);
});

test("more documents than threads wait their turn, and troubled ones do not use up the threads", async () => {
  const pool = open({ size: 2 });
  const paths = Array.from({ length: 24 }, (_, index) => (index % 3 === 0 ? "/exit" : `/file-${index}`));
  const outcomes = await Promise.all(paths.map((path) => outcomeOf(pool, path)));
  const expected = (path: string): string =>
    path === "/exit" ? "CORRUPT: The parser broke down over it." : `UNSUPPORTED: saw ${path.slice(1)}`;
  expect(outcomes).toEqual(paths.map(expected));
});

test("abort ends a parse that hangs", async () => {
  const pool = open();
  const controller = new AbortController();
  const running = pool.parse({ path: "/hang", hints: {} }, controller.signal);
  controller.abort(new Error("enough"));
  await expect(running).rejects.toThrow("enough");
  expect(await outcomeOf(pool, "/next")).toBe("UNSUPPORTED: saw next");
});

test("closing ends what is under way and refuses what comes after", async () => {
  const pool = open();
  const running = pool.parse({ path: "/hang", hints: {} }, never);
  const queued = pool.parse({ path: "/next", hints: {} }, never);
  const ends = Promise.allSettled([running, queued]);
  await pool.close();
  expect((await ends).map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  await expect(pool.parse({ path: "/next", hints: {} }, never)).rejects.toThrow("closed");
});

test("bytes that are given are parsed, and not again when their hash is known", async () => {
  const pool = createParsePool({ size: 1, timeoutMs: 60_000 });
  onTestFinished(() => pool.close());
  const bytes = new TextEncoder().encode("# Harbour\n\nThe council met.\n");
  const request = { path: "/harbour.md", bytes, hints: { name: "harbour.md" } };
  const first = await pool.parse(request, never);
  expect(first).toMatchObject({
    outcome: { type: "document", document: { title: "Harbour" } },
    contentHash: sha256(bytes),
  });
  expect(await pool.parse({ ...request, knownHash: sha256(bytes) }, never)).toEqual({
    outcome: { type: "unchanged" },
    contentHash: sha256(bytes),
  });
});
