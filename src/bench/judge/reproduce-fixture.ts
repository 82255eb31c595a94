import { z } from "zod";
import { rubricTask } from "../../judge/rubric/rubric.ts";
import { type Mapping, scoreRubrics } from "../../judge/rubric/score.ts";
import { readVerdict } from "../../judge/rubric/verdict.ts";

const number = z.number().optional();
const fixture = z.looseObject({
  cases: z
    .array(
      z.looseObject({
        weights: z.array(z.number()),
        verdicts: z.array(z.string()),
        ternary: number,
        binary: number,
        step_rl: number,
      }),
    )
    .min(1),
});
export type ScoringFixture = z.infer<typeof fixture>;

/** A scoring fixture in the manner of ResearchRubrics: weights, verdicts, and the score under each mapping. */
export function readFixture(record: unknown): ScoringFixture | undefined {
  const { success, data } = fixture.safeParse(record);
  return success ? data : undefined;
}

const wanted = {
  evaluation: "ternary",
  reward: "step_rl",
  "public-binary": "binary",
} as const satisfies Record<Mapping, string>;

/** Per mapping and case, 1 where the score is the fixture's, 0 where not; cases that say nothing of a mapping are left out. */
export function reproduceFixture({ cases }: ScoringFixture): Readonly<Record<Mapping, readonly number[]>> {
  const of = (mapping: Mapping): readonly number[] =>
    cases.flatMap(({ weights, verdicts, ...scores }) => {
      const expected = scores[wanted[mapping]];
      if (expected === undefined) return [];
      const rubrics = weights.map((weight) => ({ criterion: "criterion", weight }));
      const task = rubricTask({ prompt: "fixture", rubrics }, "fixture");
      const outcomes = verdicts.flatMap((word, index) => {
        const verdict = readVerdict(word);
        const rubricId = task.rubrics[index]?.id;
        if (verdict === undefined || rubricId === undefined) return [];
        return [{ type: "verdict" as const, rubricId, verdict, trials: [verdict], reason: "", evidence: [] }];
      });
      const { value = Number.NaN } = scoreRubrics(task, outcomes, { mapping });
      return [Math.abs(value - expected) < 1e-9 ? 1 : 0];
    });
  return { evaluation: of("evaluation"), reward: of("reward"), "public-binary": of("public-binary") };
}
