import { seededRandom } from "../../src/core/seeded-random.ts";
import { applyPatch } from "../../src/tools/file/apply-patch.ts";
import type { Hunk } from "../../src/tools/file/place-hunk.ts";
import type { PerfBenchmark, PerfRow } from "../benchmark.ts";
import { spread } from "../spread.ts";
import { type EditCost, editCost } from "./edit-cost.ts";
import { loadReports, makeReports } from "./load-reports.ts";
import { type Edit, makeEdits } from "./make-edits.ts";
import { type Perturbation, perturbAnchors, perturbations } from "./perturb-anchors.ts";

const usualCount = 200;

/** What editing a long report costs in output tokens by patch, and how surely anchors that are not exact find their place. */
export const patchPerf: PerfBenchmark = {
  name: "patch",
  description:
    "edits of long reports: tokens against rewriting and unified diffs, success by kind of imprecision",
  async run({ data, seed, say, sizes = [usualCount] }) {
    const reports = data === undefined ? makeReports(20, seed) : loadReports(data);
    if (reports.length === 0) throw new Error(`there is no report of 10,000 characters in ${String(data)}`);
    const edits = makeEdits(reports, { count: sizes[0] ?? usualCount, seed });
    say(`${edits.length} edits of ${reports.length} reports`);
    const costs = edits.map(editCost);
    const tried = perturbations.map((how) => ({ how, outcomes: tryAll(edits, how, seed) }));
    return {
      rows: [...costRows(costs), ...tried.flatMap(successRows), ...refusalRows(edits)],
      ratios: savings(costs),
      notes: notesOn({ made: data === undefined, edits, reports: reports.length }),
    };
  },
};

/** `off`: the right place, but a letter or two beside it, where the anchor itself ended elsewhere. */
type Outcome = "right" | "refused" | "off" | "wrong";

function tryEdit(edit: Edit, hunks: readonly Hunk[]): Outcome {
  const outcome = applyPatch(edit.report.text, hunks);
  if (outcome.type === "refused") return "refused";
  if (outcome.text === edit.after) return "right";
  return differsAtMost(2, outcome.text, edit.after) ? "off" : "wrong";
}

/** Whether two texts are the same but for so many characters in one place. */
function differsAtMost(count: number, one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return Math.max(one.length, other.length) - start - end <= count;
}

/** Edits whose anchors this kind of imprecision does not change are not counted for it. */
function tryAll(edits: readonly Edit[], how: Perturbation, seed: number): readonly Outcome[] {
  const random = seededRandom(seed);
  return edits.flatMap((edit) => {
    const hunks = perturbAnchors(edit.hunks, how, random);
    const isChanged = JSON.stringify(hunks) !== JSON.stringify(edit.hunks);
    return how === "none" || isChanged ? [tryEdit(edit, hunks)] : [];
  });
}

function percent(outcomes: readonly Outcome[], wanted: Outcome): number {
  return (100 * outcomes.filter((outcome) => outcome === wanted).length) / Math.max(1, outcomes.length);
}

function successRows({
  how,
  outcomes,
}: {
  readonly how: Perturbation;
  readonly outcomes: readonly Outcome[];
}): readonly PerfRow[] {
  const metric = how === "none" ? "exact anchors" : `anchors with ${how === "all" ? "all of these" : how}`;
  const row = (what: string, unit: string, value: number): PerfRow =>
    spread({ subject: "deepwell", metric: `${metric}: ${what}`, unit }, [value]);
  return [
    row("tried", "edits", outcomes.length),
    row("right", "%", percent(outcomes, "right")),
    row("refused", "%", percent(outcomes, "refused")),
    row("off by a letter", "edits", outcomes.filter((outcome) => outcome === "off").length),
    row("wrong place", "edits", outcomes.filter((outcome) => outcome === "wrong").length),
  ];
}

/** What must not be done at all: the place is gone, or there are two of it. */
function refusalRows(edits: readonly Edit[]): readonly PerfRow[] {
  const gone = edits.map(
    ({ report, after, hunks }) =>
      applyPatch(withoutPlaces(report.text, hunks), hunks).type === "refused" && after !== "",
  );
  const twice = edits.map(
    ({ report, hunks }) => applyPatch(`${report.text}\n\n${report.text}`, hunks).type === "refused",
  );
  const row = (metric: string, outcomes: readonly boolean[]): PerfRow =>
    spread({ subject: "deepwell", metric: `${metric}: refused`, unit: "%" }, [
      (100 * outcomes.filter(Boolean).length) / Math.max(1, outcomes.length),
    ]);
  return [row("place deleted", gone), row("text doubled", twice)];
}

function withoutPlaces(text: string, hunks: readonly Hunk[]): string {
  return hunks.reduce((rest, { before, after }) => {
    const anchor = before ?? after ?? "";
    const at = rest.indexOf(anchor);
    const start = rest.lastIndexOf("\n", at) + 1;
    const end = rest.indexOf("\n", at + anchor.length);
    return at < 0 ? rest : rest.slice(0, start) + (end < 0 ? "" : rest.slice(end));
  }, text);
}

function costRows(costs: readonly EditCost[]): readonly PerfRow[] {
  const metric = "output tokens an edit";
  const diffs = costs.flatMap(({ unifiedDiff }) => (unifiedDiff === undefined ? [] : [unifiedDiff]));
  return [
    spread(
      { subject: "deepwell patch", metric, unit: "tokens" },
      costs.map(({ patch }) => patch),
    ),
    spread(
      { subject: "full rewrite", metric, unit: "tokens" },
      costs.map(({ rewrite }) => rewrite),
    ),
    ...(diffs.length === 0 ? [] : [spread({ subject: "unified diff", metric, unit: "tokens" }, diffs)]),
  ];
}

/** Over all edits together, in percent of the other's tokens. */
function savings(costs: readonly EditCost[]): Readonly<Record<string, number>> {
  const sum = (values: readonly (number | undefined)[]): number =>
    values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const patch = sum(costs.map((cost) => cost.patch));
  const diff = sum(costs.map((cost) => cost.unifiedDiff));
  const saved = (other: number): number => Number((100 * (1 - patch / other)).toPrecision(4));
  return {
    "tokens saved against full rewrite, %": saved(sum(costs.map((cost) => cost.rewrite))),
    ...(diff === 0 ? {} : { "tokens saved against unified diff, %": saved(diff) }),
  };
}

function notesOn({
  made,
  edits,
  reports,
}: {
  readonly made: boolean;
  readonly edits: readonly Edit[];
  readonly reports: number;
}): readonly string[] {
  const length = edits.reduce((sum, { report }) => sum + report.text.length, 0) / Math.max(1, edits.length);
  return [
    `${edits.length} edits of ${reports} ${made ? "made" : "real"} reports of ${Math.round(length)} characters on average.`,
    "Anchors are the shortest of eight words or more that fit one place: what a careful model would write.",
    "Tokens are those of the call's arguments as JSON, by the estimate of src/core/tokens.ts.",
    "Right means that the whole file is byte for byte what it should be; refused, that it is as it was.",
  ];
}
