import { languageOf } from "../rubric.ts";

/** What a criterion demands, as far as its words tell. */
export type Demand =
  /** The report says something: `matter` is what, without the words that demand it. */
  | { readonly type: "says"; readonly matter: string; readonly isOmission: boolean }
  /** The report treats of something in a way that takes understanding to judge. */
  | { readonly type: "treats"; readonly matter: string }
  | { readonly type: "language"; readonly language: "en" | "zh" }
  | { readonly type: "length"; readonly least?: number; readonly most?: number }
  | { readonly type: "count"; readonly of: CountedThing; readonly least: number }
  | { readonly type: "heading"; readonly titles: readonly string[] }
  | { readonly type: "term"; readonly terms: readonly string[] }
  /** A matter of judgement. */
  | { readonly type: "other" };

export type CountedThing = "table" | "list" | "source" | "link" | "heading";

const subject = /^(?:(?:the|this) )?(?:report|response|answer|article|output|text|essay|document)\s+/i;
const modal = /^(?:should|must|needs? to|has to|shall|is expected to|is able to|able to|can|will)\s+/i;
const adverb = /^(?:clearly|explicitly|correctly|accurately|briefly|specifically|also|directly|at least)\s+/i;
const zhSubject = /^(?:该|这篇|本)?(?:报告|回答|文章|全文|正文|输出内容?|答案)(?:中|里)?[，,]?/;
const zhModal = /^(?:应当?|必须|需要?|须|要|能够?|可以|是否)/;
const zhAdverb = /^(?:明确地?|清楚地?|清晰地?|正确地?|准确地?|具体地?|至少|也|还)/;

/** Reads a criterion by its words, English or Chinese. Pure; whatever it does not know is `other`. */
export function readCriterion(criterion: string): Demand {
  const isChinese = languageOf(criterion) === "zh";
  const bare = bareOf(criterion.trim(), isChinese);
  const form = isChinese ? chineseForm(bare) : englishForm(bare);
  return form ?? (isChinese ? chineseContent(bare) : englishContent(bare));
}

/** Without the report as its subject, “should” and “clearly”, the section it is to stand in and the full stop. */
function bareOf(criterion: string, isChinese: boolean): string {
  const [first, second, third] = isChinese ? [zhSubject, zhModal, zhAdverb] : [subject, modal, adverb];
  const place = isChinese
    ? /^(?:在|对于|关于)[^，。]{1,40}，/
    : /^(?:at|for|in|under|within)\s[^,.]{1,80},\s+/i;
  return criterion
    .replace(/^【[^】]{1,40}】\s*/, "")
    .replace(place, "")
    .replace(first, "")
    .replace(second, "")
    .replace(third, "")
    .replace(third, "")
    .replace(/[.。；;\s]+$/u, "");
}

const amount = "(\\d[\\d,]*)";
const things: readonly (readonly [CountedThing, string, string])[] = [
  ["table", "tables?", "张?个?表格?"],
  ["list", "(?:bulleted |bullet |numbered )?lists?", "个?(?:项目符号)?列表"],
  [
    "source",
    "(?:different |distinct |cited )?(?:sources?|references?|citations?)",
    "[个条篇]?(?:参考)?(?:来源|文献|引用)",
  ],
  ["link", "(?:hyper)?(?:links?|urls?)", "个?链接"],
  ["heading", "(?:sections?|(?:sub)?headings?)", "个?(?:小节|章节|标题)"],
];

function englishForm(bare: string): Demand | undefined {
  const language = /^(?:is |be )?(?:written |given |entirely )*in (english|chinese)$/i.exec(bare)?.[1];
  if (language !== undefined) return { type: "language", language: /^e/i.test(language) ? "en" : "zh" };
  const most = new RegExp(
    `^(?:(?:is|be|has|contains?|stays?)\\s+)?(?:does not exceed|no (?:more|longer) than|at most|under|within|up to|fewer than|less than|≤) ${amount} (?:words|characters)(?: long| in length)?$`,
    "i",
  ).exec(bare)?.[1];
  if (most !== undefined) return { type: "length", most: numberOf(most) };
  const least = new RegExp(
    `^(?:(?:is|be|has|contains?)\\s+)?(?:at least|no (?:less|fewer) than|more than|over|≥) ${amount} (?:words|characters)(?: long| in length)?$`,
    "i",
  ).exec(bare)?.[1];
  if (least !== undefined) return { type: "length", least: numberOf(least) };
  for (const [of, english] of things) {
    const counted = new RegExp(
      `^(?:includes?|contains?|has|have|provides?|presents?|uses?|cites?|lists?)\\s+(?:(?:a|an|one)(?: single)?|at least (\\d+|one|two|three|four|five|ten)) ${english}$`,
      "i",
    ).exec(bare);
    if (counted !== null) return { type: "count", of, least: numberOf(counted[1] ?? "1") };
  }
  return quoted(bare, {
    heading: /^(?:includes?|contains?|has) (?:a |the )?(?:sub)?sections? (?:titled|named|called|headed)\b/i,
    term: /^(?:uses?|mentions?|contains?|includes?) (?:the )?(?:terms?|words?|phrases?|expressions?)\b/i,
  });
}

function chineseForm(bare: string): Demand | undefined {
  const language =
    /^(?:使用|用|以|采用|全文使用)?(中文|英文|汉语|英语)(?:撰写|书写|写成|写作|表述|输出)$/.exec(bare)?.[1];
  if (language !== undefined) return { type: "language", language: /英/.test(language) ? "en" : "zh" };
  const most = /^(?:篇幅|字数|长度)?(?:不超过|不多于|少于|控制在|至多|最多)(\d+)个?(?:字|词)(?:以内)?$/.exec(
    bare,
  )?.[1];
  if (most !== undefined) return { type: "length", most: numberOf(most) };
  const least = /^(?:篇幅|字数|长度)?(?:不少于|多于|至少|超过)(\d+)个?(?:字|词)$/.exec(bare)?.[1];
  if (least !== undefined) return { type: "length", least: numberOf(least) };
  for (const [of, , chinese] of things) {
    const counted = new RegExp(
      `^(?:包含|包括|含有|有|提供|列出|引用|使用|给出)(?:至少|不少于)?(\\d+|[一两二三四五十])?${chinese}$`,
    ).exec(bare);
    if (counted !== null) return { type: "count", of, least: numberOf(counted[1] ?? "1") };
  }
  return quoted(bare, {
    heading: /^(?:包含|包括|有|设有)?(?:标题为|名为|题为)/,
    term: /^(?:使用|提到|提及|出现|包含)(?:了)?(?:术语|词语|词汇|短语|关键词)/,
  });
}

/** Everything that follows the opening words has to be quoted, or the criterion asks for more than the quotes. */
function quoted(bare: string, openings: Readonly<Record<"heading" | "term", RegExp>>): Demand | undefined {
  for (const type of ["heading", "term"] as const) {
    const opening = openings[type].exec(bare);
    if (opening === null) continue;
    const rest = bare.slice(opening[0].length);
    const texts = [...rest.matchAll(/["“‘「『《']([^"”’」』》']{1,120})["”’」』》']/gu)].map(
      ([, text = ""]) => text,
    );
    const between = rest.replaceAll(/["“‘「『《'][^"”’」』》']{1,120}["”’」』》']/gu, "");
    if (texts.length === 0 || !/^(?:[\s,，、和与及:：]|and|的?(?:章节|小节|部分))*$/u.test(between)) continue;
    return type === "heading" ? { type, titles: texts } : { type, terms: texts };
  }
  return undefined;
}

const says =
  /^(?:state[sd]?|stating|mention(?:s|ed)?|note[sd]?|point(?:s|ed)? out|indicate[sd]?|says?|report(?:s|ed)?|specif(?:y|ies|ied)|identif(?:y|ies|ied)|name[sd]?|list(?:s|ed)?|define[sd]?|include[sd]?|gives?|record(?:s|ed)?|highlight(?:s|ed)?|emphasi[sz]e[sd]?)(?: the fact)?(?: that)?[:,]?\s+/i;
const omits =
  /^(?:fails? to|does not|do not|neglects? to|forgets? to)\s+(?=(?:state|mention|note|point out|indicate|say|report|specify|identify|name|list|define|include|give)\b)|^(?:omits?|leaves? out)(?: (?:that|to mention that|to say that))?\s+/i;
const treats =
  /^(?:explain(?:s|ed)?|analy[sz]e[sd]?|clarif(?:y|ies|ied)|connect(?:s|ed)?|discuss(?:es|ed)?|compare[sd]?|evaluate[sd]?|assess(?:es|ed)?|describe[sd]?|examine[sd]?|explore[sd]?|argue[sd]?|summari[sz]e[sd]?|interpret(?:s|ed)?|consider(?:s|ed)?|address(?:es|ed)?|outline[sd]?|cover(?:s|ed)?|provide[sd]?|present(?:s|ed)?)\s+(?:how|why|that|whether)?\s*/i;

/** Parts of a report that need not be called what they are: whether they are there is no matter of words. */
const parts =
  /^(?:(?:an?|the|one|two|three|some|at least \w+|\d+)\s+)?(?:[\w-]+\s+){0,3}(?:summar(?:y|ies)|conclusions?|introductions?|abstracts?|charts?|graphs?|figures?|diagrams?|images?|illustrations?|maps?|timelines?|glossar(?:y|ies)|append(?:ix|ices)|bibliograph(?:y|ies)|outlines?|checklists?|footnotes?|tables?|lists?|matri(?:x|ces)|examples?|sections?|headings?|sources?|references?|citations?|links?)\b/i;
const zhParts =
  /(?:摘要|结论|引言|导言|图表?|导图|目录|附录|时间[线轴]|表格?|清单|列表|示例|例子|案例|小结|总结|章节|标题|来源|参考文献|引用|链接)(?:部分|内容)?$/;

function englishContent(bare: string): Demand {
  const omission = omits.exec(bare)?.[0];
  const rest = omission === undefined ? bare : bare.slice(omission.length);
  const statement = says.exec(rest)?.[0];
  if (statement !== undefined || omission !== undefined) {
    const matter = rest.slice(statement?.length ?? 0);
    const isPart = /^(?:includ|giv|list)(?!.*\bthat\b)/i.test(statement ?? "") && parts.test(matter);
    return isPart ? { type: "other" } : { type: "says", matter, isOmission: omission !== undefined };
  }
  const treatment = treats.exec(bare)?.[0];
  return treatment === undefined
    ? { type: "other" }
    : { type: "treats", matter: bare.slice(treatment.length) };
}

const zhSays =
  /^(?:指出|说明|提到|提及|列出|写明|定义|给出|提出|介绍|陈述|包含|包括|识别|强调|注明|写出)(?:了|出|到)?(?:：|:|，)?/;
const zhOmits = /^(?:未能|没有|未|遗漏|缺少|漏掉|忽略)(?:了)?/;
/** “分析框架的完整性” names a thing and demands nothing of it. */
const zhTreats =
  /^(?:分析|解释|讨论|比较|对比|评估|论证|探讨|阐述|阐明|总结|归纳|描述|论述|评价)(?!对象|框架|方法|结果|过程|维度|角度|深度|广度|部分|能力|工具|质量|层次|逻辑|体系|结构|性|力)(?:了|出)?(?:：|:|，)?/;

function chineseContent(bare: string): Demand {
  const omission = zhOmits.exec(bare)?.[0];
  const rest = omission === undefined ? bare : bare.slice(omission.length);
  const statement = zhSays.exec(rest)?.[0];
  const isLeftOut = omission !== undefined && /[漏缺忽]/.test(omission);
  if (statement !== undefined || isLeftOut) {
    const matter = rest.slice(statement?.length ?? 0);
    const isPart = /^(?:包含|包括|列出|给出|提出)/.test(statement ?? "") && zhParts.test(matter);
    return isPart ? { type: "other" } : { type: "says", matter, isOmission: omission !== undefined };
  }
  const treatment = zhTreats.exec(bare)?.[0];
  return treatment === undefined
    ? { type: "other" }
    : { type: "treats", matter: bare.slice(treatment.length) };
}

const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ten: 10,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  十: 10,
};

function numberOf(text: string): number {
  return numberWords[text.toLowerCase()] ?? Number(text.replaceAll(",", ""));
}
