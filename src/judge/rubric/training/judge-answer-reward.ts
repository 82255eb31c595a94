import { readStrictJson } from "../../../model/arguments/read-arguments.ts";
import { readItems } from "../model/read-items.ts";
import { readVerdict, type VerdictWord, verdictWords } from "../verdict.ts";

/** The verifiable reward of a judge's answer, 0 to 1, with its parts. */
export interface AnswerReward {
  readonly score: number;
  /** 1 for one JSON object with exactly one known verdict for each id and nothing beside it, else 0. */
  readonly format: number;
  /** Mean over the ids: 1 for the label, ½ for the verdict beside it, 0 otherwise or where there is none. */
  readonly agreement: number;
}

/**
 * Rewards an answer by form and agreement with the labels, by id; what has not the form earns nothing, however right it is.
 * Pure; never throws.
 */
export function judgeAnswerReward(answer: string, labels: ReadonlyMap<string, VerdictWord>): AnswerReward {
  const ids = [...labels.keys()];
  const items = readItems(answer, ids);
  const verdicts = new Map(ids.map((id) => [id, readVerdict(items?.get(id)?.["verdict"])]));
  const isWhole =
    readStrictJson(answer.trim()) !== undefined && ids.every((id) => verdicts.get(id) !== undefined);
  const format = isWhole && countItems(answer) === ids.length ? 1 : 0;
  const agreement =
    ids.reduce((sum, id) => sum + closeness(verdicts.get(id), labels.get(id)), 0) / Math.max(1, ids.length);
  return { score: format * agreement, format, agreement };
}

function closeness(said: VerdictWord | undefined, label: VerdictWord | undefined): number {
  if (said === undefined || label === undefined) return 0;
  return 1 - Math.abs(verdictWords.indexOf(said) - verdictWords.indexOf(label)) / 2;
}

/** Entries of the answer's list, those that nobody asked for included. */
function countItems(answer: string): number {
  const value = readStrictJson(answer.trim());
  if (typeof value !== "object" || value === null) return 0;
  const list: unknown = Object.values(value)[0];
  return Array.isArray(list) ? list.length : 0;
}
