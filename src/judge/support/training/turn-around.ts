/** Verbs that say the opposite of each other, in their base form. */
const verbs =
  "increase/decrease enhance/impair improve/worsen promote/inhibit activate/suppress stimulate/inhibit induce/prevent " +
  "elevate/reduce accelerate/slow facilitate/block raise/lower augment/attenuate strengthen/weaken upregulate/downregulate " +
  "support/oppose cause/prevent protect/damage";

/** Other words that do. */
const words =
  "higher/lower more/less greater/smaller positive/negative positively/negatively beneficial/harmful effective/ineffective " +
  "sufficient/insufficient dependent/independent essential/dispensable required/dispensable necessary/unnecessary " +
  "sensitive/resistant presence/absence gain/loss longer/shorter faster/slower stronger/weaker larger/smaller better/worse " +
  "high/low upregulation/downregulation activation/inhibition activation/suppression stimulation/inhibition " +
  "improvement/deterioration increase/reduction promotion/inhibition protective/harmful similar/different stable/unstable " +
  "able/unable capable/incapable likely/unlikely succeed/fail common/rare";

const opposites = new Map<string, readonly string[]>();
for (const pair of verbs.split(" ")) {
  const [one = [], other = []] = pair.split("/").map(formsOf);
  for (const [at, form] of one.entries()) oppose(form, other[at] ?? form);
}
for (const pair of words.split(" ")) {
  const [one = "", other = ""] = pair.split("/");
  oppose(one, other);
}

function formsOf(verb: string): readonly string[] {
  const stem = verb.endsWith("e") ? verb.slice(0, -1) : verb;
  return [verb, `${verb}s`, `${stem}ed`, `${stem}ing`];
}

function oppose(one: string, other: string): void {
  opposites.set(one, [...(opposites.get(one) ?? []), other]);
  opposites.set(other, [...(opposites.get(other) ?? []), one]);
}

/**
 * An English statement with its direction turned round in one place drawn at random: a word replaced by its opposite, or
 * a negation put in or taken out. Absent where it has no such place.
 */
export function turnAround(statement: string, random: () => number): string | undefined {
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const options: string[] = [];
  for (const { 0: word, index } of statement.matchAll(/[A-Za-z-]+/gu)) {
    const other = pick(opposites.get(word.toLowerCase()) ?? []);
    if (other !== undefined)
      options.push(
        `${statement.slice(0, index)}${likeCase(word, other)}${statement.slice(index + word.length)}`,
      );
  }
  const denied = statement.replace(/\b(is|are|was|were|can|could|does|do|did|may|has|have) not\b/u, "$1");
  // Twice, as a denial is taken out more rarely than one can be put in.
  if (denied !== statement) options.push(denied, denied);
  const asserted = statement.replace(/\b(is|are|was|were|can|could|may)\b(?! not)/u, "$1 not");
  if (asserted !== statement) options.push(asserted);
  const none = statement.replace(/\bno (?=[a-z])/u, "a ");
  if (none !== statement) options.push(none);
  return pick(options);
}

function likeCase(word: string, other: string): string {
  return /^[A-Z]/u.test(word) ? `${other.charAt(0).toUpperCase()}${other.slice(1)}` : other;
}
