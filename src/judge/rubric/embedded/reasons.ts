import { plural } from "../../../core/plural.ts";
import type { CountedThing } from "./read-criterion.ts";

/** What the embedded judge counted or scored, in words of the task's language. */
export interface Reasons {
  readonly scored: (probability: number) => string;
  readonly language: (found: string | undefined) => string;
  readonly words: (count: number) => string;
  readonly counted: (thing: CountedThing, count: number) => string;
  readonly found: (count: number, wanted: number) => string;
}

const english: Reasons = {
  scored: (probability) =>
    `by its words, the report says so with a probability of ${Math.round(100 * probability)} %`,
  language: (found) => `the report is written in ${found ?? "no language that is known"}`,
  words: (count) => `it has ${plural(count, "word")}`,
  counted: (thing, count) => `it has ${plural(count, thing)}`,
  found: (count, wanted) => `${count} of ${wanted} found`,
};

const things: Readonly<Record<CountedThing, string>> = {
  table: "表格",
  list: "列表",
  source: "来源",
  link: "链接",
  heading: "标题",
};

const chinese: Reasons = {
  scored: (probability) => `从词句看，报告这样说的概率为 ${Math.round(100 * probability)}%`,
  language: (found) => `报告所用语言：${found ?? "未知"}`,
  words: (count) => `共 ${count} 字（词）`,
  counted: (thing, count) => `${things[thing]}：${count} 个`,
  found: (count, wanted) => `找到 ${count}/${wanted}`,
};

/** The reasons in a language by its BCP 47 tag; English where there are none of it. */
export function reasonsIn(language: string): Reasons {
  return /^zh\b/i.test(language) ? chinese : english;
}
