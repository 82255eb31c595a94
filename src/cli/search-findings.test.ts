import { expect, test } from "vitest";
import { engineList } from "../web/search/engine-list.ts";
import { searchFindings } from "./search-findings.ts";
import { searchSettings } from "./search-settings.ts";

function findings(environment: Readonly<Record<string, string>>, search: readonly string[] = []) {
  const settings = searchSettings({ search }, { environment, isWebOn: true });
  return searchFindings({ search: settings, docs: [] }, environment);
}

test("every engine that is off is told of with the line that turns it on, and that line does", () => {
  const off = findings({}).filter(({ state }) => state === "note");
  expect(off.map(({ detail }) => detail.split(":")[0])).toEqual(
    expect.arrayContaining(["sec-edgar", "brave", "mcp", "mcp-command"]),
  );
  for (const { detail, fix = "" } of off) {
    const assignments = [...fix.matchAll(/(\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]);
    const engine = detail.split(":")[0] ?? "";
    const again = findings(Object.fromEntries(assignments)).find((each) =>
      each.detail.startsWith(`${engine}:`),
    );
    expect(again, fix).toMatchObject({ state: "ok" });
  }
});

test("there is a finding for every engine, and a summary", () => {
  expect(findings({})).toHaveLength(engineList.length + 1);
  expect(findings({})[0]).toMatchObject({ state: "ok", detail: expect.stringContaining("wikipedia") });
  expect(findings({}, ["off"])[0]).toMatchObject({ state: "note", fix: "export DEEPWELL_SEARCH=auto" });
});

test("the SEC is asked by those only who can be reached by email", () => {
  const edgar = (contactUrl: string) =>
    findings({ DEEPWELL_CONTACT_URL: contactUrl }).find(({ detail }) => detail.startsWith("sec-edgar"));
  expect(edgar("https://example.org/robots")).toMatchObject({
    state: "note",
    fix: "export DEEPWELL_CONTACT_URL=mailto:you@example.org",
  });
  expect(edgar("mailto:ada@example.org")).toMatchObject({ state: "ok" });
});
