import type { Labels } from "./labels.ts";
import { chineseLabels } from "./labels-chinese.ts";
import { englishLabels } from "./labels-english.ts";

/** Labels for a BCP 47 primary tag; English where the language has none. */
export function labelsFor(language: string): Labels {
  return language.toLowerCase().startsWith("zh") ? chineseLabels : englishLabels;
}
