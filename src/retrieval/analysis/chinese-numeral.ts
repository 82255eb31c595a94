const digits: ReadonlyMap<string, number> = new Map([
  ...Array.from("零一二三四五六七八九", (character, value) => [character, value] as const),
  ["〇", 0],
  ["两", 2],
]);
const smallUnits: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1000],
]);
const largeUnits: ReadonlyMap<string, number> = new Map([
  ["万", 10_000],
  ["亿", 100_000_000],
]);

/** Whether a (simplified) character can be part of a Chinese numeral. */
export function isNumeralCharacter(character: string): boolean {
  return digits.has(character) || isUnit(character);
}

// Asked for every character of every text.
const numeralUnits = new Uint8Array(65_536);
for (const character of [...digits.keys(), ...smallUnits.keys(), ...largeUnits.keys()])
  numeralUnits[character.charCodeAt(0)] = 1;

/** The same for a code point. */
export function isNumeralCodePoint(codePoint: number): boolean {
  return numeralUnits[codePoint] === 1;
}

/** Whether a character multiplies what stands before it: 十, 百, 千, 万, 亿. */
export function isUnit(character: string): boolean {
  return smallUnits.has(character) || largeUnits.has(character);
}

/**
 * Digits of a Chinese numeral given as its characters, the first of which may be an Arabic number (3万):
 * 三十九 is 39, 二〇二三 is 2023. Undefined for what is no number: 万 alone, 三四 (three or four).
 */
export function parseChineseNumeral(characters: readonly string[]): string | undefined {
  if (!characters.some(isUnit)) return readDigits(characters);
  let total = 0;
  let section = 0;
  let current: number | undefined;
  for (const character of characters) {
    const small = smallUnits.get(character);
    const large = largeUnits.get(character);
    if (small !== undefined) {
      if (current === undefined && small !== 10) return undefined;
      section += (current ?? 1) * small;
      current = undefined;
    } else if (large !== undefined) {
      if (section + (current ?? 0) === 0) return undefined;
      total += (section + (current ?? 0)) * large;
      section = 0;
      current = undefined;
    } else {
      const digit = digits.get(character) ?? Number(character);
      if (Number.isNaN(digit) || (current !== undefined && current !== 0)) return undefined;
      current = digit;
    }
  }
  return String(total + section + (current ?? 0));
}

function readDigits(characters: readonly string[]): string | undefined {
  const isReadable =
    characters.length === 1 || characters.length > 2 || characters.some((c) => c === "〇" || c === "零");
  const values = characters.map((character) => digits.get(character));
  return isReadable && !values.includes(undefined) ? values.join("") : undefined;
}
