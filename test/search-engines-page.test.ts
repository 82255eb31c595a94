import { expect, test } from "vitest";
import { engineTable } from "../scripts/engine-table.ts";
import { engineList } from "../src/web/search/engine-list.ts";
import { engineCases } from "../src/web/search/engines/engine-cases.fixture.ts";
import { everyFilter } from "../src/web/search/engines/engine-case.fixture.ts";
import { readProjectFile } from "./checks/project-files.ts";

test("the page of search engines has the table of what there is: node scripts/write-engine-table.ts", () => {
  expect(readProjectFile("docs/search-engines.md")).toContain(`\n\n${engineTable(engineList)}\n\n`);
});

test("every engine is in the conformance suite, but for those that speak a protocol of their own", () => {
  const tested = engineCases.map(({ make }) => make);
  const missing = engineList.filter(({ make }) => !tested.includes(make)).map(({ name }) => name);
  expect(missing).toEqual(["mcp", "mcp-command"]);
});

test.each(engineList.map((entry) => [entry.name, entry] as const))(
  "the table tells which filters %s is asked for",
  (_name, { make, filters }) => {
    const unmapped = engineCases.find((engineCase) => engineCase.make === make)?.unmapped;
    const told = Object.keys(everyFilter.filters).filter((name) => !filters.some((each) => each === name));
    expect(told).toEqual(unmapped ?? told);
  },
);
