import type { z } from "zod";
import type { taskSchema } from "../rubric.ts";

/** A form in which data sets publish tasks with rubrics. */
export interface TaskFormat {
  readonly name: string;
  /** One record in Deepwell's own loose form; undefined where it is not of this format. */
  read(record: unknown): z.input<typeof taskSchema> | undefined;
}
