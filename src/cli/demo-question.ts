import type { Environment } from "./environment.ts";
import { interfaceLanguage } from "./interface-language.ts";

/** A question that the bundled documents can answer, in the language of the user. */
export function demoQuestion(language: string | undefined, environment: Environment): string {
  return interfaceLanguage(language, environment) === "zh"
    ? "消费者买到假货可以要求多少赔偿？"
    : "What should I do if my passport is lost or stolen?";
}
