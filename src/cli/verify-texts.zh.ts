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
  unmet: (written) =>
    `本次研究从未见过的引用和网址：${written.length}${written.length === 0 ? "" : `（${written.join("、")}）`}`,
  shares: ({ recall, precision }) =>
    `引用召回率 ${percent(recall)}（得到证实的论断）· 精确率 ${percent(precision)}（与论断相关的引用）`,
  judged: (judge, { full, partial, none, unsure, unavailable }) => {
    const known = `有把握 ${full + partial + none} 条（支持 ${full}，部分支持 ${partial}，不支持 ${none}），没有把握 ${unsure} 条`;
    return `评判（${judge === "embedded" ? "内置" : judge}）：${known}${unavailable > 0 ? `，无法评判 ${unavailable} 条` : ""}`;
  },
  titled: (title, count) => `${title}（${count}）`,
  failing: "未通过核查的论断",
  altered: "report.md 中与存档原文不一致的证据段落",
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
  next: "方括号中的编号即 report.md 中的编号，对应段落列于“证据摘录”。可修改后重新核查；--mark 会写出带标记的副本。",
  meaning: "核查将报告与所存来源的原文逐字节比对。评判只比较词句，可能有误；它存疑之处请人工阅读。",
};
