import { expect, it } from "vitest";
import { runBudget } from "../prove/run/run-budget.ts";
import { strategies } from "../prove/run/greedy-run.ts";
import { verifies } from "./promises.ts";

it(`a policy that always wants more never gets more than the limits ${verifies("run.budget")}`, async () => {
  expect(Object.keys(strategies)).toHaveLength(20);
  const { failures } = await runBudget.run({ seed: 7, size: 400, say: () => undefined });
  expect(failures).toEqual([]);
});
