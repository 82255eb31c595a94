import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { verifies } from "../../test/promises.ts";
import { AppError } from "../core/errors.ts";
import { bundledCorpora } from "./bundled-records.ts";
import { type BundledProgress, openBundledLibrary } from "./bundled.ts";
import type { CorpusRecord } from "./corpus-record.ts";

const record = (number: number): CorpusRecord => ({
  url: `https://example.org/${number}`,
  title: `Harbour rule ${number}`,
  published: "2024-05",
  language: "en",
  publisher: "Harbour",
  tier: "official",
  text: `# Harbour rule ${number}\n\nShips of class ${number} wait at buoy ${number} until the lock opens.`,
});

let corporaDir: string;
let cacheDir: string;

beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), "corpora-"));
  corporaDir = path.join(folder, "corpora");
  cacheDir = path.join(folder, "cache");
  mkdirSync(corporaDir);
  writeCorpus("usagov", 200);
  writeCorpus("china-laws", 3);
});

function writeCorpus(name: string, count: number): void {
  const lines = Array.from({ length: count }, (_, at) => `${JSON.stringify(record(at))}\n`);
  writeFileSync(path.join(corporaDir, `${name}.jsonl.br`), brotliCompressSync(Buffer.from(lines.join(""))));
}

const files = () => readdirSync(cacheDir).filter((name) => !/-(wal|shm)$/.test(name));

async function sourcesOf(opening: ReturnType<typeof openBundledLibrary>): Promise<number> {
  const library = await opening;
  const { sources } = library.stats();
  library.close();
  return sources;
}

describe("the bundled library", () => {
  it("is indexed at the first call, with progress, and only opened afterwards", async () => {
    const steps: BundledProgress[] = [];
    const onProgress = (step: BundledProgress) => steps.push(step);
    expect(await sourcesOf(openBundledLibrary({ cacheDir, corporaDir, onProgress }))).toBe(200);
    expect(steps.at(0)).toEqual({ corpus: "usagov", done: 0, total: 200 });
    expect(steps.at(-1)).toEqual({ corpus: "china-laws", done: 3, total: 3 });
    steps.length = 0;
    expect(await sourcesOf(openBundledLibrary({ cacheDir, corporaDir, onProgress }))).toBe(200);
    expect(steps).toEqual([]);
  });

  it("keeps what the record says of a document, and finds its passages", async () => {
    const library = await openBundledLibrary({ cacheDir, corporaDir, corpora: ["usagov"] });
    const outcome = await library.search({ text: "buoy 7 lock", limit: 1 });
    expect(outcome).toMatchObject({
      type: "hits",
      hits: [
        {
          source: {
            title: "Harbour rule 7",
            publisher: "Harbour",
            collection: "usagov",
            published: "2024-05",
            tier: "official",
          },
        },
      ],
    });
    library.close();
  });

  it("can be opened by two at once, each of which gets the whole", async () => {
    const both = await Promise.all([1, 2].map(() => sourcesOf(openBundledLibrary({ cacheDir, corporaDir }))));
    expect(both).toEqual([200, 200]);
    expect(files()).toHaveLength(1);
  });

  it("leaves nothing half-made when it is aborted", async () => {
    const controller = new AbortController();
    const onProgress = ({ done }: BundledProgress) => done > 0 && controller.abort();
    await expect(
      openBundledLibrary({ cacheDir, corporaDir, onProgress, signal: controller.signal }),
    ).rejects.toThrow(/abort/i);
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it("is made again when its file is damaged", async () => {
    await sourcesOf(openBundledLibrary({ cacheDir, corporaDir }));
    const [name = ""] = files();
    writeFileSync(path.join(cacheDir, name), "no database");
    expect(await sourcesOf(openBundledLibrary({ cacheDir, corporaDir }))).toBe(200);
  });

  it("is made anew when the documents change, and forgets old ones only after a day", async () => {
    await sourcesOf(openBundledLibrary({ cacheDir, corporaDir }));
    writeCorpus("usagov", 5);
    expect(await sourcesOf(openBundledLibrary({ cacheDir, corporaDir }))).toBe(5);
    expect(files()).toHaveLength(2);
  });

  it("says so when a corpus file is damaged", async () => {
    writeFileSync(path.join(corporaDir, "usagov.jsonl.br"), brotliCompressSync(Buffer.from('{"url":1}\n')));
    await expect(openBundledLibrary({ cacheDir, corporaDir })).rejects.toThrow(AppError);
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it(`opens whole after a process was killed while it was made ${verifies("index.crash")}`, {
    timeout: 60_000,
  }, async () => {
    const module = JSON.stringify(new URL("./bundled.ts", import.meta.url).href);
    const options = JSON.stringify({ cacheDir, corporaDir });
    const script = `const { openBundledLibrary } = await import(${module});
      await openBundledLibrary({ ...${options}, onProgress: ({ done }) => { if (done >= 64) process.kill(process.pid, "SIGKILL"); } });`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
    const signal = await new Promise((resolve) => child.on("close", (_, name) => resolve(name)));
    expect(signal).toBe("SIGKILL");
    expect(readdirSync(cacheDir).filter((name) => name.endsWith(".sqlite"))).toEqual([]);
    expect(await sourcesOf(openBundledLibrary({ cacheDir, corporaDir }))).toBe(200);
  });
});

describe("the corpora of the package", () => {
  const folder = path.join(import.meta.dirname, "../../corpora");

  it("are a few megabytes", () => {
    const bytes = bundledCorpora.map((name) => readFileSync(path.join(folder, `${name}.jsonl.br`)).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000);
  });

  it("hold documents that can be found, each with its own title", { timeout: 120_000 }, async () => {
    const library = await openBundledLibrary({ cacheDir });
    expect(library.stats().sources).toBeGreaterThan(2000);
    const english = await library.search({ text: "replace a lost passport", limit: 3 });
    const chinese = await library.search({ text: "公司法 注册资本 认缴", limit: 10 });
    const titles = [english, chinese].map((found) =>
      found.type === "hits" ? found.hits.map((hit) => hit.source.title) : [],
    );
    expect(titles[0]).toContain("Lost or stolen passports");
    expect(titles[1]).toContain("中华人民共和国公司法（2023年修订）");
    library.close();
  });
});
