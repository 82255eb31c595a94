import { chinese } from "./messages.zh.ts";
import { english } from "./messages.en.ts";
import type { Messages } from "./messages.ts";

export type InterfaceLanguage = "en" | "zh";

/** The catalogue of a language. */
export function messagesIn(language: InterfaceLanguage): Messages {
  return language === "zh" ? chinese : english;
}

/**
 * The language to talk to the user in: that of `--lang`, else that of the locale (`LC_ALL`, `LC_MESSAGES`,
 * `LANG`, the first that is set), else, where the locale names none (`C`, `POSIX`), that of the question.
 * English where there is no catalogue for it.
 */
export function interfaceLanguage(
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  question = "",
): InterfaceLanguage {
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
  const named = /^(C|POSIX)?(\.|$)/.test(locale) ? undefined : locale;
  const asked = /\p{Script=Han}/u.test(question) ? "zh" : "en";
  return (flag ?? named ?? asked).slice(0, 2).toLowerCase() === "zh" ? "zh" : "en";
}
