import { describe, expect, it } from "vitest";
import { buildReport } from "../../report/build-report.ts";
import {
  labourDocuments,
  passportDocuments,
  sampleDocument,
  sampleInput,
} from "../../report/fixtures/sample-input.ts";
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

  it("a flag that quotes half of a pair of brackets is read as a flag, and the source still as it was", async () => {
    const law = sampleDocument(
      "# 办法\n\n职工连续工作满十二个月以上的，享受带薪年休假（以下简称年休假），并在一个年度内安排。",
      { url: "https://law.example/leave" },
    );
    const [passage] = law.passages;
    const id = passage?.citationId ?? "";
    const input = sampleInput([law], {
      answer: `该办法规定：“职工连续工作满十二个月以上的，享受带薪年休假（以下简称带薪假” \\cite{${id}}。费用为 5 元 \\cite{${id}}。`,
      language: "zh",
    });
    const report = await buildReport(input);
    const { body } = readPrintedReport(renderMarkdown(report), "zh", () => id);
    expect(report.claims.flatMap(({ problems }) => problems.map(({ type }) => type))).toContain(
      "quote-altered",
    );
    expect(body).not.toContain("⚠");
    const again = await buildReport({ ...input, answer: body });
    expect(again.claims.map(({ text }) => text)).toEqual(report.claims.map(({ text }) => text));
  });

  it("a file without any of the program's headings is all body", () => {
    const { body, citations } = readPrintedReport("# T\n\nA [1] fact.", "en", (_, label) => `x-${label}`);
    expect(body).toBe("A \\cite{x-1} fact.");
    expect(citations).toEqual([]);
  });
});
