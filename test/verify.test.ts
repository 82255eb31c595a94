import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, localSearchProvider, openLibrary, research, scriptedPolicy } from "../src/index.ts";
import { startLoopbackModel } from "../src/model/loopback-server.ts";
import { deepwell } from "./deepwell-process.ts";
import { addPages } from "./add-pages.ts";

const pages = {
  loans:
    "# Loans\n\nBooks are lent for 28 days. A late return costs 20 cents per item and day.\n\nAfter 60 days the item counts as lost.",
  members:
    "# Members\n\nMembership costs 18 euros a year. A card is valid for 12 months from the day it is issued.",
};
const sentences = [
  "Books are lent for 28 days.",
  "Membership costs 18 euros a year.",
  "The page says “counts as lost”.",
];
const questions = { en: "What are the rules?", zh: "有什么规定？" };

let library: Library;
const runsDir = mkdtempSync(path.join(tmpdir(), "deepwell-verify-"));

beforeAll(async () => {
  library = openLibrary(":memory:");
  await addPages(library, { pages, urlOf: (name) => `https://library.example/${name}` });
});
afterAll(() => {
  library.close();
  rmSync(runsDir, { recursive: true });
});

async function idOf(words: string): Promise<string> {
  const found = await library.search({ text: words, limit: 1 });
  const [hit] = found.type === "hits" ? found.hits : [];
  if (hit === undefined) throw new Error(`nothing has: ${words}`);
  return hit.citationId;
}

/** A whole run that searches once and says what the pages say. */
async function finishedRun(language: "en" | "zh" = "en"): Promise<string> {
  const cited = await Promise.all(
    sentences.map(async (sentence) => {
      const words = /“(.*)”/.exec(sentence)?.[1] ?? sentence;
      return `${sentence.slice(0, -1)} \\cite{${await idOf(words)}}.`;
    }),
  );
  const policy = scriptedPolicy([
    { toolCalls: [{ toolName: "batch_web_surfer", input: { action: "batch_search", queries: sentences } }] },
    { answer: `# Rules\n\n${cited.join("\n\n")}` },
  ]);
  const local = localSearchProvider(library);
  const run = await research({
    question: questions[language],
    policy,
    search: [local],
    pages: [local],
    runsDir,
    language,
  });
  return (await run.result).directory;
}

/** Changes the body of a report as a person might, behind the front matter. */
function change(directory: string, from: RegExp, to: string): void {
  const file = path.join(directory, "report.md");
  const [, head = "", body = ""] = /^(---\n.*?\n---\n)(.*)$/s.exec(readFileSync(file, "utf8")) ?? [];
  const changed = body.replace(from, to);
  expect(changed).not.toBe(body);
  writeFileSync(file, head + changed);
}

async function verify(directory: string, ...flags: readonly string[]) {
  const { code, stdout, stderr } = await deepwell(["verify", directory, "--json", ...flags]);
  expect(stderr).toBe("");
  const found: unknown = JSON.parse(stdout);
  return { code, found };
}

const timeout = { timeout: 60_000 };

describe("deepwell verify", () => {
  it.each(["en", "zh"] as const)("a report that nobody touched passes (%s)", timeout, async (language) => {
    const directory = await finishedRun(language);
    const { code, found } = await verify(directory, "--strict");
    expect(code).toBe(0);
    expect(found).toMatchObject({
      judge: "embedded",
      figures: { claims: 3, cited: 3, recall: 1, precision: 1, unsupportedShare: 0, inventedShare: 0 },
    });
  });

  it.each([
    ["a digit altered", /28 days/, "29 days", "number-missing"],
    ["a word changed in a quotation", /counts as lost/, "counts as sold", "quote-missing"],
    ["the fact of one page cited to another", /28 days \[\w+\]/, "28 days [2]", "number-missing"],
    ["a citation that was never there", /\[2\]/, "[7]", "unknown-citation"],
    ["a citation taken away", / \[2\]/, "", "uncited"],
    ["an address that nobody met", /18 euros/, "[18 euros](https://invented.example/)", 'linksRemoved":1'],
  ])("%s fails --strict with 6 and says why", timeout, async (_, from, to, problem) => {
    const directory = await finishedRun();
    change(directory, from, to);
    expect((await verify(directory)).code).toBe(0);
    const { code, found } = await verify(directory, "--strict");
    expect(code).toBe(6);
    expect(JSON.stringify(found)).toContain(problem);
  });

  it(
    "what a person needs to mend it is printed: labels of the report, what was never met, what differs",
    timeout,
    async () => {
      const directory = await finishedRun();
      change(directory, /28 days \[1\w?\]/, "[28 days](https://invented.example/) [9]");
      change(directory, /counts as lost”/, "counts as sold”");
      change(directory, /> (.*)18 euros/, "> $180 euros");
      const { stdout, code } = await deepwell(["verify", directory, "--strict"]);
      expect(code).toBe(6);
      expect(stdout).toContain("never met: 2 ([9], https://invented.example/)");
      expect(stdout).toContain("✗ Books are lent for 28 days. [9] — cites a source that this run never met");
      expect(stdout).toContain(
        "✗ The page says “counts as sold”. [1] — quotation not found in the cited passage",
      );
      expect(stdout).toMatch(/prints otherwise than they are stored \(1\)\n {2}✗ \[2\]/);
      expect(JSON.parse((await deepwell(["verify", directory, "--json"])).stdout)).toMatchObject({
        unmet: { citations: ["9"], addresses: ["https://invented.example/"] },
        altered: ["2"],
      });
    },
  );

  it(
    "a passage that was changed in the report's list of evidence alone fails --strict",
    timeout,
    async () => {
      const directory = await finishedRun();
      change(directory, /> (.*)18 euros/, "> $181 euros");
      const { code, found } = await verify(directory, "--strict");
      expect(code).toBe(6);
      expect(found).toMatchObject({ altered: ["2"], figures: { unsupportedShare: 0, inventedShare: 0 } });
    },
  );

  it("a run that has not ended is told from one whose report is gone", timeout, async () => {
    const directory = await finishedRun();
    rmSync(path.join(directory, "report.md"));
    const gone = await deepwell(["verify", directory]);
    expect(gone).toMatchObject({ code: 1 });
    expect(gone.stderr).toContain("it has ended, and there is no report.md");
    const journal = path.join(directory, "journal.ndjson");
    const lines = readFileSync(journal, "utf8").split("\n");
    writeFileSync(journal, `${lines.filter((line) => !line.includes('"type":"run-end"')).join("\n")}`);
    for (const command of ["verify", "judge"]) {
      const { code, stderr } = await deepwell([command, directory]);
      expect(code).toBe(1);
      expect(stderr).toContain("it has not ended");
    }
  });

  it.each(["deleted", "changed"])("a source that was %s is noticed", timeout, async (how) => {
    const directory = await finishedRun();
    const folder = path.join(directory, "sources");
    const name = readdirSync(folder).find(
      (file) => file.endsWith(".md") && readFileSync(path.join(folder, file), "utf8").includes("28 days"),
    );
    const file = path.join(folder, name ?? "");
    if (how === "deleted") rmSync(file);
    else writeFileSync(file, readFileSync(file, "utf8").replace("28", "82"));
    const { code, found } = await verify(directory, "--strict");
    expect(code).toBe(6);
    expect(JSON.stringify(found)).toContain(how === "deleted" ? "source-missing" : "source-altered");
  });

  it(
    "--mark writes a copy with the failing claim marked and leaves the report as it is",
    timeout,
    async () => {
      const directory = await finishedRun();
      change(directory, /18 euros/, "19 euros");
      const before = readFileSync(path.join(directory, "report.md"), "utf8");
      const { stdout, code } = await deepwell(["verify", directory, "--mark"], {
        env: { LANG: "zh_CN.UTF-8" },
      });
      expect(code).toBe(0);
      expect(stdout).toContain("未通过核查的论断");
      expect(readFileSync(path.join(directory, "report.md"), "utf8")).toBe(before);
      expect(readFileSync(path.join(directory, "report.verified.md"), "utf8")).toMatch(/19 euros.*⚠/);
    },
  );

  it("verifying a marked copy's own report again gives the same verdicts", timeout, async () => {
    const directory = await finishedRun();
    change(directory, /18 euros/, "19 euros");
    await deepwell(["verify", directory, "--mark"]);
    const first = await verify(directory);
    const marked = readFileSync(path.join(directory, "report.verified.md"), "utf8");
    writeFileSync(path.join(directory, "report.md"), marked);
    expect((await verify(directory)).found).toEqual(first.found);
  });

  it(
    "a language model may judge in place of the scorer; what it doubts is told and decides nothing",
    timeout,
    async () => {
      const directory = await finishedRun();
      await using server = await startLoopbackModel(({ body }) => ({
        type: "message",
        text: `{"support":"${body.includes("18 euros") ? "none" : "full"}","probability":${body.includes("18 euros") ? 0.02 : 0.98}}`,
      }));
      const model = ["--model-judge", "judge-model", "--base-url", server.url];
      const { code, found } = await verify(directory, "--strict", ...model);
      expect(code).toBe(0);
      expect(found).toMatchObject({
        judge: "openai-compatible:judge-model",
        figures: { doubted: 1, unavailable: 0 },
      });
    },
  );

  it("a model that cannot be asked gives no verdict and no zero", timeout, async () => {
    const directory = await finishedRun();
    await using server = await startLoopbackModel(() => ({
      type: "error",
      status: 401,
      message: "no such key",
    }));
    const { found } = await verify(directory, "--model-judge", "judge-model", "--base-url", server.url);
    expect(found).toMatchObject({ figures: { recall: 1, doubted: 0, unavailable: 3 } });
  });

  it("a folder that holds no run is an error with a way out", timeout, async () => {
    const { code, stderr } = await deepwell(["verify", "no-such-run", "--runs-dir", runsDir]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no-such-run/);
  });
});
