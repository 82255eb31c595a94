import type { EngineUse, Problem, Statistics } from "../report.ts";
import type { Labels } from "./labels.ts";

function flag(problem: Problem): string {
  switch (problem.type) {
    case "uncited":
      return "未注明来源";
    case "unknown-citation":
      return "引用了本次研究从未见过的来源";
    case "source-missing":
      return "来源原文已不在存档中";
    case "source-altered":
      return "存档的来源原文已被改动";
    case "passage-invalid":
      return "来源中不存在所引位置";
    case "quote-missing":
      return "所引段落中没有这段引文";
    case "quote-altered":
      return problem.nearest === ""
        ? "引文与原文不符"
        : `引文与原文不符，原文为“${problem.nearest}”，并非“${problem.quote}”`;
    case "quote-elsewhere":
      return "引文在该来源中，但不在所引段落";
    case "number-missing":
      return `所引段落中没有：${problem.number}`;
    case "number-elsewhere":
      return `在该来源中，但不在所引段落：${problem.number}`;
    case "number-misplaced":
      return `属于本句的另一处引用：${problem.number}`;
    case "number-unit":
      return `原文为${problem.found}，并非${problem.number}`;
    case "wording-turned":
      return `与来源说法相反，原文为“${problem.nearest}”`;
    case "overlap-low":
      return `与所引段落仅有${Math.round(100 * problem.share)}%的用词相同`;
    case "nothing-checked":
      return "无法与来源比对";
    default:
      return problem satisfies never;
  }
}

function checkLines(statistics: Statistics): readonly string[] {
  const { quotesFound, quotesChecked, numbersChecked, numbersMissing } = statistics;
  const removed = statistics.unknownCitations + statistics.linksRemoved;
  return [
    `论断：共${statistics.claims}条，其中${statistics.supported}条有据，${statistics.partly}条部分有据，${statistics.unsupported}条无据，${statistics.uncited}条未注明来源。`,
    `引文：核对${quotesChecked}处，${quotesFound}处见于所引段落（逐字一致，或仅排版不同）。`,
    `数字与日期：核对${numbersChecked}处，${numbersChecked - numbersMissing}处见于所引段落。`,
    `来源：采用${statistics.sourcesUsed}个，独立出处${statistics.independentSources}个。`,
    ...(statistics.dropped > 0 ? [`因缺乏依据而删去${statistics.dropped}句。`] : []),
    ...(removed > 0 ? [`删去没有存档依据的引用或链接${removed}处。`] : []),
  ];
}

const filterNames: Readonly<Record<string, string>> = {
  language: "语言",
  since: "起始日期",
  until: "截止日期",
  domains: "限定网站",
  excludeDomains: "排除网站",
};

function engineUse({ engine, answered, failed, skipped, found, unmapped }: EngineUse): string {
  return [
    `${engine}：${answered + failed}次查询中答复${answered}次，结果${found}条`,
    ...(skipped === 0 ? [] : [`因故障或达到频率上限，有${skipped}次没有询问`]),
    ...(unmapped.length === 0
      ? []
      : [`无法按此筛选：${unmapped.map((name) => filterNames[name] ?? name).join("、")}`]),
  ].join("；");
}

export const chineseLabels: Labels = {
  report: "研究报告",
  brief: "证据简报",
  briefNote: "证据简报：未使用语言模型，由原文引文编排而成。",
  question: "问题",
  writtenBy: (policy) => `撰写：${policy}`,
  references: "参考资料",
  evidence: "证据摘录",
  searched: "检索记录",
  checks: "核查结果",
  sources: "来源",
  skip: "跳到正文",
  onlyFailing: "只看未获支持的内容",
  nothingFailing: "所有论断均通过核查",
  close: "关闭",
  openSource: "打开来源",
  openAtPassage: "打开原文此处",
  storedText: "存档原文",
  citedBy: "引用此处的论断",
  backToText: "回到正文",
  partialRun: "本次研究提前结束，报告不完整。",
  emptyBody: "答复中没有一句得到来源支持。",
  table: "表格",
  official: "官方",
  contested: "有争议",
  lowAuthority: "可信度低",
  reason: ({ zh }) => zh,
  kinds: {
    government: "政府机关",
    intergovernmental: "政府间国际组织",
    regulator: "监管机构",
    statistics: "统计机构",
    standards: "标准",
    "exchange-or-filing": "交易所或披露平台",
    university: "高等院校",
    "research-institute": "研究机构",
    scholarly: "学术出版",
    reference: "工具书",
    "museum-or-archive": "博物馆或档案馆",
    association: "社会团体",
    "think-tank": "智库",
    media: "新闻媒体",
    "official-media": "官方媒体",
    "specialist-press": "专业媒体",
    vendor: "厂商或运营方",
    "user-content": "用户内容",
    shop: "商店",
    "content-farm": "内容农场",
    mirror: "转载或聚合站点",
    misinformation: "不可靠媒体",
  },
  accessed: (date) => `访问于${date}`,
  pages: (pages) => `第${pages.join("、")}页`,
  bytes: (start, end) => `字节${start}–${end}`,
  hash: "存档原文的SHA-256",
  source: (label, title) => `来源${label}：${title}`,
  verdicts: {
    supported: "有据",
    partly: "部分有据",
    unsupported: "无据",
    uncited: "未注明来源",
  },
  match: {
    exact: "引文与原文逐字一致",
    normalised: "引文一致，仅排版不同",
    elided: "引文一致，有省略",
    close: "引文一致，仅标点或大小写不同",
    altered: "引文与原文不符",
    missing: "未找到引文",
    passage: "转述，非引文",
  },
  numberMatch: {
    found: "见于原文",
    rounded: "见于原文，已取整",
    misplaced: "属于另一处引用",
    elsewhere: "见于该来源他处",
    "other-unit": "原文单位不同",
    missing: "未见于原文",
  },
  numbersFound: (found) => `${found}个数字见于原文`,
  flag,
  uncitedRun: (sentences) => `以上${sentences}句未注明来源`,
  inherited: "由相邻句子的引用支持",
  wordsShared: (share) => `${Math.round(100 * share)}%的用词相同`,
  summary: ({ supported, claims }) => `${claims}条论断中有${supported}条通过全部核查`,
  checkLines,
  meaning:
    "由程序对照各来源存档原文的字节核对：引文、数字、日期与共同用词。“有据”指通过上述核对，并不表示经人工判断。",
  queries: "检索词",
  noQueries: "没有检索记录。",
  engines: "网络搜索引擎",
  engineUse,
  leads: (found) => `网上另找到${found}个页面，未读。`,
  seen: ({ sourcesSeen, sourcesUsed }) => `共见到${sourcesSeen}个来源，引用${sourcesUsed}个。`,
  failures: "失败记录",
  noFailures: "没有失败。",
  quote: (text) => `“${text}”`,
  comma: "，",
  stop: "。",
  colon: "：",
  separator: "；",
};
