import { expect, test } from "vitest";
import { EngineTally } from "./engine-tally.ts";

test("engines are counted by what they did, their failures told once, and leads that were opened are none", () => {
  const tally = new EngineTally();
  const lead = (url: string) => ({ url, title: "", snippet: "", engines: ["one"], why: "", wasTried: false });
  tally.see({
    engines: [
      { engine: "one", state: "answered", found: 3, unmapped: ["since"] },
      { engine: "two", state: "failed", why: "out of credit" },
    ],
    leads: [lead("https://a.example/"), lead("https://b.example/")],
  });
  tally.see({
    engines: [
      { engine: "one", state: "answered", found: 1, unmapped: ["since", "until"] },
      { engine: "two", state: "failed", why: "out of credit again" },
      { engine: "two", state: "skipped", why: "left alone" },
    ],
    leads: [lead("https://a.example/")],
  });
  tally.read(["https://a.example/"]);
  expect(tally.engines).toEqual([
    { engine: "one", answered: 2, failed: 0, skipped: 0, found: 4, unmapped: ["since", "until"] },
    { engine: "two", answered: 0, failed: 2, skipped: 1, found: 0, unmapped: [] },
  ]);
  expect(tally.failures).toEqual(["two: out of credit"]);
  expect(tally.leads).toBe(1);
});
