import { type JudgeTexts, lostVerdicts } from "./judge-texts.ts";

const number = (value: number): string => value.toFixed(3);
const percent = (share: number | undefined): string =>
  share === undefined ? "–" : `${Math.round(100 * share)}%`;

/** Chinese texts of `deepwell judge`. */
export const judgeChinese: JudgeTexts = {
  judgedBy: (judge, usesLanguageModel) =>
    usesLanguageModel ? `评判者：${judge}` : "评判者：内置（未使用语言模型，只判定凭词句能判定的标准）",
  mappings: {
    evaluation: "评测（1、½、0）",
    reward: "奖励（严格二值）",
    "public-binary": "公开仓库二值（部分 = 不满足）",
  },
  score: (mapping, { value, decided, low, high, coverage }) =>
    value === undefined
      ? `得分，${mapping}：未定，在 ${number(low)} 与 ${number(high)} 之间；已判定权重 ${percent(coverage)}${decided === undefined ? "" : `，该部分得分 ${number(decided)}`}`
      : `得分，${mapping}：${number(value)}`,
  fatal: (ids) => `（未通过致命项：${ids.join("、")}）`,
  noRubrics: "该任务没有评分标准：只检查形式，不给得分。",
  colon: "：",
  quoted: (text) => `“${text}”`,
  effort: ({ trials, calls, cached, parts, usage, failures }, cost) =>
    `独立评判 ${trials} 次${lostVerdicts(failures) === 0 ? "" : ` · 未得到的结论 ${lostVerdicts(failures)} 个`} · 请求 ${calls} 次 · 取自缓存 ${cached} · 分段 ${parts}${usage === undefined ? "" : ` · 词元：输入 ${usage.inputTokens}，输出 ${usage.outputTokens}`}${cost === undefined ? "" : ` · 费用：${cost}`}`,
  disagreement: ({ compared, disagreeing }) =>
    `调换顺序后的各次评判在 ${compared} 条标准中有 ${disagreeing} 条不一致`,
  rubrics: "评分标准",
  verdicts: { full: "满足", partial: "部分满足", none: "不满足" },
  flaws: { full: "存在缺陷", partial: "部分存在缺陷", none: "不存在缺陷" },
  unknown: {
    judgement: "无法判定：属于主观判断",
    explanation: "无法判定：是否讲清楚需要理解",
    unsure: "无法判定：打分模型没有把握",
    "other-language": "无法判定：报告与标准所用语言不同",
  },
  causes: {
    timeout: "没有结论：未及时回答",
    "model-failed": "没有结论：模型出错",
    malformed: "没有结论：回答不符合格式",
    missing: "没有结论：回答遗漏了该条",
    "evidence-not-found": "没有结论：所引文字不在报告中",
  },
  form: "形式",
  inspections: {
    format: "格式",
    language: "语言",
    structure: "结构",
    references: "出处",
    repetition: "重复",
    "sub-questions": "问题的各部分",
  },
  fine: "未发现问题",
  problem(problem) {
    switch (problem.type) {
      case "empty":
        return "没有文字";
      case "leftover":
        return `残留的模型协议标记：${problem.words}`;
      case "open-code-block":
        return "代码块没有结束";
      case "other-language":
        return `语言为 ${problem.found}，提问语言为 ${problem.wanted}`;
      case "no-headings":
        return "篇幅长而没有标题";
      case "empty-section":
        return `“${problem.words}”之下没有内容`;
      case "mostly-lists":
        return `${percent(problem.share)} 的文字在列表中`;
      case "mark-without-reference":
        return `没有文献说明 ${problem.words}`;
      case "no-references":
        return "没有给出来源";
      case "repeats":
        return `${percent(problem.share)} 的内容重复三次以上`;
      case "sub-question-missing":
        return `几乎没有出现其中的词：${problem.words}`;
      default:
        return problem satisfies never;
    }
  },
  citations: ({ recall, precision, inventedShare, unsupportedShare, ...found }) =>
    `引用：召回率 ${percent(recall)}，精确率 ${percent(precision)}，未获支持 ${percent(unsupportedShare)}，凭空引用 ${percent(inventedShare)}；在所引段落中找到引文 ${found.quotesFound}/${found.quotesChecked}，数字与日期 ${found.numbersChecked - found.numbersMissing}/${found.numbersChecked}（deepwell verify 逐条列出）`,
  dimensions: { depth: "深度", logic: "逻辑", coverage: "覆盖" },
  preferences: { first: "另一份报告（--against）", second: "本报告", tie: "持平" },
  overall: "总体",
  orderDependent: (dimensions) => `仅由呈现顺序决定，因此算持平：${dimensions.join("、")}`,
  keeps: { yes: "作为修订稿可以采用：深度或逻辑更好，且没有丢失内容。", no: "作为修订稿不予采用。" },
  noComparison: (reason) => `没有比较结果：${reason}`,
  principles: {
    atomic: "原子性",
    verifiable: "可验证",
    unambiguous: "无歧义",
    independent: "独立性",
    aligned: "一致性",
  },
  rules: {
    "several-demands": (words) => `一条里有多项要求：${words}`,
    "matter-of-taste": (words) => `主观判断，缺少衡量标准：${words}`,
    "truth-not-given": (words) => `没有写明怎样才算对：${words}`,
    "vague-amount": (words) => `数量不明：${words}`,
    "open-list": (words) => `列举不封闭：${words}`,
    "no-subject": (words) => `指代不明：${words}`,
    "double-negative": (words) => `双重否定：${words}`,
    "sign-turned": (words) => `措辞与权重的正负相反：${words}`,
    overlaps: (other) => `与 ${other} 要求相同`,
    "counts-twice": (other) => `同一件事正反各计一次：${other}`,
    "other-language": (language) => `与任务的语言不同：${language}`,
    "off-topic": () => "与任务和其他标准没有共同的词",
    "not-in-task": () => "标为显式要求，但任务中没有提到",
  },
  lintSummary: (findings, rubrics) => `${rubrics} 条标准，${findings} 条提示`,
  meaning: {
    embedded: "内置评判只计数和比较词句，需要理解的标准一律留空。用 --model-judge NAME 可由语言模型评判。",
    model: "结论由语言模型给出；每处引文都已在报告中核对。",
  },
};
