import { expect, it } from "vitest";
import { proveChecks } from "../src/report/fixtures/mutation-proof.ts";
import { labourDocuments, passportDocuments } from "../src/report/fixtures/sample-input.ts";
import { verifies } from "./promises.ts";

it(`${verifies("cite.span")}: a small form of the mutation proof catches every mutant and lets what is faithful pass`, {
  timeout: 60_000,
}, async () => {
  const { clean, mutants } = await proveChecks({
    documents: [...passportDocuments, ...labourDocuments],
    mutants: 150,
    clean: 25,
  });
  expect(clean.tried).toBeGreaterThan(10);
  expect(clean.wrong).toEqual([]);
  expect(Object.keys(mutants)).toContain("digit altered");
  expect(Object.keys(mutants)).toContain("ids swapped");
  expect(Object.keys(mutants)).toContain("source deleted");
  for (const [name, { tried, wrong }] of Object.entries(mutants)) {
    expect({ name, wrong }).toEqual({ name, wrong: [] });
    expect(tried).toBeGreaterThan(0);
  }
});
