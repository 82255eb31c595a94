import { z } from "zod";
import type { TaskFormat } from "./task-format.ts";

const row = z.looseObject({
  id: z.union([z.string(), z.number()]),
  domain: z.string(),
  scenario: z.string(),
  rubrics: z.array(z.looseObject({ dimension: z.string().optional() })).default([]),
});

/**
 * Tasks in the manner of ADR-Bench: a domain and a scenario, experts' criteria of which some are flaws (weight below
 * zero) and some fatal; fields of Deepwell's own form count. Its rubrics are not public, the printed prompts have none.
 */
export const adrBench: TaskFormat = {
  name: "adr-bench",
  read(record) {
    const { success, data } = row.safeParse(record);
    if (!success) return undefined;
    const { domain, rubrics } = data;
    return { ...data, rubrics: rubrics.map((rubric) => ({ dimension: domain, ...rubric })) };
  },
};
