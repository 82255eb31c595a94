import type { CorpusEntry, MultiHopCase } from "./multi-hop-data.ts";
import type { ReadOrder } from "./read-order.ts";

/** Numbers of passages after which reading is judged. */
export const depths = [2, 5, 10, 20] as const;

/** Scores of one case, by metric: `recall@5`, `all@5`, `answer@5`. */
export type CaseScores = Readonly<Record<string, number>>;

/** Gold found, all gold found, and the answer's words present, among the first passages read. */
export function scoreReading(
  { gold, answers }: MultiHopCase,
  { entries }: ReadOrder,
  texts: ReadonlyMap<string, CorpusEntry>,
): CaseScores {
  const scores: Record<string, number> = {};
  for (const depth of depths) {
    const read = new Set(entries.slice(0, depth));
    const found = gold.filter((ids) => [...ids].some((id) => read.has(id))).length;
    const evidence = plain(
      [...read].map((id) => `${texts.get(id)?.title ?? ""} ${texts.get(id)?.text ?? ""}`).join(" "),
    );
    scores[`recall@${depth}`] = found / gold.length;
    scores[`all@${depth}`] = found === gold.length ? 1 : 0;
    scores[`answer@${depth}`] = answers.some((answer) => evidence.includes(plain(answer))) ? 1 : 0;
  }
  return scores;
}

/** Lower case, letters and digits only, articles dropped: how question-answering benchmarks compare answers. */
function plain(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, " ")
    .split(/\s+/);
  return ` ${words.filter((word) => word !== "" && word !== "a" && word !== "an" && word !== "the").join(" ")} `;
}
