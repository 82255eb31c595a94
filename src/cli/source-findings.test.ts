import { expect, test } from "vitest";
import { resolveSettings } from "./settings.ts";
import { sourceFindings } from "./source-findings.ts";

test("what is off is told with the line that turns it on, and that line does", () => {
  const off = sourceFindings(resolveSettings({ web: false }, {})).filter(({ state }) => state === "note");
  expect(off.map(({ name }) => name)).toEqual(["web", "archive", "past", "speech"]);
  for (const { name, fix = "" } of off) {
    const [, variable = "", value = ""] = /^export (\w+)=(\S+)$/.exec(fix) ?? [];
    const again = sourceFindings(resolveSettings({}, { [variable]: value }));
    expect(again.find((each) => each.name === name)?.state, fix).toBe("ok");
  }
});
