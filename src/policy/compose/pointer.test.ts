import { expect, test } from "vitest";
import { briefFrom } from "./brief.fixture.ts";
import { composeReport } from "./compose-report.ts";

const question = "How do I appeal a parking ticket?";

function reportOn(text: string): string {
  const fixture = { title: "Parking tickets", publisher: "Town hall", text };
  return (
    composeReport(
      briefFrom({
        question,
        topic: "parking ticket",
        asks: [{ id: "q1", text: question, heading: question, kind: "procedure" }],
        passages: [fixture],
      }),
    ) ?? ""
  );
}

test("a page that only sends on is told as such, with its link", () => {
  const report = reportOn(
    "[Learn how to appeal a parking ticket](https://court.example/appeal) in your county.",
  );
  expect(report).toContain(
    "Town hall does not answer this itself; its page [Parking tickets](https://example.test/",
  );
  expect(report).toContain("- [Learn how to appeal a parking ticket](https://court.example/appeal)");
});

test("a page that answers is not", () => {
  const report = reportOn("To appeal a parking ticket, send a letter to the court within 21 days.");
  expect(report).not.toContain("does not answer this itself");
});
