import { describe, expect, test } from "vitest";
import { briefFrom, type PassageFixture } from "../brief.fixture.ts";
import { composeReport } from "../compose-report.ts";

const heading = "## Where the sources differ";

function reportOn(texts: readonly (readonly [title: string, text: string])[]): string {
  const question = "How much did the bridge repair cost?";
  return (
    composeReport(
      briefFrom({
        question,
        topic: "bridge repair",
        asks: [{ id: "q1", text: question, heading: "Cost", kind: "amount" }],
        passages: texts.map(([title, text]) => ({ title, text, publisher: title })),
      }),
    ) ?? ""
  );
}

describe("where sources differ", () => {
  test("is named for two amounts of one thing, in whatever words", () => {
    const report = reportOn([
      ["Minutes", "The bridge repair cost 48,000 USD."],
      [
        "Letter",
        "According to the treasurer the council paid 52,000 USD for the repair of the bridge in the end.",
      ],
    ]);
    expect(report).toContain(heading);
    expect(report).toContain("48,000 USD");
    expect(report).toContain("52,000 USD");
  });

  test.each([
    [
      "different things",
      "The bridge repair cost adults 48,000 USD.",
      "The bridge repair cost children 52,000 USD.",
    ],
    [
      "different years",
      "The bridge repair cost 48,000 USD in 2021.",
      "The bridge repair cost 52,000 USD in 2023.",
    ],
    ["different units", "The bridge repair cost 48,000 USD.", "The bridge repair cost 52,000 EUR."],
    [
      "a rate and a sum",
      "The bridge repair cost 48,000 USD per month.",
      "The bridge repair cost 52,000 USD.",
    ],
    [
      "one amount in two ways",
      "The bridge repair cost 48,000 USD.",
      "It is known that the bridge repair cost 48,000 USD.",
    ],
  ])("is not seen in %s", (_, left, right) => {
    expect(
      reportOn([
        ["Minutes", left],
        ["Letter", right],
      ]),
    ).not.toContain(heading);
  });
});

const question = "How much is the toll on the Alpha bridge?";

const tollOf = (passages: readonly Partial<PassageFixture>[], language = "en"): string =>
  composeReport(
    briefFrom({
      question,
      language,
      topic: "toll Alpha bridge",
      entities: ["Alpha"],
      asks: [{ id: "q1", text: question, heading: "Toll", kind: "amount" }],
      passages: passages.map((passage, at) => ({
        title: `Page ${at}`,
        publisher: `p${at}.example`,
        text: "",
        ...passage,
      })),
    }),
  ) ?? "";

const shortAnswer = (report: string): string => report.split("## Short answer")[1]?.split("\n## ")[0] ?? "";
const says = (euros: number, more = ""): string => `The toll on the Alpha bridge is ${euros} euros${more}.`;

describe("which of two values is believed", () => {
  test.each([
    [
      "what several independent publishers say",
      "in fewer independent sources",
      [
        { text: says(9), published: "2025-01-01" },
        { text: says(4), published: "2025-01-01" },
        { text: "You pay 4 euros of toll on the Alpha bridge.", published: "2025-01-01" },
      ],
    ],
    [
      "what a publisher of standing says",
      "a publisher of lesser standing",
      [
        { text: says(9), published: "2025-01-01" },
        { text: "You pay 9 euros of toll on the Alpha bridge." },
        { text: says(4), tier: "high" as const, published: "2024-06-01" },
      ],
    ],
    [
      "the newer of two that are alike",
      "2019-03-01, older",
      [
        { text: says(9), published: "2019-03-01" },
        { text: says(4), published: "2025-01-01" },
      ],
    ],
    [
      "the newer by the year in a title",
      "2019, older",
      [
        { text: says(9), title: "Tolls, guide of 2019" },
        { text: says(4), published: "2025-01-01" },
      ],
    ],
    [
      "what took the place of the other",
      "replaced since",
      [
        { text: says(9) },
        {
          text: "The toll on the Alpha bridge was lowered from 9 euros to 4 euros.",
          published: "2025-01-01",
        },
      ],
    ],
    [
      "a plain page, and not a newer one that is made to be found",
      "under a title that is made to be found",
      [
        {
          text: says(9),
          published: "2026-01-01",
          title: "How much is the Alpha bridge toll? Alpha bridge toll cost",
        },
        { text: says(4), published: "2024-01-01" },
      ],
    ],
    [
      "a page with a date, where nothing else decides",
      "without a date or an author",
      [{ text: says(9) }, { text: says(4), published: "2025-01-01" }],
    ],
  ])("%s", (_, ground, passages) => {
    const report = tollOf(passages);
    expect(shortAnswer(report)).toMatch(/4 euros/);
    expect(shortAnswer(report)).not.toMatch(/9 euros(?!\*\* to)/);
    expect(report).toContain(`${ground}:**`);
    expect(shortAnswer(report)).toContain("See “Where the sources differ”");
  });

  test("copies count once, by origin and by their words", () => {
    const wrong = { text: says(9), published: "2019-01-01" };
    const copies = [wrong, { ...wrong, origin: 100 }, wrong];
    const answer = shortAnswer(tollOf([...copies, { text: says(4), published: "2025-01-01" }]));
    expect(answer).toContain("4 euros");
    expect(answer).not.toContain("9 euros");
  });

  test("neither the newer one nor the one that more publishers give, where these are two: both are told", () => {
    const answer = shortAnswer(
      tollOf([
        { text: says(9), published: "2019-01-01" },
        { text: "You pay 9 euros of toll on the Alpha bridge.", published: "2019-01-01" },
        { text: says(4), published: "2025-01-01" },
      ]),
    );
    expect(answer).toContain("9 euros");
    expect(answer).toContain("4 euros");
  });

  test("a publisher of standing is not believed against several that are years newer: both are told", () => {
    const report = tollOf([
      { text: says(9), tier: "high", published: "2019-01-01" },
      { text: says(4), published: "2025-01-01" },
      { text: "You pay 4 euros of toll on the Alpha bridge.", published: "2025-02-01" },
    ]);
    expect(shortAnswer(report)).toMatch(/nothing decides between them/);
    expect(shortAnswer(report)).toContain("9 euros");
    expect(shortAnswer(report)).toContain("4 euros");
  });

  test("neither, where nothing decides: both stand in the short answer with their sources", () => {
    const report = tollOf([{ text: says(9) }, { text: says(4) }]);
    expect(shortAnswer(report)).toContain("Sources differ, and nothing decides between them");
    expect(shortAnswer(report).match(/\\cite\{/g)).toHaveLength(2);
    expect(report).toContain("Nothing in these sources decides between them.");
  });

  test("no other thing's value is held against it: one source gives both", () => {
    const report = tollOf([
      { text: `${says(4)} ${says(9, " for lorries")}`, publisher: "a.example" },
      { text: says(9, " for lorries, as ever"), publisher: "b.example" },
    ]);
    expect(report).not.toContain(heading);
  });
});

describe("an answer that nobody else bears out", () => {
  const alone = { text: says(4) };
  const remark = "It could not be confirmed elsewhere";

  test("says so where it is a page of the web of which nothing is known", () => {
    expect(shortAnswer(tollOf([{ ...alone, collection: "web" }]))).toContain(remark);
  });

  test.each([
    ["a publisher of standing", [{ ...alone, collection: "web", tier: "high" as const }]],
    ["the user's own documents", [{ ...alone, collection: "documents" }]],
    [
      "two publishers",
      [
        { ...alone, collection: "web" },
        { text: "You pay 4 euros of toll on the Alpha bridge.", collection: "web" },
      ],
    ],
  ])("does not say so of %s", (_, passages) => expect(tollOf(passages)).not.toContain(remark));
});

describe("what is no dispute", () => {
  const dispute = "See “Where the sources differ”";

  test("two values of one document, or of two pages of one publisher", () => {
    const one = { publisher: "a.example", title: "Tolls", origin: 7 };
    expect(tollOf([{ ...one, text: `${says(4)} ${says(9, " at night")}` }])).not.toContain(heading);
    const other = { ...one, title: "More", text: says(9), published: "2019-01-01" };
    expect(tollOf([{ ...one, text: says(4), published: "2025-01-01" }, other])).not.toContain(heading);
  });

  test("but an old edition of a page has passed when the new one says something else", () => {
    const one = { publisher: "a.example", origin: 7 };
    const report = tollOf([
      { ...one, title: "Tolls 2019", text: says(9), published: "2019-01-01" },
      { ...one, title: "Tolls", text: says(4), published: "2025-01-01" },
    ]);
    expect(shortAnswer(report)).toContain(dispute);
    expect(shortAnswer(report)).not.toContain("9 euros");
  });

  test("values that differ in their notation, or in how exact they are", () => {
    const report = tollOf([
      { text: "The toll on the Alpha bridge is 2.5 million euros a year." },
      { text: "The toll on the Alpha bridge comes to 2.46 million euros a year." },
    ]);
    expect(report).not.toContain(heading);
  });
});
