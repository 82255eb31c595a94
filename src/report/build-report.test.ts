import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block } from "./body/body.ts";
import { inlinesOf, markedText } from "./body/inline-text.ts";
import { buildReport, type ReportInput } from "./build-report.ts";
import {
  idOf,
  labourAnswer,
  labourDocuments,
  passportAnswer,
  passportDocuments,
  sampleInput,
} from "./fixtures/sample-input.ts";

const passport = (answer: string, change: Partial<ReportInput> = {}) =>
  buildReport(sampleInput(passportDocuments, { answer, ...change }));
const cite = (words: string) => `\\cite{${idOf(passportDocuments, words)}}`;
const verdicts = async (answer: string, change: Partial<ReportInput> = {}) =>
  (await passport(answer, change)).claims.map((claim) => claim.verdict);
const printed = (body: readonly Block[]) =>
  body
    .flatMap((block) => (block.type === "code" ? [block.text] : inlinesOf(block).map(markedText)))
    .join("\n");
const types = async (answer: string) =>
  (await passport(answer)).claims.flatMap((claim) => claim.problems.map((problem) => problem.type));

describe("buildReport", () => {
  test("an English report: faithful claims are supported, the three planted faults are found", async () => {
    const report = await passport(passportAnswer());
    expect(report.title).toBe("Replacing a lost U.S. passport");
    const failing = report.claims.filter((claim) => claim.verdict !== "supported");
    expect(failing.map((claim) => [claim.verdict, ...claim.problems.map((problem) => problem.type)])).toEqual(
      [
        ["uncited", "uncited"],
        ["unsupported", "number-missing"],
        ["partly", "quote-altered"],
        ["uncited", "uncited"],
      ],
    );
    expect(report.statistics).toMatchObject({
      claims: 13,
      supported: 9,
      quotesChecked: 4,
      quotesFound: 3,
      numbersMissing: 1,
      invented: 0,
      sourcesUsed: 3,
      independentSources: 2,
    });
  });

  test("a Chinese report: quoted articles are supported, a wrong period is not", async () => {
    const answer = labourAnswer();
    const report = await buildReport(
      sampleInput(labourDocuments, { answer, language: "zh", question: "试用期最长多久，工资怎么算？" }),
    );
    expect(report.claims.map((claim) => claim.verdict)).toEqual([
      "supported",
      "supported",
      "supported",
      "supported",
      "unsupported",
    ]);
    expect(report.citations.map((citation) => citation.label)).toEqual(["1a", "1b", "1c", "1d", "2"]);
    expect(report.claims[0]?.quotes).toMatchObject([{ match: "exact" }]);
  });

  test("every citation of a claim decodes from its byte range in the stored text", async () => {
    const report = await passport(passportAnswer());
    for (const citation of report.claims.flatMap((claim) => claim.citations)) {
      const text = passportDocuments.find(({ source }) => source.id === citation.sourceId)?.text ?? "";
      expect(Buffer.from(text).subarray(citation.start, citation.end).toString()).toBe(citation.quote);
      for (const { start, end } of citation.highlights) expect(end).toBeGreaterThan(start);
    }
  });

  test("numbers count sources by first use, letters their passages", async () => {
    const report = await passport(
      `B ${cite("Routine passport")} costs $130. A ${cite("invalidates")} and ${cite("must use Form")} apply; again ${cite("Routine passport")}.`,
    );
    expect(report.citations.map(({ label }) => label)).toEqual(["1", "2a", "2b"]);
  });

  test("an id that no passage has is never printed and the claim says so", async () => {
    const report = await passport(
      `The fee is $130 \\cite{web_deadbeef}. It is $190 [web_0000000a] ${cite("Routine")}.`,
    );
    expect(printed(report.body)).not.toMatch(/deadbeef|0000000a/);
    expect(report.claims.map((claim) => claim.verdict)).toEqual(["unsupported", "partly"]);
    expect(report.statistics).toMatchObject({ unknownCitations: 2, invented: 0 });
  });

  test("only addresses that the run met are printed", async () => {
    const report = await passport(
      [
        "See [the page](https://usa.gov/lost-stolen-passport/) and [more](https://evil.example/a).",
        "Also https://evil.example/b?x=1, www.evil.example and evil.example, or usa.gov for help.",
        `The [tool](https://travel.state.gov/content/travel/en/passports/have-passport/lost-stolen.html) helps ${cite("online tool")}.`,
        "A [script](javascript:alert(1)) and [data](data:text/html,x) and <https://evil.example> and `https://evil.example/c`.",
        "Marks [3] and [1, 2] and 【4†source】 are typed.",
        "[ref][r] ![pixel](https://evil.example/p.png)\n\n[r]: https://evil.example/r",
        "```\ncurl https://evil.example/d\n```",
      ].join("\n\n"),
    );
    const text = JSON.stringify(report.body);
    expect(text).not.toMatch(/evil|javascript:|data:|\[3\]|\[1, 2\]|†/);
    expect(text).toContain("https://www.usa.gov/lost-stolen-passport");
    expect(text).toContain("https://travel.state.gov/content/travel");
    expect(report.statistics.linksRemoved).toBeGreaterThanOrEqual(9);
  });

  test("without the cited passage its links are unknown", async () => {
    const report = await passport(
      "The [tool](https://travel.state.gov/content/travel/en/passports/have-passport/lost-stolen.html) helps you.",
    );
    expect(JSON.stringify(report.body)).not.toContain("travel.state.gov");
  });

  test.each([
    ["a number of another unit", `It takes up to three weeks ${cite("three months")}.`, ["number-unit"]],
    [
      "a number of the other citation",
      `Renewal takes up to three months ${cite("Routine")} and costs $130 ${cite("three months")}.`,
      ["number-misplaced", "number-misplaced"],
    ],
    [
      "a quotation from another passage",
      `The page says “You cannot use it if you find it” ${cite("must use Form")}.`,
      ["quote-elsewhere"],
    ],
    [
      "a short quotation with a number from another passage",
      `The page writes “Form DS-64” ${cite("must use Form")}.`,
      ["quote-elsewhere", "number-elsewhere"],
    ],
    [
      "a telephone number from another passage",
      `To apply in person with Form DS-11 call 1-877-487-2778 ${cite("must use Form")}.`,
      ["number-elsewhere"],
    ],
    [
      "another matter altogether",
      `Glaciers in Patagonia are melting faster every summer ${cite("must use Form")}.`,
      ["overlap-low"],
    ],
    [
      "nothing that can be compared",
      `护照遗失后应当立即报告有关机关 ${cite("must use Form")}。`,
      ["nothing-checked"],
    ],
  ])("%s is a problem", async (_, answer, expected) => {
    expect(await types(answer)).toEqual(expected);
  });

  test("without a common word a claim is unsupported, with hardly any it is partly supported", async () => {
    const id = cite("must use Form");
    expect(await verdicts(`Glaciers in Patagonia are melting faster every summer ${id}.`)).toEqual([
      "unsupported",
    ]);
    const claim = `Glaciers near the stolen bridge in northern Patagonia keep melting faster during every warm summer ${id}.`;
    expect(await verdicts(claim)).toEqual(["partly"]);
  });

  test("a list may lean on the citation of the sentence that introduces it, a table on its header", async () => {
    expect(
      await verdicts(
        `You can report it ${cite("toll-free")}:\n\n- online with Form DS-64\n- by telephone at 1-877-487-2779`,
      ),
    ).toEqual(["supported", "unsupported"]);
    expect(
      await verdicts(`| Service | Fee ${cite("Routine")} |\n|--|--|\n| Routine | $130 |\n| Routine | $131 |`),
    ).toEqual(["supported", "unsupported"]);
  });

  test("a sentence may lean on the next citation of its paragraph only when its words and numbers are there", async () => {
    const next = `You cannot use it if you find it ${cite("invalidates")}.`;
    expect(
      await verdicts(`The State Department invalidates a passport reported lost or stolen. ${next}`),
    ).toEqual(["supported", "supported"]);
    expect(await verdicts(`The State Department invalidates it within 3 days. ${next}`)).toEqual([
      "uncited",
      "supported",
    ]);
    expect(await verdicts(`Most people find this annoying. ${next}`)).toEqual(["uncited", "supported"]);
  });

  test("a block quotation is checked whole; the line that names its author is not part of it", async () => {
    const quote = "You cannot use it if you find it.";
    expect(await verdicts(`> ${quote}\n>\n> — USAGov ${cite("invalidates")}`)).toEqual(["supported"]);
    expect(await verdicts(`> ${quote}\n\n— USAGov ${cite("invalidates")}`)).toEqual(["supported"]);
    expect(await verdicts(`> You can use it if you find it. ${cite("invalidates")}`)).toEqual([
      "unsupported",
    ]);
  });

  test("strict: what is not supported is left out with the headings and introductions it leaves empty", async () => {
    const answer = `# T\n\n## A\n\nThe fee is $131 ${cite("Routine")}.\n\n## B\n\nThe fee is $130 ${cite("Routine")}. It is $7 ${cite("Routine")}.\n\nIt needs:\n\n- a fee of $9 ${cite("Routine")}\n`;
    const report = await passport(answer, { policyMode: "strict" });
    expect(printed(report.body).replace(/\\cite\{\w+\}/g, "[]")).toBe("B\nThe fee is $130[]. ");
    expect(report.statistics).toMatchObject({ claims: 4, dropped: 3, supported: 1 });
    expect(report.claims.filter((claim) => claim.dropped)).toHaveLength(3);
  });

  test("questions, labels, and sentences about the report itself are no claims", async () => {
    const answer =
      "# Title\n\nWhat does it cost? Nothing sufficient was found about “fees”. No source that was found states an amount. Searched for: “fee”.\n\n关于“费用”，没有找到足够的资料。已检索：“护照”。所查来源没有写明数额。\n\n**Fees**\n";
    expect((await passport(answer)).claims).toEqual([]);
  });

  test("whatever the answer, nothing is printed that is not stored, and nothing throws", async () => {
    const ids = passportDocuments.flatMap(({ passages }) => passages.map((item) => item.citationId));
    const part = fc.oneof(
      fc.constantFrom(
        "\\cite{",
        "}",
        "\n\n",
        "- ",
        "> ",
        "| a | b |\n|--|--|\n| 1 | ",
        "# ",
        "**",
        "`",
        "“",
        "”",
        "[x](",
        "https://a.example/",
        "https://www.usa.gov/renew-adult-passport",
        "<b>",
        "。",
        ". ",
      ),
      fc.constantFrom(...ids).map((id) => `\\cite{${id}}`),
      fc.stringMatching(/^web_[0-9a-f]{8}$/),
      fc.constant("_https://a.example"),
      fc.string({ unit: "grapheme", maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 25 }),
        fc.constantFrom("mark", "strict"),
        async (parts, policyMode) => {
          const report = await passport(parts.join(""), { policyMode });
          expect(report.statistics.invented).toBe(0);
          const text = JSON.stringify(report.body);
          for (const id of text.match(/web_[0-9a-f]{8,}/g) ?? []) expect(ids).toContain(id);
          expect(text).not.toContain("a.example");
          expect(structuredClone(report)).toEqual(report);
        },
      ),
      { numRuns: 200 },
    );
  });
});
