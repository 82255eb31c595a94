import type { AnswerKind } from "../question.ts";
import { valueTypesOf } from "./answer-signals.ts";
import { findValues, type ValueType } from "./values.ts";

/** Kinds whose answers are no values, but live by those they name. */
const withValues: readonly AnswerKind[] = ["procedure", "requirement", "list", "comparison"];
const usualTypes: readonly ValueType[] = ["money", "percent", "duration"];
const most = 6;

/** Puts the values that answer a question of these kinds in bold; the text is otherwise unchanged. */
export function emphasise(text: string, kinds: readonly AnswerKind[]): string {
  if (/\*\*/.test(text)) return text;
  const asked = kinds.flatMap(valueTypesOf);
  const types = asked.length > 0 ? asked : kinds.some((kind) => withValues.includes(kind)) ? usualTypes : [];
  const wanted = findValues(text).filter((value) => types.includes(value.type));
  let result = text;
  for (const value of wanted.slice(0, most).toReversed()) {
    result = `${result.slice(0, value.start)}**${value.text}**${result.slice(value.end)}`;
  }
  return result;
}
