import { chinese } from "./messages.zh.ts";
import { english } from "./messages.en.ts";
import type { Messages } from "./messages.ts";

export const interfaceLanguages = ["en", "zh"] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** The catalogue of a language. */
export function messagesIn(language: InterfaceLanguage): Messages {
  return language === "zh" ? chinese : english;
}

/**
 * The language to talk to the user in: that of `--lang` where there is a catalogue for it, else that of
 * the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set), else English.
 */
export function interfaceLanguage(
  flag: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): InterfaceLanguage {
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
  const wanted = (flag ?? locale).slice(0, 2).toLowerCase();
  return wanted === "zh" ? "zh" : "en";
}
