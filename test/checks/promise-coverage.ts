import type { Promised } from "../promises.ts";

const citation = /\bverifies\(\s*["'`]([^"'`]+)["'`]/g;

/** Promise ids that a test file cites. */
export function citedPromises(text: string): readonly string[] {
  return [...text.matchAll(citation)].map((match) => match[1] ?? "");
}

/** What is wrong between the promises and the tests that cite them, in words. */
export function promiseProblems(
  promises: readonly Promised[],
  citations: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const known = new Set(promises.map((item) => item.id));
  const cited = new Set([...citations.values()].flat());
  const unknown = [...citations].flatMap(([file, ids]) =>
    ids.filter((id) => !known.has(id)).map((id) => `${file} cites the unknown promise ${id}`),
  );
  const uncovered = promises
    .filter((item) => item.status === "kept" && !cited.has(item.id))
    .map((item) => `no test cites the kept promise ${item.id}`);
  const early = promises
    .filter((item) => item.status === "planned" && cited.has(item.id))
    .map((item) => `${item.id} has a test; say that it is kept`);
  const twice = promises.filter((item, at) => promises.findIndex((other) => other.id === item.id) !== at);
  return [...unknown, ...uncovered, ...early, ...twice.map((item) => `${item.id} is listed twice`)];
}
