import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { citationsSuite } from "./citations.ts";

const facts = [
  "The harbour of Aldmoor was dug between 1901 and 1906",
  "Trams have run in Aldmoor since 1924",
  "The town hall of Aldmoor burnt down in 1953",
  "Aldmoor has 41,000 inhabitants",
  "The river Ald reaches the sea at Aldmoor",
];

/** Each fact against its own sentence, and against that of another fact. */
function writeTown(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "deepwell-citations-suite-"));
  const lines = facts.flatMap((fact, at) =>
    [at, (at + 1) % facts.length].map((source) =>
      JSON.stringify({
        id: `town:${at}:${source}`,
        claim: `${fact}.`,
        evidence_sentences: ["This page is about the town.", `${facts[source]}, as everybody knows.`],
        label: at === source ? "supported" : "not_supported",
      }),
    ),
  );
  writeFileSync(path.join(folder, "town.claim.jsonl"), lines.join("\n"));
  return folder;
}

describe("citationsSuite", () => {
  it("scores every pair and beats always saying yes", async () => {
    const result = await citationsSuite.run({ data: writeTown() });
    expect(result.n).toBe(10);
    expect(result.metrics["town f1"]?.value).toBeGreaterThan(0.9);
    expect(result.baselines["always yes"]?.["town f1"]).toBeCloseTo(2 / 3, 12);
    expect(result.baselines["always yes"]?.["town auroc"]).toBe(0.5);
    expect(result.baselines["word overlap"]?.["town auroc"]).toBe(1);
    expect(result.baselines["bm25"]?.["town auroc"]).toBe(1);
    expect(result.config["trained"]).toBe(0);
  });

  it("takes a repeatable sample", async () => {
    const data = writeTown();
    const once = await citationsSuite.run({ data, limit: 6, seed: 3 });
    expect(once.n).toBe(6);
    expect(await citationsSuite.run({ data, limit: 6, seed: 3 })).toEqual(once);
  });

  it("refuses a folder without pairs", async () => {
    await expect(citationsSuite.run({ data: "/nonexistent" })).rejects.toMatchObject({
      code: "DATA_INVALID",
    });
  });
});
