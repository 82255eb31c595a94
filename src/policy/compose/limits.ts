import type { TermSpace } from "./terms.ts";

/** “in a school zone”, “for residents”, “if you apply by mail”: what limits a sentence to a case. */
const limit =
  /\b(?:in|at|for|within|during|on|under|with|without|if|when|unless)\s+(?=(?:(?:a|an|the|your|its|their)\s+)?(\p{L}[\p{L}'’-]*(?:\s\p{L}[\p{L}'’-]*){0,2}))/giu;
/** Turns of speech in the same form that limit nothing. */
const idle =
  /^(?:all|total|sum|general|particular|practice|fact|short|addition|advance|cash|person|force|effect|place|use|average|present|least|most|once|last|first|now|example|instance|good|free|end|case of doubt|may|ten|two|three|four|five|six|seven|eight|nine|twelve|one)\b|^(?:january|february|march|april|june|july|august|september|october|november|december)\b/i;

/** The terms of the cases to which a sentence limits itself; English only, since Chinese has no such marks. */
export function limitsOf(text: string, space: TermSpace): readonly (readonly string[])[] {
  return [...text.matchAll(limit)]
    .map(([, phrase = ""]) => phrase)
    .filter((phrase) => !idle.test(phrase))
    .map((phrase) => [...space.terms(phrase)])
    .filter((terms) => terms.length > 0);
}
