export { analyse, analyseTerms } from "./analyse.ts";
export type { AnalyseOptions } from "./analyse.ts";
export type { Token } from "./token.ts";
