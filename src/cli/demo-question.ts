import type { Environment } from "./environment.ts";
import { interfaceLanguage } from "./interface-language.ts";

/** A question that the bundled documents can answer, in the language of the user. */
export function demoQuestion(language: string | undefined, environment: Environment): string {
  return interfaceLanguage(language, environment) === "zh"
    ? "劳动者在试用期内被公司辞退，公司需要满足什么条件，是否要支付经济补偿？"
    : "I lost my U.S. passport while traveling abroad. How do I replace it, and what do I have to report?";
}
