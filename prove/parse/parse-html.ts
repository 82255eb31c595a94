import { parseDocument } from "../../src/document/parse-document.ts";
import type { Proof } from "../proof.ts";
import { mutantsOf, soundPage } from "./mutants.ts";
import { outcomeProblem } from "./sound-outcome.ts";

const fullMutants = 100_000;
const atOnce = 1_000;
const longestMs = 2_000;

/** Mutants of a page, each parsed to a document or a reason, in time. */
export const parseHtml: Proof = {
  promise: "parse.html",
  async run({ seed, size = fullMutants, say }) {
    const failures: string[] = [];
    for (let from = 0; from < size; from += atOnce) {
      const count = Math.min(atOnce, size - from);
      const mutants = mutantsOf(Buffer.from(soundPage), { count, seed: seed * 1_000 + from / atOnce });
      for (const [at, bytes] of mutants.entries()) {
        const problem = await htmlProblem(bytes);
        if (problem !== undefined) failures.push(`mutant ${from + at}: ${problem}`);
      }
      if (from % 10_000 === 0) say(`${from} of ${size} mutants, ${failures.length} wrong`);
    }
    return { tried: size, failures };
  },
};

export async function htmlProblem(bytes: Uint8Array): Promise<string | undefined> {
  const started = performance.now();
  try {
    const outcome = await parseDocument(bytes, {
      contentType: "text/html",
      baseUrl: "https://example.org/",
    });
    const ms = Math.round(performance.now() - started);
    return outcomeProblem(outcome) ?? (ms < longestMs ? undefined : `it took ${ms} ms`);
  } catch (error) {
    return `it threw: ${String(error)}`;
  }
}
