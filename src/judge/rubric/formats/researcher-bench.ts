import { z } from "zod";
import type { TaskFormat } from "./task-format.ts";

const row = z.looseObject({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  rubric: z.array(z.looseObject({ point: z.string(), weight: z.number() })),
});

/** ResearcherBench, `rubric.json`: points to cover, with weights from 1 to 3. */
export const researcherBench: TaskFormat = {
  name: "researcherbench",
  read(record) {
    const { success, data } = row.safeParse(record);
    if (!success) return undefined;
    const rubrics = data.rubric.map(({ point, weight }) => ({
      criterion: point,
      weight,
      dimension: "coverage",
    }));
    return { id: data.id, prompt: data.question, rubrics };
  },
};
