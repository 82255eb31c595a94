import { expect, it } from "vitest";
import { citedPromises, promiseProblems } from "./checks/promise-coverage.ts";
import { projectFiles, readProjectFile } from "./checks/project-files.ts";
import { promises } from "./promises.ts";

it("every kept promise is cited by a test, and every cited promise exists", () => {
  const tests = projectFiles().filter((file) => file.endsWith(".test.ts"));
  const citations = new Map(tests.map((file) => [file, citedPromises(readProjectFile(file))]));
  expect(promiseProblems(promises, citations)).toEqual([]);
});
