import { expect, it } from "vitest";
import { buildReport } from "../report/build-report.ts";
import {
  labourAnswer,
  labourDocuments,
  passportAnswer,
  passportDocuments,
  sampleInput,
} from "../report/fixtures/sample-input.ts";
import { renderMarkdown } from "../report/render/render-markdown.ts";
import { judgedText } from "./judged-text.ts";

it.each([
  ["en", passportDocuments, passportAnswer(), "## References"],
  ["zh", labourDocuments, labourAnswer(), "## 参考资料"],
] as const)(
  "of a run's report body and references are judged, not what the program lists behind them (%s)",
  async (language, documents, answer, references) => {
    const input = sampleInput(documents, { answer, language });
    const report = await buildReport({
      ...input,
      searched: { ...input.searched, queries: ["only ever searched for"] },
    });
    const text = judgedText(renderMarkdown(report));
    expect(text.startsWith(`# ${report.title}`)).toBe(true);
    expect(text).toContain(references);
    expect(text).toContain(`1. **${report.sources[0]?.title}**`);
    expect(text).not.toContain("⚠");
    expect(text).not.toContain("only ever searched for");
    expect(text).not.toMatch(/^## (?:Evidence|What was checked|证据摘录|核查结果)/m);
  },
);

it("leaves every other text as it is", () => {
  const text = "---\ntitle: x\n---\n\n# A\n\n## Evidence\n\nSaid here.\n";
  expect(judgedText(text)).toBe(text);
});
