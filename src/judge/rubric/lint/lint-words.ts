import type { LintRule } from "./lint-rule.ts";

/** What a single criterion is looked through for, in one language. */
export interface LintWords {
  /** Verbs that demand something of a report: each is a demand of its own. */
  readonly demands: RegExp;
  /** What joins two demands. */
  readonly joints: RegExp;
  /** Words that only a measure, an example or the right answer beside them makes checkable. */
  readonly taste: RegExp;
  readonly truth: RegExp;
  /** What makes them checkable. */
  readonly measure: RegExp;
  readonly patterns: readonly (readonly [LintRule, RegExp])[];
  /** A flaw that is worded as its absence; a merit that is worded as a flaw. */
  readonly absent: RegExp;
  readonly lacking: RegExp;
}

const englishDemands =
  "analy[sz]es?|argues?|assess(?:es)?|cites?|clarif(?:y|ies)|compares?|covers?|defines?|describes?|discuss(?:es)?|evaluates?|" +
  "explains?|gives?|highlights?|identif(?:y|ies)|includes?|indicates?|justif(?:y|ies)|lists?|mentions?|names?|notes?|offers?|" +
  "points? out|presents?|proposes?|provides?|quantif(?:y|ies)|recommends?|shows?|specif(?:y|ies)|states?|suggests?|summari[sz]es?";

export const englishLint: LintWords = {
  demands: new RegExp(`\\b(?:${englishDemands})\\b`, "gi"),
  joints: /;|\band(?: also)?\b|\bas well as\b|\bwhile also\b|\bin addition\b/i,
  taste:
    /\b(?:adequate(?:ly)?|appropriate(?:ly)?|clear(?:ly)?(?! (?:state|identif|point|defin|indicat|list|mention))|coherent(?:ly)?|compelling|comprehensive(?:ly)?|concise(?:ly)?|deep(?:ly)?|detailed|effective(?:ly)?|elegant(?:ly)?|engaging|excellent|good|great|high[- ]quality|in[- ]depth|insightful|interesting|logical(?:ly)?|meaningful(?:ly)?|nice|nuanced|professional|proper(?:ly)?|reasonable|rich|robust|satisfactory|sufficient(?:ly)?|thorough(?:ly)?|useful|well[- ](?:organi[sz]ed|structured|written))\b/i,
  truth: /\b(?:accurate(?:ly)?|correct(?:ly)?|factual(?:ly)?|true|truthful(?:ly)?|up[- ]to[- ]date|valid)\b/i,
  measure:
    /\d|["“”‘’「]|(?<!\w)'[^']+'|\b(?:such as|i\.e\.|e\.g\.|for example|for instance|including|namely|that is)\b|[:≤≥]/i,
  patterns: [
    [
      "vague-amount",
      /\b(?:several|some|various|a few|many|multiple|numerous|a number of|enough|a lot of)\b/i,
    ],
    ["open-list", /\betc\b\.?|\band so on\b|\band\/or\b|\bor similar\b|\bamong others\b/i],
    [
      "no-subject",
      /^\s*(?:it|this|these|they|those)\b(?! (?:report|response|answer|article|text|section)s?\b)/i,
    ],
    [
      "double-negative",
      /\b(?:not|never|no|without)\b[^.;]{0,60}\b(?:avoid|exclud|fail|forget|ignor|lack|miss|neglect|omit)\w*/i,
    ],
  ],
  absent: /^(?:the \w+ )?(?:avoids?|refrains?|is free (?:of|from))\b/i,
  lacking: /^(?:the \w+ )?(?:fails? to|neglects? to|omits?|ignores?|lacks?)\b/i,
};

export const chineseLint: LintWords = {
  demands:
    /(?:分析|论证|评估|评价|引用|澄清|比较|对比|涵盖|定义|描述|讨论|探讨|解释|阐述|阐明|给出|指出|识别|包含|包括|列出|提及|提到|提出|提供|量化|建议|展示|说明|总结|归纳|写明)/g,
  joints: /；|，?(?:并且|并|同时|以及|而且|且|还应?|此外)/,
  taste:
    /恰当|适当|充分|深入|深刻|高质量|优秀|清晰|清楚|全面|合理|生动|有见地|到位|良好|流畅|严谨|专业|详细|详尽|丰富|易读|易于理解|完整/,
  truth: /正确|准确|属实|真实|最新|无误/,
  measure:
    /[\d一二两三四五六七八九十]+[个项种条年月日%％]|\d|[“”‘’「」『』《》]|例如|比如|包括|诸如|即|：|如[^果何]/,
  patterns: [
    ["vague-amount", /一些|若干|多个|几个|多种|大量|足够|许多|不少/],
    ["open-list", /等等|之类|和\/或|诸如此类|等方面|等内容/],
    ["no-subject", /^\s*(?:其|它|他们|它们|这些|那些|这(?!篇|份|个报告))/],
    ["double-negative", /(?:不|没有|未|无)[^。；，]{0,20}(?:避免|缺少|缺失|遗漏|忽略|排除)/],
  ],
  absent: /^(?:报告|回答|文章|全文)?(?:应)?(?:避免|规避|杜绝)/,
  lacking: /^(?:报告|回答|文章|全文)?(?:未能|未(?!来|必|知|婚|成)|没有|缺少|缺乏|遗漏|忽略)/,
};
