/** Words that are not indexed: Lucene's English list. */
const stopWords: ReadonlySet<string> = new Set(
  (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these " +
    "they this to was will with"
  ).split(" "),
);

/** Words that a question is asked with and that say nothing about its subject; dropped from queries only. */
const questionWords: ReadonlySet<string> = new Set(
  (
    "what which who whom whose when where why how do does did done doing have has had having can could shall " +
    "should would may might must am were been being i me my mine we us our ours you your yours he him his she " +
    "her hers its them theirs myself from about any some so than too very just also please tell find give " +
    "show let s t"
  ).split(" "),
);

/** The same for Chinese, longest first where one contains another. */
export const chineseQuestionWords: readonly string[] = (
  "为什么 是什么 什么样 有没有 是不是 能不能 可不可以 多长时间 多少个 请问 什么 多少 多久 多大 多长 多高 多远 如何 怎么样 怎样 怎么 哪些 " +
  "哪个 哪位 哪里 哪儿 哪一 哪种 哪年 哪 是否 能否 可否 何时 何地 何种 为何 谁 吗 呢 吧 啊"
).split(" ");

/** Particles that carry no subject; a pair of characters with one of them is dropped from queries … */
export const chineseParticles: ReadonlySet<string> = new Set(Array.from("的了"));

/** … unless the pair is a word of its own. */
export const wordsWithParticle: ReadonlySet<string> = new Set([
  "目的",
  "标的",
  "的确",
  "的士",
  "了解",
  "了结",
]);

/** How little a word says: nothing anywhere (`index`), nothing in a question (`query`), or something. */
export function stopLevel(surface: string): "index" | "query" | undefined {
  const plain = surface.toLowerCase().replace(/['’].*$/, "");
  if (stopWords.has(plain)) return "index";
  return questionWords.has(plain) ? "query" : undefined;
}

const capital = /\p{Lu}/u;
const small = /\p{Ll}/u;
const sentenceStart = /(?:^|[.?!:;"“(\n])\s*$/;

/** Whether the stop word from `start` to `end` is written as a name: IT, US, vitamin A, in May. */
export function isEmphasised(text: string, start: number, end: number): boolean {
  if (isSmallLatin(text.charCodeAt(start))) return false;
  const surface = text.slice(start, end);
  if (surface === "I" || !capital.test(surface.charAt(0))) return false;
  const before = text.slice(Math.max(0, start - 20), start);
  if (surface.length === 1) return small.test(before.trimEnd().slice(-1));
  if (surface === surface.toUpperCase()) return small.test(text.slice(Math.max(0, start - 80), start + 80));
  return surface === "May" && !sentenceStart.test(before);
}

/** Most stop words begin with one: no need to ask a pattern. */
function isSmallLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}
