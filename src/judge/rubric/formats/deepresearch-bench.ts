import { z } from "zod";
import { present } from "../../../core/present.ts";
import type { TaskFormat } from "./task-format.ts";

const row = z.looseObject({
  id: z.union([z.string(), z.number()]),
  prompt: z.string(),
  language: z.string().optional(),
  dimension_weight: z.record(z.string(), z.number()),
  criterions: z.record(
    z.string(),
    z.array(z.looseObject({ criterion: z.string(), explanation: z.string().optional(), weight: z.number() })),
  ),
});

/**
 * DeepResearch Bench (RACE), `criteria.jsonl`: dimensions with weights, and weighted criteria within each. Its own judge
 * compares two reports on them; here they are a checklist in two levels.
 */
export const deepresearchBench: TaskFormat = {
  name: "deepresearch-bench",
  read(record) {
    const { success, data } = row.safeParse(record);
    if (!success) return undefined;
    const { id, prompt, language, dimension_weight: weights, criterions } = data;
    const used = Object.entries(criterions).filter(([dimension]) => (weights[dimension] ?? 0) > 0);
    return {
      id,
      prompt,
      ...present({ language }),
      groups: used.map(([dimension]) => ({ id: dimension, weight: weights[dimension] ?? 1 })),
      rubrics: used.flatMap(([dimension, own]) =>
        own
          .filter(({ weight }) => weight > 0)
          .map(({ criterion, explanation, weight }) => ({
            criterion,
            weight,
            dimension,
            group: dimension,
            ...present({ explanation }),
          })),
      ),
    };
  },
};
