import { describe, expect, test } from "vitest";
import { briefFrom } from "./brief.fixture.ts";
import { composeReport } from "./compose-report.ts";

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
