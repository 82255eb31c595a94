import type { SearchIntent } from "./search-engine.ts";

/** Words that speak for an intent, and how much. */
export interface IntentCue {
  readonly pattern: RegExp;
  /** 0 to 1: how often a query with such a word has the intent. */
  readonly weight: number;
}

const strong = (pattern: RegExp): IntentCue => ({ pattern, weight: 0.6 });
const weak = (pattern: RegExp): IntentCue => ({ pattern, weight: 0.3 });

/** The cues of every intent, English before Chinese. */
export const intentCues: Readonly<Record<SearchIntent, readonly IntentCue[]>> = {
  general: [],
  encyclopaedia: [
    weak(/\b(?:who (?:is|was|were)|what (?:is|are|was|were)|where (?:is|was)|when (?:was|did|were))\b/gi),
    weak(
      /\b(?:born|died|founded|invented|named after|capital of|history of|definition of|biography|wikipedia)\b/gi,
    ),
    weak(/是谁|什么是|是什么|在哪里|何时|哪一年|出生|去世|创立|成立于|首都|历史|定义|简介|百科/g),
  ],
  academic: [
    strong(
      /\b(?:arxiv|doi|preprints?|peer[- ]reviewed|meta-analys[ie]s|systematic reviews?|et al|pubmed)\b/gi,
    ),
    strong(
      /\b(?:papers?|literature|journals?|randomi[sz]ed|clinical trials?|cohort|in vi(?:vo|tro)|theorem)\b/gi,
    ),
    weak(
      /\b(?:stud(?:y|ies)|research|researchers|experiments?|evidence|efficacy|hypothes[ie]s|scientists?|dataset)\b/gi,
    ),
    weak(
      /\b(?:neural|quantum|gene|genome|protein|molecul\w+|disease|patients|algorithm|benchmark|electrolyte)\b/gi,
    ),
    weak(
      /\b(?:effects? of|outcomes?|therap(?:y|ies)|treatments?|cancer|vaccines?|cardiovascular|clinical|toxicity|physics)\b/gi,
    ),
    strong(/论文|文献|预印本|期刊|学术|综述|元分析|荟萃分析|临床试验|随机对照|队列研究/g),
    weak(
      /研究|实验|疗效|假说|科学家|数据集|算法|基因|蛋白质|分子|疾病|患者|影响|治疗|疫苗|癌症|药物|神经网络|量子/g,
    ),
  ],
  news: [
    strong(/\b(?:news|breaking|headlines?|today|yesterday|this (?:week|month)|last (?:week|night))\b/gi),
    weak(
      /\b(?:latest|recent(?:ly)?|current(?:ly)?|announce[sd]?|announcement|now|upcoming|elections?|protests?)\b/gi,
    ),
    weak(
      /\b(?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d\b/g,
    ),
    strong(/新闻|今天|昨天|昨日|今日|本周|本月|头条|快讯|突发/g),
    weak(/最新|近日|最近|目前|宣布|发布会|动态|选举|抗议|20\d\d年\d{1,2}月/g),
  ],
  finance: [
    strong(
      /\b(?:stocks?|share price|shareholders?|earnings|ebitda|10-[kq]|sec filings?|balance sheet|dividends?)\b/gi,
    ),
    strong(
      /\b(?:market cap(?:itali[sz]ation)?|ipo|fiscal (?:year|quarter)|annual report|bond yields?|hedge funds?)\b/gi,
    ),
    weak(
      /\b(?:revenue|profits?|margin|valuation|investors?|investment|interest rates?|exchange rates?|nasdaq|nyse)\b/gi,
    ),
    strong(/股票|股价|财报|年报|季报|市值|上市公司|净利润|营业收入|股息|分红|债券收益率|市盈率/g),
    weak(/营收|利润|毛利|估值|投资者|投资|利率|汇率|基金|融资|证券|央行/g),
  ],
  law: [
    strong(
      /\b(?:statutes?|case law|u\.s\.c\.?|c\.f\.r\.?|gdpr|plaintiffs?|defendants?|supreme court|jurisdiction)\b/gi,
    ),
    strong(
      /\b(?:legislation|criminal code|civil code|(?:article|section|§) ?\d+[a-z]?|\w+ v\.? [A-Z]\w+)\b/g,
    ),
    weak(
      /\b(?:laws?|legal(?:ly)?|illegal|regulations?|courts?|rulings?|liability|directive|penalt(?:y|ies)|rights?)\b/gi,
    ),
    strong(
      /法律|法规|条例|法院|判决|司法解释|民法典|刑法|宪法|诉讼|第[一二三四五六七八九十百千\d]+条|[\p{Script=Han}]{2,8}法(?=[》第的规中关]|$)/gu,
    ),
    weak(/规定|违法|合法|处罚|责任|权利|义务|合同|仲裁|律师/g),
  ],
  code: [
    strong(
      /\b(?:stack ?trace|exception|segfault|npm|pip install|github|git (?:rebase|merge|commit)|regex|dockerfile)\b/gi,
    ),
    strong(
      /\b(?:typescript|javascript|python|rust|golang|kotlin|c\+\+|node\.js|react|django|pytorch|postgres(?:ql)?)\b/gi,
    ),
    strong(/\b[a-z]+[A-Z]\w*\(|\b\w+(?:::|\.)\w+\(\)|\b[A-Z]\w+(?:Error|Exception)\b|\b--[a-z][\w-]+/g),
    weak(
      /\b(?:api|sdk|librar(?:y|ies)|framework|compil\w+|debug\w*|bug|function|deprecated|kubernetes|docker|sql|cli)\b/gi,
    ),
    strong(/报错|代码|编程|源码|编译|函数|程序员|开源项目/g),
    weak(/接口|框架|调试|开源|软件库|数据库|脚本|部署/g),
  ],
  statistics: [
    strong(
      /\b(?:statistics|census|gdp|per capita|unemployment rate|inflation rate|mortality rate|birth rate|cpi)\b/gi,
    ),
    weak(
      /\b(?:how many|how much|percent(?:age)?|population|average|median|growth rate|share of|number of|emissions)\b/gi,
    ),
    weak(
      /\b(?:inflation|unemployment|exports|imports|life expectancy|(?:19|20)\d\d ?(?:to|-|–) ?(?:19|20)\d\d)\b/gi,
    ),
    strong(/统计|人口普查|国内生产总值|失业率|通胀率|死亡率|出生率|增长率|人均/g),
    weak(/多少|比例|占比|人口|平均|数量|销量|产量|出口|进口|通货膨胀|排放量|百分/g),
  ],
};
