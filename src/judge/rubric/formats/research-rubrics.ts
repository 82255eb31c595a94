import { z } from "zod";
import { present } from "../../../core/present.ts";
import type { TaskFormat } from "./task-format.ts";

const row = z.looseObject({
  prompt: z.string(),
  sample_id: z.string().optional(),
  rubrics: z.array(z.looseObject({ criterion: z.string(), weight: z.number(), axis: z.string() })).min(1),
});

/** ResearchRubrics, `processed_data.jsonl`: criteria on six axes, weights from -5 to 5. */
export const researchRubrics: TaskFormat = {
  name: "researchrubrics",
  read(record) {
    const { success, data } = row.safeParse(record);
    if (!success) return undefined;
    const rubrics = data.rubrics.map(({ axis, ...rubric }) => ({
      ...(rubric.weight > 0 && axis === "Implicit Criteria" ? { role: "implicit" } : {}),
      ...rubric,
      dimension: axis,
    }));
    return { ...data, ...present({ id: data.sample_id }), rubrics };
  },
};
