import { describe, expect, test } from "vitest";
import { buildReport } from "./build-report.ts";
import { cleanClaims, seededChoice } from "./fixtures/clean-claims.ts";
import { mutations, swapIds } from "./fixtures/mutants.ts";
import { restylings } from "./fixtures/restylings.ts";
import {
  labourDocuments,
  passportDocuments,
  type SampleDocument,
  sampleDocument,
  sampleInput,
} from "./fixtures/sample-input.ts";

const measured = [
  "# A survey of the moor\n\nOn March 14, 2019 the surveyors found a layer of peat 62 cm deep along 17 km of the old track. " +
    "The work cost $41,000 and the grant does not cover the printing of the maps.",
  "# 湿地调查\n\n该办法适用于面积超过35公顷的湿地，调查经费为820万元，每期历时四个月。",
].map((text, index) => sampleDocument(text, { url: `https://survey.example/${index}` }));
const documents = [...passportDocuments, ...labourDocuments, ...measured];
const evidence = documents.flatMap(({ passages }) => passages);
const claims = cleanClaims(documents);

async function verdictOf(text: string, id: string, change: Partial<Parameters<typeof sampleInput>[1]> = {}) {
  const answer = `${text} \\cite{${id}}`;
  const report = await buildReport(sampleInput(documents, { answer, ...change }));
  return {
    report,
    verdict: report.claims.every((claim) => claim.verdict === "supported") ? "supported" : "caught",
  };
}

describe("citation checks against generated mutants", () => {
  test("clean claims in any typesetting raise no alarm", async () => {
    const alarms: string[] = [];
    let tried = 0;
    for (const claim of claims) {
      for (const [name, restyle] of Object.entries(restylings)) {
        tried += 1;
        const { verdict, report } = await verdictOf(restyle(claim.text), claim.evidence.citationId);
        if (verdict !== "supported") alarms.push(`${name}: ${JSON.stringify(report.claims)}`);
      }
    }
    expect(tried).toBeGreaterThan(200);
    expect(alarms).toEqual([]);
  });

  test.each(Object.entries(mutations))("%s: caught", async (_, mutate) => {
    const missed: string[] = [];
    let tried = 0;
    for (const [index, claim] of claims.entries()) {
      for (const round of [1, 2, 3]) {
        const mutant = mutate(claim, seededChoice(index * 31 + round), evidence);
        if (mutant === undefined) continue;
        tried += 1;
        const { verdict } = await verdictOf(mutant.text, (mutant.cites ?? claim.evidence).citationId);
        if (verdict === "supported") missed.push(mutant.text);
      }
    }
    expect(tried).toBeGreaterThan(0);
    expect(missed).toEqual([]);
  });

  test("two claims that exchange their citations: neither is called supported", async () => {
    let tried = 0;
    for (const [index, claim] of claims.entries()) {
      const answer = swapIds(claim, seededChoice(index), claims);
      if (answer === undefined) continue;
      tried += 1;
      const { claims: judged } = await buildReport(sampleInput(documents, { answer }));
      expect(judged.length).toBeGreaterThan(1);
      expect(judged.filter(({ verdict }) => verdict === "supported")).toEqual([]);
    }
    expect(tried).toBeGreaterThan(claims.length / 2);
  });

  test("a deleted source, a tampered one and a shifted range: no citation is printed and the claim is unsupported", async () => {
    for (const claim of claims) {
      const { citationId, source, passage } = claim.evidence;
      const text = documents.find((document: SampleDocument) => document.source.id === source.id)?.text ?? "";
      const tampered = text.replace(/[a-z一-龥]/u, (letter) => (letter === "x" ? "y" : "x"));
      const shifted = { ...claim.evidence, passage: { ...passage, start: passage.start + 1 } };
      const changes = [
        { sourceText: () => Promise.resolve(undefined) },
        { sourceText: () => Promise.resolve(tampered) },
        { evidence: new Map([[citationId, shifted]]) },
      ];
      for (const change of changes) {
        const { report } = await verdictOf(claim.text, citationId, change);
        expect(report.claims.map(({ verdict }) => verdict)).toEqual(["unsupported"]);
        expect(report.citations).toEqual([]);
      }
    }
  });

  test("the excerpt kept in memory counts for nothing", async () => {
    const claim = claims[0];
    if (claim === undefined) throw new Error("no claim");
    const invented = "The fee was waived for everybody in all fifty states";
    const { citationId, passage } = claim.evidence;
    const change = {
      evidence: new Map([[citationId, { ...claim.evidence, passage: { ...passage, text: invented } }]]),
    };
    const { verdict } = await verdictOf(`It says “${invented}”.`, citationId, change);
    expect(verdict).toBe("caught");
  });
});
