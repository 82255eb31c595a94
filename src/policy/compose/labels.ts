import type { Ground } from "./dispute/ground.ts";

/** The composer's own words; everything else in a report comes out of a source. */
export interface Labels {
  readonly shortAnswer: string;
  readonly details: string;
  readonly comparison: string;
  readonly disagreement: string;
  readonly gaps: string;
  readonly notes: string;
  /** Between the headings of sub-questions that one sentence answers together. */
  readonly and: string;
  /** Between sentences. */
  readonly space: string;
  readonly colon: string;
  readonly separator: string;
  readonly listEnd: string;
  readonly noCounterpart: string;
  readonly noSource: string;
  readonly notOutright: string;
  readonly noValue: Readonly<Record<"amount" | "duration" | "date" | "person" | "place", string>>;
  readonly pointsOn: (publisher: string, page: string) => string;
  readonly closest: string;
  readonly closestIs: (heading: string) => string;
  readonly sameAs: (heading: string) => string;
  readonly gap: (topic: string) => string;
  readonly tried: (queries: string) => string;
  readonly quote: (query: string) => string;
  readonly disagree: (topic: string) => string;
  /** Between parts of a line. */
  readonly listComma: string;
  readonly dated: (date: string) => string;
  /** How many other independent origins give the same value. */
  readonly andOthers: (count: number) => string;
  /** Why a value is not believed. */
  readonly grounds: Readonly<Record<Ground, string>>;
  readonly undecided: string;
  /** Others say something else and are not believed. */
  readonly seeOthers: string;
  /** Opens the values of others that may as well be right. */
  readonly others: string;
  /** Nobody else bears out an answer, and nothing is known of who gives it. */
  readonly alone: string;
  readonly onSubject: (subject: string) => string;
  readonly singleSource: (name: string) => string;
  readonly newerVersion: (title: string) => string;
  readonly olderVersion: (title: string) => string;
  /** A text that is quoted though it lost its force. */
  readonly repealed: (title: string, by: string, on: string) => string;
  /** A text much older than the newest that is quoted. */
  readonly old: (title: string, year: string) => string;
  readonly otherLanguage: string;
  /** Which side a comparison comes out for; the values stand above it. */
  readonly earlier: (name: string) => string;
  readonly later: (name: string) => string;
  readonly less: (name: string) => string;
  readonly more: (name: string) => string;
}

const english: Labels = {
  shortAnswer: "Short answer",
  details: "Details",
  comparison: "Side by side",
  disagreement: "Where the sources differ",
  gaps: "What was not found",
  notes: "About the sources",
  and: " and ",
  space: " ",
  colon: ":",
  separator: "; ",
  listEnd: ".",
  noCounterpart: "No matching passage was found.",
  noSource: "No source that was found answers this.",
  notOutright: "No source that was found says so outright.",
  noValue: {
    amount: "No source that was found states an amount.",
    duration: "No source that was found states how long.",
    date: "No source that was found states a date.",
    person: "No source that was found names anyone.",
    place: "No source that was found names a place.",
  },
  pointsOn: (publisher, page) => `${publisher} does not answer this itself; its page ${page} points on:`,
  closest: "The closest it comes:",
  sameAs: (heading) => `See “${heading}”: one passage answers both.`,
  closestIs: (heading) => `What comes closest is under “${heading}”.`,
  gap: (topic) => `Nothing sufficient was found about “${topic}”.`,
  tried: (queries) => `Searched for: ${queries}.`,
  quote: (query) => `“${query}”`,
  disagree: (topic) => `The sources give different values for “${topic}”:`,
  listComma: ", ",
  dated: (date) => date,
  andOthers: (count) =>
    count === 1 ? "and one other independent source" : `and ${count} other independent sources`,
  grounds: {
    replaced: "replaced since",
    standing: "a publisher of lesser standing",
    stuffed: "under a title that is made to be found",
    newer: "older",
    corroborated: "in fewer independent sources",
    signed: "without a date or an author",
  },
  undecided: "Nothing in these sources decides between them.",
  seeOthers: "See “Where the sources differ” for what others say.",
  others: "Sources differ, and nothing decides between them; another one says:",
  alone: "It could not be confirmed elsewhere: one source says so, and it is not known to be reliable.",
  onSubject: (subject) => `About ${subject}:`,
  singleSource: (name) => `All of the evidence comes from one publisher, ${name}.`,
  newerVersion: (title) => `More than one version of ${title} was found; the newer one is quoted.`,
  olderVersion: (title) =>
    `More than one version of ${title} was found; an older one is quoted and may be out of date.`,
  repealed: (title, by, on) =>
    `${title} is no longer in force: ${by} repealed it${on === "" ? "" : ` as of ${on}`}. Nothing in force was found in its place.`,
  old: (title, year) => `The text of ${title} is of ${year}; later rules may have changed what it says.`,
  otherLanguage: "Some sources are in another language and are quoted in it.",
  earlier: (name) => `Going by these dates, **${name}** comes first.`,
  later: (name) => `Going by these dates, **${name}** comes later.`,
  less: (name) => `Going by these values, **${name}** has less.`,
  more: (name) => `Going by these values, **${name}** has more.`,
};

const chinese: Labels = {
  shortAnswer: "简要回答",
  details: "依据",
  comparison: "对照",
  disagreement: "来源之间的差异",
  gaps: "未找到的内容",
  notes: "关于来源",
  and: "、",
  space: "",
  colon: "：",
  separator: "；",
  listEnd: "。",
  noCounterpart: "未找到对应规定。",
  noSource: "所查来源中没有找到直接回答。",
  notOutright: "所查来源没有就此明确说明。",
  noValue: {
    amount: "所查来源没有写明数额。",
    duration: "所查来源没有写明期限。",
    date: "所查来源没有写明日期。",
    person: "所查来源没有写明是谁。",
    place: "所查来源没有写明地点。",
  },
  pointsOn: (publisher, page) => `${publisher}没有直接回答这个问题，其页面${page}指向别处：`,
  closest: "最接近的内容：",
  sameAs: (heading) => `见“${heading}”，两者由同一内容回答。`,
  closestIs: (heading) => `最接近的内容见“${heading}”。`,
  gap: (topic) => `关于“${topic}”，没有找到足够的资料。`,
  tried: (queries) => `已检索：${queries}。`,
  quote: (query) => `“${query}”`,
  disagree: (topic) => `关于“${topic}”，不同来源的数值不一致：`,
  listComma: "，",
  dated: (date) => date,
  andOthers: (count) => `另有${count}个独立来源`,
  grounds: {
    replaced: "此后已调整",
    standing: "发布者权威性较低",
    stuffed: "标题为便于检索而堆砌词语",
    newer: "较旧",
    corroborated: "印证的独立来源较少",
    signed: "未写明日期和作者",
  },
  undecided: "所查来源无法确定哪一个正确。",
  seeOthers: "见“来源之间的差异”：另有来源的说法不同。",
  others: "不同来源的说法不一，无法确定哪一个正确，另有来源称：",
  alone: "未能在其他来源中核实：只有一个来源这样说，且不能确定其是否可靠。",
  onSubject: (subject) => `关于${subject}：`,
  singleSource: (name) => `全部内容出自同一来源：${name}。`,
  newerVersion: (title) => `检索到${title}的不同版本，本文引用较新的版本。`,
  olderVersion: (title) => `检索到${title}的不同版本，本文引用的不是最新版本，内容可能已经修改。`,
  repealed: (title, by, on) =>
    `${title}已由《${by}》${on === "" ? "" : `自${on}起`}废止，未检索到替代它的现行规定。`,
  old: (title, year) => `${title}的文本为${year}年版本，之后的规定可能已有变化。`,
  otherLanguage: "部分来源使用其他语言，引文保留原文。",
  earlier: (name) => `按上述日期，**${name}**在先。`,
  later: (name) => `按上述日期，**${name}**在后。`,
  less: (name) => `按上述数值，**${name}**较少。`,
  more: (name) => `按上述数值，**${name}**较多。`,
};

/** Labels for a BCP 47 primary tag; English where the language has none. */
export function labelsFor(language: string): Labels {
  return language.toLowerCase().startsWith("zh") ? chinese : english;
}
