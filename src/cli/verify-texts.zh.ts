import type { VerifyTexts } from "./verify-texts.ts";

const percent = (share: number | undefined): string =>
  share === undefined ? "–" : `${Math.round(100 * share)}%`;

/** Chinese texts of `deepwell verify`. */
export const verifyChinese: VerifyTexts = {
  claims: ({ claims, supported, partly, unsupported, uncited }) =>
    `论断：共 ${claims} 条，${supported} 条通过全部核查，${partly} 条部分通过，${unsupported} 条未通过，${uncited} 条未注明来源`,
  checked: ({ quotesFound, quotesChecked, numbersChecked, numbersMissing }) =>
    `在所引段落中找到：引文 ${quotesFound}/${quotesChecked}，数字与日期 ${numbersChecked - numbersMissing}/${numbersChecked}`,
  sources: ({ sourcesUsed, independentSources }) =>
    `来源：引用 ${sourcesUsed} 个，其中独立来源 ${independentSources} 个`,
  invented: (count) => `本次研究从未见过的引用和网址：${count}`,
  shares: ({ recall, precision }) =>
    `引用召回率 ${percent(recall)}（得到证实的论断）· 精确率 ${percent(precision)}（与论断相关的引用）`,
  judged: (judge, { full, partial, none, unsure, unavailable }) =>
    `评判（${judge}）：完全支持 ${full}，部分支持 ${partial}，不支持 ${none}；其中没有把握 ${unsure}${unavailable > 0 ? `，无法评判 ${unavailable}` : ""}`,
  failing: "未通过核查的论断",
  doubted: "核查通过，但评判认为所引段落可能并未这样说",
  uncovered: "原文中没有这样的词句",
  quoted: (text) => `“${text}”`,
  disagreeing: "所引来源说法不一",
  reasons: {
    number: "另一来源的数字不同",
    opposite: "另一来源的说法相反",
    negation: "另一来源持否定说法",
  },
  marked: (file) => `已写出带标记的副本：${file}`,
  meaning: "核查将报告与所存来源的原文逐字节比对。评判只比较词句，可能有误；它存疑之处请人工阅读。",
};
