/** Short forms that the evidence itself explains, by their upper-case letters: SSDI → Social Security Disability Insurance. */
export type Aliases = ReadonlyMap<string, string>;

const explained =
  /((?:\p{Lu}[\p{L}'’-]*(?:\s+(?:of|the|and|for|on|in)\b)?\s+){1,7}\p{Lu}?[\p{L}'’-]*)\s*\((?:the )?["“]?(\p{Lu}{2,8})s?["”]?\)/gu;

function initialsOf(words: readonly string[]): string {
  return words
    .flatMap((word) => word.split("-"))
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
}

/** The words before a bracket whose first letters are the letters in it; small words may be skipped. */
function expansionOf(before: string, short: string): string | undefined {
  const words = before.trim().split(/\s+/);
  for (let from = words.length - 1; from >= 0; from -= 1) {
    const candidate = words.slice(from);
    const large = candidate.filter((word) => /^\p{Lu}/u.test(word));
    if (
      /^\p{Lu}/u.test(candidate[0] ?? "") &&
      (initialsOf(large) === short || initialsOf(candidate) === short)
    ) {
      return candidate.join(" ");
    }
  }
  return undefined;
}

/** Finds the short forms that texts explain in brackets. Linear in the length of the texts. */
export function findAliases(texts: readonly string[]): Aliases {
  const aliases = new Map<string, string>();
  for (const text of texts) {
    for (const [, before, short] of text.matchAll(explained)) {
      if (before === undefined || short === undefined || aliases.has(short)) continue;
      const long = expansionOf(before, short);
      if (long !== undefined) aliases.set(short, long);
    }
  }
  return aliases;
}
