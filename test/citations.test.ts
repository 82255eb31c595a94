import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, localSearchProvider, openLibrary, research, scriptedPolicy } from "../src/index.ts";
import { addPages } from "./add-pages.ts";
import { verifies } from "./promises.ts";

const pages = {
  loans:
    "# Loans\n\nBooks are lent for 28 days. A late return costs 20 cents per item and day.\n\nAfter 60 days the item counts as lost.",
  members:
    "# Members\n\nMembership costs 18 euros a year. A card is valid for 12 months from the day it is issued.",
};
const urlOf = (name: string) => `https://library.example/${name}`;
const faithful = [
  "Books are lent for 28 days.",
  "A late return costs 20 cents per item and day.",
  "Membership costs 18 euros a year.",
];

let library: Library;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  library = openLibrary(":memory:");
  const found = new Map<string, string>();
  await addPages(library, { pages, urlOf });
  for (const sentence of faithful) {
    const hits = await library.search({ text: sentence, limit: 1 });
    if (hits.type === "hits" && hits.hits[0] !== undefined) found.set(sentence, hits.hits[0].citationId);
  }
  ids = found;
});
afterAll(() => library.close());

const runsDir = mkdtempSync(path.join(tmpdir(), "deepwell-citations-"));

/** A whole run whose policy searches once and then says what it is told to. */
async function report(answer: string, unsupported: "mark" | "strict") {
  const policy = scriptedPolicy([
    { toolCalls: [{ toolName: "batch_web_surfer", input: { action: "batch_search", queries: faithful } }] },
    { answer },
  ]);
  const local = localSearchProvider(library);
  const run = await research({
    question: "What are the rules?",
    policy,
    search: [local],
    pages: [local],
    runsDir,
    unsupported,
  });
  const { directory, files, report: built } = await run.result;
  const read = (name: string) => readFileSync(path.join(directory, name), "utf8");
  return { directory, files, built, read };
}

const cited = (sentence: string, id = ids.get(sentence)) => `${sentence.slice(0, -1)} \\cite{${id}}.`;

describe(verifies("cite.exists"), () => {
  const inventions = [
    "See [the rules](https://invented.example/rules) for more.",
    "More at https://invented.example/fees and www.invented.example.",
    "The fee is higher \\cite{web_00000000}.",
    "![a picture](https://invented.example/p.png)",
    "<a href='https://invented.example/x'>rules</a> say so.",
    "It is open daily \\cite{web_zzzz} \\cite{}.",
    "[1]: https://invented.example/ref",
  ];

  it("no report prints an address or a citation that the run has not met, whatever the policy writes", {
    timeout: 120_000,
  }, async () => {
    const parts = fc.shuffledSubarray([...inventions, ...faithful.map((sentence) => sentence)], {
      minLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(parts, fc.constantFrom("mark" as const, "strict" as const), async (chosen, mode) => {
        const answer = `# Rules\n\n${[cited(faithful[0] ?? ""), ...chosen.map((part) => (faithful.includes(part) ? cited(part) : part))].join("\n\n")}`;
        const { built, files, read } = await report(answer, mode);
        expect(built?.statistics.invented).toBe(0);
        for (const name of ["report.md", "report.html", "references.bib", "sources.json"]) {
          expect(files).toContain(name);
          expect(read(name)).not.toMatch(/invented\.example|web_00000000|web_zzzz/);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("every citation is a byte range of a text that is stored with the run under its own hash", async () => {
    const { directory, built } = await report(
      `# Rules\n\n${faithful.map((sentence) => cited(sentence)).join(" ")}`,
      "mark",
    );
    const stored = readdirSync(path.join(directory, "sources")).filter((name) => name.endsWith(".md"));
    expect(built?.citations.length).toBeGreaterThan(1);
    for (const citation of built?.citations ?? []) {
      expect(stored).toContain(`${citation.sourceId}.md`);
      const bytes = readFileSync(path.join(directory, "sources", `${citation.sourceId}.md`));
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(citation.sourceId);
      expect(bytes.subarray(citation.start, citation.end).toString("utf8")).toBe(citation.text);
    }
  });
});

describe(verifies("cite.span"), () => {
  const [first = "", second = "", third = ""] = faithful;

  it("what the passages say passes every check", async () => {
    const answer = `# Rules\n\n${faithful.map((sentence) => cited(sentence)).join("\n\n")}\n\nThe page says “counts as lost” \\cite{${ids.get(first)}}.`;
    const { built } = await report(answer, "strict");
    expect(
      built?.claims.filter(
        (claim) => claim.verdict !== "supported" && !claim.text.includes("counts as lost"),
      ),
    ).toEqual([]);
  });

  it.each([
    ["a digit altered", () => cited("Books are lent for 29 days.", ids.get(first)), /29 days/],
    ["a number of another unit", () => cited("Books are lent for 28 weeks.", ids.get(first)), /28 weeks/],
    ["the fact of another page", () => cited(third, ids.get(first)), /18 euros/],
    [
      "a word changed in a quote",
      () => `The page says “Books are sold for 28 days” \\cite{${ids.get(first)}}.`,
      /are sold/,
    ],
    ["a claim without a source", () => "Children under 6 pay nothing.", /under 6/],
  ])("%s is marked, and dropped when the report is strict", async (_, sentence, words) => {
    const answer = `# Rules\n\n${cited(second)}\n\n${sentence()}`;
    const marked = await report(answer, "mark");
    expect(marked.read("report.md")).toMatch(words);
    expect(marked.built?.claims.find((claim) => words.test(claim.text))?.verdict).not.toBe("supported");
    const strict = await report(answer, "strict");
    expect(strict.read("report.md").split("## ")[0]).not.toMatch(words);
    expect(strict.read("report.md")).toContain("20 cents per item and day");
  });
});
