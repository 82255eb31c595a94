import { expect, it } from "vitest";
import type { FakeQuestion } from "../fake-web/world.ts";
import { scoreTold } from "./fake-web/score-told.ts";

const question: FakeQuestion = {
  question: "How much does a mooring permit cost in Pennick?",
  language: "en",
  answer: "84 euros",
  told: [],
  wrong: { farm: "175 euros", outdated: "60 euros" },
};
const scored = (short: string) =>
  scoreTold(
    question,
    { directory: "", markdown: `# Q\n\n## Short answer\n\n${short}\n\n## Details\n\n84 euros` },
    () => "farm",
  );

it("counts the figure of the first sentence that gives one, and a change of figures as the right one", () => {
  expect(scored("It is a port. It costs **84 euros**. [1] It costs 175 euros.")).toMatchObject({
    "leads with the right figure": 1,
    "leads with a farm's figure": 0,
    "farm's figure in the short answer": 1,
  });
  expect(scored("The fee rose from 60 euros to **84 euros**.")["leads with the right figure"]).toBe(1);
  expect(scored("It costs **60 euros**. [1]")["leads with an outdated figure"]).toBe(1);
});

it("takes no figure that only ends like the right one, and none from below the short answer", () => {
  expect(scored("It costs 1184 euros.")).toMatchObject({
    "answer in the short answer": 0,
    "leads with the right figure": 0,
    "no report": 1,
  });
});
