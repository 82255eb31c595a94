import type { ToolResultPart } from "../../model/message.ts";
import type { WindowLimits } from "./context-window.ts";
import type { Turn } from "./turns.ts";

/** How much of a turn is sent: all, all but its pictures, results folded, results cut short, nothing. */
export type TurnLevel = "verbatim" | "unseen" | "folded" | "cut" | "dropped";

export interface Demotion {
  readonly index: number;
  readonly level: TurnLevel;
}

/**
 * The order in which turns give up room: pictures that were seen go first, then old turns are folded, then dropped,
 * oldest first; the recent ones only then, and the newest is never dropped but cut.
 */
export function demotions(count: number, alreadyDropped: number, recentTurns: number): readonly Demotion[] {
  const newest = count - 1;
  const recentFrom = Math.max(alreadyDropped, count - recentTurns);
  const old = range(alreadyDropped, recentFrom);
  const recent = range(recentFrom, newest);
  const at =
    (level: TurnLevel) =>
    (index: number): Demotion => ({ index, level });
  return [
    ...range(alreadyDropped, newest).map(at("unseen")),
    ...old.map(at("folded")),
    ...old.map(at("dropped")),
    ...recent.map(at("folded")),
    ...recent.map(at("dropped")),
    ...range(Math.max(newest, 0), count).flatMap((index) => [at("folded")(index), at("cut")(index)]),
  ];
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

/** The turn without the pictures of its results; the same turn where it has none. */
export function withoutPictures(turn: Turn): Turn {
  const { results } = turn;
  if (results === undefined || results.parts.every(({ pictures }) => pictures === undefined)) return turn;
  const parts = results.parts.map((part): ToolResultPart => {
    const { pictures, ...rest } = part;
    return pictures === undefined ? part : { ...rest, content: `${part.content}\n(It is no longer shown.)` };
  });
  return { ...turn, results: { role: "tool", parts } };
}

/** Results no longer than an equal share of what one result may take; the last resort, for turns with many results. */
export function cutTurn(turn: Turn, limits: WindowLimits): Turn {
  const { results } = turn;
  if (results === undefined) return turn;
  const longest = Math.max(80, Math.floor((limits.result * 2) / results.parts.length));
  const parts = results.parts.map((part) =>
    part.content.length <= longest
      ? part
      : { ...part, content: `${wholeCharacters(part.content.slice(0, longest))}…` },
  );
  return { ...turn, results: { role: "tool", parts } };
}

/** A cut must not leave half of a surrogate pair. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
