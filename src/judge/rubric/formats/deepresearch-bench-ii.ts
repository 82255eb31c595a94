import { z } from "zod";
import { present } from "../../../core/present.ts";
import type { TaskFormat } from "./task-format.ts";

const row = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  idx: z.number().optional(),
  language: z.string().optional(),
  prompt: z.string().optional(),
  content: z.looseObject({
    task: z.string(),
    rubric: z.record(z.string(), z.array(z.string())),
    blocked: z.looseObject({ urls: z.array(z.string()).default([]) }).optional(),
  }),
});

/** DeepResearch Bench II, `tasks_and_rubrics.jsonl`: atomic criteria of equal weight, and sources that are blocked. */
export const deepresearchBenchTwo: TaskFormat = {
  name: "deepresearch-bench-ii",
  read(record) {
    const { success, data } = row.safeParse(record);
    if (!success) return undefined;
    const { content, language } = data;
    const id = data.id ?? data.idx;
    return {
      prompt: data.prompt ?? content.task,
      ...present({ id, language }),
      rubrics: Object.entries(content.rubric).flatMap(([dimension, criteria]) =>
        criteria.map((criterion) => ({ criterion, dimension, weight: 1 })),
      ),
      blockedUrls: content.blocked?.urls ?? [],
    };
  },
};
