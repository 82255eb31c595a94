import { z } from "zod";
import type { TaskFormat } from "./task-format.ts";

const row = z.looseObject({
  id: z.union([z.string(), z.number()]),
  prompt: z.string(),
  domain: z.string(),
  scenario: z.string(),
  rubrics: z
    .array(
      z.looseObject({
        criterion: z.string(),
        weight: z.number().default(1),
        dimension: z.string().optional(),
        fatal: z.boolean().optional(),
      }),
    )
    .default([]),
});

/**
 * Tasks in the manner of ADR-Bench: a domain and a scenario, experts' criteria of which some are flaws (weight below
 * zero) and some fatal. Its rubrics are not public, the printed prompts have none.
 */
export const adrBench: TaskFormat = {
  name: "adr-bench",
  read(record) {
    const { success, data } = row.safeParse(record);
    if (!success) return undefined;
    const rubrics = data.rubrics.map(({ criterion, weight, dimension = data.domain, fatal = false }) => ({
      criterion,
      weight,
      dimension,
      fatal,
    }));
    return { id: data.id, prompt: data.prompt, rubrics };
  },
};
