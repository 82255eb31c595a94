import { describe, expect, it } from "vitest";
import { buildReport } from "../../report/build-report.ts";
import { labourDocuments, passportDocuments, sampleInput } from "../../report/fixtures/sample-input.ts";
import { renderMarkdown } from "../../report/render/render-markdown.ts";
import { readPrintedReport } from "./read-report.ts";

const documents = [...passportDocuments, ...labourDocuments];
const evidence = documents.flatMap(({ passages }) => passages);

/** Every fourth passage is said and cited, one of them with a wrong number, one without a source. */
function answer(language: string): string {
  const lines = evidence
    .filter(({ passage }, index) => index % 4 === 0 && passage.kind === "paragraph")
    .map(({ citationId, passage }) => `${passage.text.replace(/\s+/g, " ")} \\cite{${citationId}}`);
  const odd =
    language === "zh"
      ? "费用是 999 元 \\cite{ID}。每人都要交 5 份材料。"
      : "It costs $999 \\cite{ID}. Bring 5 copies.";
  return `# Title\n\n${lines.join("\n\n")}\n\n${odd.replace("ID", evidence[0]?.citationId ?? "")}\n`;
}

describe("readPrintedReport", () => {
  it.each(["en", "zh"])(
    "a printed report read back and checked again gives the same verdicts (%s)",
    async (language) => {
      const input = sampleInput(documents, {
        answer: answer(language),
        language,
        usesLanguageModel: false,
        status: "partial",
      });
      const report = await buildReport(input);
      const printed = readPrintedReport(renderMarkdown(report), language, (one) => {
        const found = evidence.find(
          ({ source, passage }) =>
            source.id === one?.sourceId && passage.start === one.start && passage.end === one.end,
        );
        return found?.citationId ?? "unknown";
      });
      expect(printed.citations.map(({ label }) => label)).toEqual(report.citations.map(({ label }) => label));
      const again = await buildReport({ ...input, answer: printed.body });
      const verdicts = (one: typeof report) =>
        one.claims.map(({ text, verdict }) => [text.replace(/\s+/g, " "), verdict]);
      expect(report.claims.some(({ verdict }) => verdict === "uncited")).toBe(true);
      expect(report.claims.some(({ verdict }) => verdict === "unsupported")).toBe(true);
      expect(verdicts(again)).toEqual(verdicts(report));
    },
  );

  it("a file without any of the program's headings is all body", () => {
    const { body, citations } = readPrintedReport("# T\n\nA [1] fact.", "en", (_, label) => `x-${label}`);
    expect(body).toBe("A \\cite{x-1} fact.");
    expect(citations).toEqual([]);
  });
});
