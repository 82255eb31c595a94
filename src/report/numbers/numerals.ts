const chineseDigits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const smallUnits: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const largeUnits: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** Characters of which Chinese numerals are made, as the inside of a character class. */
export const chineseNumeral = "零〇一二两三四五六七八九十百千万亿";

/** Value of a Chinese numeral (一千零四十三, 二〇二三, 三亿五千万), or undefined when it is none. */
export function chineseValue(text: string): number | undefined {
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text)) {
    return Number(Array.from(text, (character) => chineseDigits[character]).join(""));
  }
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const character of text) {
    const value = chineseDigits[character];
    const small = smallUnits[character];
    const large = largeUnits[character];
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
    } else if (small !== undefined) {
      section += (digit ?? 1) * small;
      digit = undefined;
    } else if (large !== undefined) {
      const below = section + (digit ?? 0);
      total = large === 1e8 ? (total + (below || (total > 0 ? 0 : 1))) * large : total + (below || 1) * large;
      section = 0;
      digit = undefined;
    } else return undefined;
  }
  return total + section + (digit ?? 0);
}

const ones =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  dozen: 12,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
const wordAlternatives = [...ones, ...tens, ...Object.keys(scales)].join("|");

/** Matches a run of English number words, at least one. */
export const englishNumeral = new RegExp(
  `\\b(?:${wordAlternatives})(?:(?:[ -]|,? and )(?:${wordAlternatives}))*\\b`,
  "gi",
);

/** Matches one English number word. */
export const englishNumeralWord = new RegExp(`\\b(?:${wordAlternatives})\\b`, "gi");

/** Value of English number words (`two hundred and fifty`), or undefined when they are several numbers. */
export function englishValue(text: string): number | undefined {
  let total = 0;
  let section: number | undefined;
  let room = 0;
  for (const word of text.toLowerCase().split(/,? and |[ -]/)) {
    const scale = scales[word];
    if (scale !== undefined && scale < 1000) {
      section = (section ?? 1) * scale;
      room = scale;
    } else if (scale !== undefined) {
      total += (section ?? 1) * scale;
      section = undefined;
    } else {
      const ten = tens.indexOf(word);
      const value = ten >= 0 ? (ten + 2) * 10 : ones.indexOf(word);
      if (value < 0 || (section !== undefined && value >= room)) return undefined;
      section = (section ?? 0) + value;
      room = ten >= 0 ? 10 : 0;
    }
  }
  return total + (section ?? 0);
}

const ordinalWords =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );

/** Matches an English ordinal word up to twentieth. */
export const englishOrdinal = new RegExp(`\\b(?:${ordinalWords.join("|")})\\b`, "gi");

/** Value of an English ordinal word, or undefined. */
export function ordinalValue(word: string): number | undefined {
  const value = ordinalWords.indexOf(word.toLowerCase());
  return value < 0 ? undefined : value;
}
