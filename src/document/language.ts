import { detectAll } from "tinyld/light";

const longestSample = 3_000;
/** With fewer letters than this there is nothing to tell a language by. */
const fewestLetters = 2;
/** How sure the n-gram model must be before a text in plain Latin letters is called anything but English. */
const certain = 0.12;

const scripts: readonly (readonly [string, RegExp])[] = [
  ["han", /\p{Script=Han}/gu],
  ["kana", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["hangul", /\p{Script=Hangul}/gu],
  ["latin", /\p{Script=Latin}/gu],
  [
    "other",
    /[\p{L}--\p{Script=Han}--\p{Script=Hiragana}--\p{Script=Katakana}--\p{Script=Hangul}--\p{Script=Latin}]/gv,
  ],
];

/** Scripts that one language has nearly to itself. */
const scriptLanguages: readonly (readonly [string, RegExp])[] = [
  ["el", /\p{Script=Greek}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["ka", /\p{Script=Georgian}/gu],
  ["hy", /\p{Script=Armenian}/gu],
  ["ta", /\p{Script=Tamil}/gu],
  ["te", /\p{Script=Telugu}/gu],
  ["bn", /\p{Script=Bengali}/gu],
];

const functionWords: readonly (readonly [string, ReadonlySet<string>])[] = [
  ["en", "the of and to in is for how what do does when which are with can my i a on who it from be"],
  ["de", "der die das und ist nicht ein eine für mit wie was auf den im von zu ich werden kann"],
  ["fr", "le la les des et est une pour que dans du au comment quel quelle je sur avec pas"],
  ["es", "el los las y es una para que en del cómo qué cuál por con se como su"],
  ["it", "il gli di e è una per che nel della come quale con sono alla dei"],
  ["pt", "o os as e é uma para que em do da como qual não com são dos"],
  ["id", "yang dan di dengan untuk dari ini itu tidak pada adalah dalam akan ke kepada bagaimana apa"],
  ["pl", "w i na z do nie się że jest to o jak co po od za przez dla czy"],
  ["tr", "ve bir bu için ile da ne de olarak çok daha olan gibi nasıl nedir mi"],
  ["sv", "och att det som en på är av för med till den inte om ett hur vad"],
  ["nl", "de het een en is van voor met hoe wat niet op zijn te dat"],
].map(([language, words]) => [language ?? "", new Set((words ?? "").split(" "))] as const);

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** From the middle and the beginning, without addresses and markup, so that headers do not decide. */
function sampleOf(text: string): string {
  const half = longestSample / 2;
  const middle = Math.floor(text.length / 2);
  const raw =
    text.length <= longestSample ? text : `${text.slice(0, half)} ${text.slice(middle, middle + half)}`;
  return raw.replace(/https?:\/\/\S+|\S+@\S+|[`*_#|>~=[\](){}<\\/-]+/g, " ");
}

/** A language, and whether it is more than a guess of the n-gram model. */
interface Judgement {
  readonly language: string | undefined;
  readonly isSure: boolean;
}

function judgeLatin(sample: string): Judgement {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const hits = functionWords.map(
    ([language, known]) => [language, words.filter((word) => known.has(word)).length] as const,
  );
  const best = hits.reduce((most, one) => (one[1] > most[1] ? one : most), ["en", 0] as const);
  const second = hits
    .filter(([language]) => language !== best[0])
    .reduce((most, one) => Math.max(most, one[1]), 0);
  if (best[1] >= 3 && best[1] >= second * 1.5 && best[1] * 12 >= words.length)
    return { language: best[0], isSure: true };
  const guess = detectAll(sample)[0];
  const isPlain = !/[^\0-\x7f]/.test(sample.replace(/[‘’“”–—…]/g, ""));
  const isWeak = guess === undefined || (isPlain && guess.accuracy < certain);
  return { language: isWeak ? (best[1] > 0 ? best[0] : "en") : guess.lang, isSure: false };
}

function judge(text: string): Judgement {
  const sample = sampleOf(text);
  const counts = new Map(scripts.map(([script, pattern]) => [script, count(sample, pattern)]));
  const of = (script: string): number => counts.get(script) ?? 0;
  // A Han character says about as much as two and a half letters.
  const asian = 2.5 * (of("han") + of("kana") + of("hangul"));
  const all = asian + of("latin") + of("other");
  if (all < fewestLetters) return { language: undefined, isSure: false };
  if (asian >= all * 0.3) {
    if (of("hangul") > of("han") + of("kana")) return { language: "ko", isSure: true };
    return { language: of("kana") * 8 > of("han") ? "ja" : "zh", isSure: true };
  }
  if (of("other") <= of("latin")) return judgeLatin(sample);
  const own = scriptLanguages.find(([, pattern]) => count(sample, pattern) * 2 > of("other"));
  if (own !== undefined) return { language: own[0], isSure: true };
  const guess = detectAll(sample)[0]?.lang;
  return { language: guess ?? (/\p{Script=Cyrillic}/u.test(sample) ? "ru" : undefined), isSure: false };
}

/**
 * The language most of a text is written in, as a BCP 47 primary tag; undefined for text without letters. Scripts
 * decide where they can (Chinese by its share of Han characters), so that a question of five characters is enough;
 * short texts in plain Latin letters that could be anything are English.
 */
export function detectLanguage(text: string): string | undefined {
  return judge(text).language;
}

/** The language of a text where its script or its function words leave no doubt; undefined elsewhere. */
export function detectLanguageSurely(text: string): string | undefined {
  const { language, isSure } = judge(text);
  return isSure ? language : undefined;
}
