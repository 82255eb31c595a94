import type { EngineQuery } from "./search-engine.ts";

/** The primary tag of the language that a query asks for, in lower case. */
export function filterLanguage({ filters }: EngineQuery): string | undefined {
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(filters?.language ?? "")?.[0].toLowerCase();
}

/** The language to ask in where an engine must be asked in one: what the filter says, else Chinese or English by the script. */
export function queryLanguage(query: EngineQuery): string {
  return filterLanguage(query) ?? (/\p{Script=Han}/u.test(query.text) ? "zh" : "en");
}

/** ISO 639-2 code of bibliographers and, where it differs, the terminological one that is also ISO 639-3. */
const threeLetters: Readonly<Record<string, readonly [string, string?]>> = {
  ar: ["ara"],
  cs: ["cze", "ces"],
  da: ["dan"],
  de: ["ger", "deu"],
  el: ["gre", "ell"],
  en: ["eng"],
  es: ["spa"],
  fa: ["per", "fas"],
  fi: ["fin"],
  fr: ["fre", "fra"],
  he: ["heb"],
  hi: ["hin"],
  hu: ["hun"],
  id: ["ind"],
  it: ["ita"],
  ja: ["jpn"],
  ko: ["kor"],
  nl: ["dut", "nld"],
  no: ["nor"],
  pl: ["pol"],
  pt: ["por"],
  ro: ["rum", "ron"],
  ru: ["rus"],
  sv: ["swe"],
  th: ["tha"],
  tr: ["tur"],
  uk: ["ukr"],
  vi: ["vie"],
  zh: ["chi", "zho"],
};

/** The code that library catalogues use for a primary tag: `chi` for zh. Undefined for languages that are not listed. */
export function bibliographicCode(tag: string): string | undefined {
  return threeLetters[tag]?.[0];
}

/** ISO 639-3 of a primary tag: `zho` for zh. Undefined for languages that are not listed. */
export function terminologicalCode(tag: string): string | undefined {
  const codes = threeLetters[tag];
  return codes?.[1] ?? codes?.[0];
}

/** The primary tag of a code of three letters, or the code itself where it is not listed. */
export function primaryTag(code: string): string {
  const lower = code.toLowerCase();
  return Object.entries(threeLetters).find(([, codes]) => codes.includes(lower))?.[0] ?? lower;
}
