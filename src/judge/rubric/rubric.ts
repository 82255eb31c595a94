import { z } from "zod";
import { present } from "../../core/present.ts";

/** What a criterion is to the task: asked for in it, a bonus beyond it, or a flaw. */
export const roles = ["explicit", "implicit", "negative"] as const;
export type Role = (typeof roles)[number];

/** One criterion by which a report is judged. */
export interface Rubric {
  /** Unique within its task. */
  readonly id: string;
  readonly criterion: string;
  /** What it is about: “comprehensiveness”, “References & Citation Quality”, … */
  readonly dimension: string;
  /** Above zero for a merit, below zero for a flaw; never zero. */
  readonly weight: number;
  /** `negative` exactly where the weight is below zero. */
  readonly role: Role;
  /** The group it counts in, where the rubrics form a hierarchy. */
  readonly group?: string;
  /** A report that fails it is worth nothing, whatever else it does. */
  readonly fatal: boolean;
  /** How the authors of the rubric mean it. */
  readonly explanation?: string;
}

/** Rubrics that count together, with the weight of the whole; its own rubrics' weights only count against each other. */
export interface RubricGroup {
  readonly id: string;
  /** Above zero. */
  readonly weight: number;
  readonly parent?: string;
}

/** A question with the rubrics of its report. */
export interface RubricTask {
  readonly id: string;
  readonly prompt: string;
  /** BCP 47 primary tag of the prompt. */
  readonly language: string;
  readonly rubrics: readonly Rubric[];
  readonly groups: readonly RubricGroup[];
  /** Addresses that the report may not draw on. */
  readonly blockedUrls: readonly string[];
}

const text = z.string().trim().min(1);
const weight = z.number().refine((value) => Number.isFinite(value) && value !== 0, "a weight is not zero");

const rubricSchema = z.looseObject({
  id: text.optional(),
  criterion: text,
  dimension: text.default("general"),
  weight: weight.default(1),
  role: z.enum(roles).optional(),
  group: text.optional(),
  fatal: z.boolean().default(false),
  explanation: text.optional(),
});

/** Deepwell's own form of a task; the readers of other forms produce it. */
export const taskSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  prompt: text,
  language: text.optional(),
  rubrics: z.array(rubricSchema),
  groups: z
    .array(z.looseObject({ id: text, weight: z.number().positive(), parent: text.optional() }))
    .default([]),
  blockedUrls: z.array(z.string()).default([]),
});

/**
 * A task from its loose form: ids, roles and language are filled in. Throws `Error` where a role contradicts the sign
 * of its weight, an id stands twice, or a group is not there or contains itself.
 */
export function rubricTask(loose: z.input<typeof taskSchema>, fallbackId: string): RubricTask {
  const task = taskSchema.parse(loose);
  const rubrics = task.rubrics.map((rubric, index): Rubric => {
    const { id = `r${index + 1}`, criterion, dimension, fatal, group, explanation } = rubric;
    const role = rubric.role ?? (rubric.weight < 0 ? "negative" : "explicit");
    if ((role === "negative") !== rubric.weight < 0) {
      throw new Error(`rubric ${id} has the role ${role} and the weight ${rubric.weight}`);
    }
    return {
      id,
      criterion,
      dimension,
      weight: rubric.weight,
      role,
      fatal,
      ...present({ group, explanation }),
    };
  });
  const groups = task.groups.map(
    ({ id, weight: share, parent }): RubricGroup => ({
      id,
      weight: share,
      ...present({ parent }),
    }),
  );
  checkNames(rubrics, groups);
  return {
    id: task.id ?? fallbackId,
    prompt: task.prompt,
    language: task.language ?? languageOf(task.prompt),
    rubrics,
    groups,
    blockedUrls: task.blockedUrls,
  };
}

/** Chinese where Han characters prevail; criteria and prompts are asked about in this language. */
export function languageOf(prompt: string): "en" | "zh" {
  const han = prompt.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = prompt.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0;
  return han > latin ? "zh" : "en";
}

function checkNames(rubrics: readonly Rubric[], groups: readonly RubricGroup[]): void {
  const known = new Map(groups.map((group) => [group.id, group]));
  if (known.size < groups.length) throw new Error("two groups have one id");
  if (new Set(rubrics.map(({ id }) => id)).size < rubrics.length) throw new Error("two rubrics have one id");
  for (const { id, group } of rubrics) {
    if (group !== undefined && !known.has(group))
      throw new Error(`rubric ${id} is in no known group: ${group}`);
  }
  for (const { id, parent } of groups) {
    const above = new Set([id]);
    for (let at = parent; at !== undefined; at = known.get(at)?.parent) {
      if (!known.has(at)) throw new Error(`group ${id} is in no known group: ${at}`);
      if (above.has(at)) throw new Error(`group ${id} contains itself`);
      above.add(at);
    }
  }
}
