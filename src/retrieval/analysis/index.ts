export { analyse, analyseInto, analyseTerms } from "./analyse.ts";
export type { AnalyseOptions } from "./analyse.ts";
export { TermList } from "./term-list.ts";
export type { Token } from "./token.ts";
