import { type AnswerKind, overviewId, type SubQuestion } from "../question.ts";
import { findValues, type ValueType } from "./values.ts";

interface Signal {
  /** The sentence has the form of an answer of this kind. */
  readonly strong: RegExp;
  /** It speaks of the matter. */
  readonly weak?: RegExp;
}

const free =
  /(?<![-\w])free\b(?! (?:speech|trade|time|software|press|market|will|from\b))|\bno (?:cost|charge|fees?)\b|\bfee[- ]?(?:free|waived)|免费|免收|不收取?(?:任何)?费|不(?:得|予)?收费/i;

const actions =
  "contact|call|apply|file|fill|complete|submit|report|visit|go|send|mail|bring|use|request|ask|get|make|take|write|check|" +
  "follow|download|register|schedule|sign|pay|provide|order|return|place|open|keep|gather|find|choose|talk|notify|tell|" +
  "show|enter|select|print|log in|create|update|renew|replace|start|begin|set up|look up|freeze";
/** An order, alone or behind a condition or a label: “If you are abroad, contact …”, “Online: Use …”. */
const instruction = new RegExp(
  `^(?:[^:.]{1,40}: |(?:if|when|once|before|after|to|for|at|by|in|online|step|depending)\\b.{0,200}[,:] ?)?(?:please )?(?:${actions})\\b(?! (?:stops?|is|are|was|were|has|have|that|which)\\b)|` +
    "(?<!\\b(?:whether|if) )\\byou(?: will|'ll|’ll)? (?:must|can|should|need|have to|may (?:be able|be eligible|also|request|apply|ask|use|file|report))\\b|\\b(?:first|next|then|step \\d+),? ",
);
const instructionChinese =
  /向[^，。]{2,30}(?:申请|提出|提交|报告|办理|申报|登记|备案)|申请[^，。]{0,20}登记|提交|携带|填写|办理|持[^，。]{2,20}(?:证|件)|书面通知|由[^，。；]{1,20}(?:协议|协商|判决|裁决|处理)|按照?[^，。；]{2,20}(?:处理|办理|继承|分配)|(?:应当|必须|须)[^，。]{0,30}(?:订立|签订|协议|申请|登记)/;

const signals: Readonly<Record<AnswerKind, Signal>> = {
  amount: {
    strong: free,
    weak: /\b(?:fees?|costs?|prices?|pay(?:ment|s|able)?|charges?|rates?|fine[sd]?|amount(?! of time)|salary|wages?)\b|费用|收费|数额|金额|价款|工资|报酬|罚款|补偿|标准/i,
  },
  duration: {
    strong: /\b(?:immediately|same day|overnight|indefinitely|for life|until)\b|立即|当日|终身|无期限/i,
    weak: /\b(?:how long|processing times?|deadlines?|period|expires?|valid (?:for|until)|takes?|wait)\b|期限|期间|时限|时效|有效期/i,
  },
  date: {
    // A time may be given by what happens then: “three months before you turn 65”.
    strong:
      /\b(?:days?|weeks?|months?|years?) (?:before|after|prior to|following|from|of (?:the|your|turning))\b|\b(?:begins?|starts?|opens?)\b[^.]{1,80}\b(?:ends?|closes?)\b|\b(?:no later than|by the (?:end|time)) |\b(?:age|turn(?:s|ing)?) \d{2}\b|之日起|届满|周岁|[自从于][^，。]{2,20}(?:起|时)(?:计算|开始|施行)?/i,
    weak: /\b(?:since|before|after|by|during|until|starting|effective)\b|日期|时间/i,
  },
  person: {
    strong:
      /(?<!^)(?<![.!?] )\b\p{Lu}\p{Ll}+(?: (?:of |the |de |van |von |la |bin |al-)?\p{Lu}[\p{L}.]*)+|\b(?:by|to|from|with|named|called) \p{Lu}\p{Ll}+|由[^，。；]{2,20}(?:负责|承担|支付|决定|执行|管理)|(?:部门|机关|法院|委员会|用人单位|当事人|人民政府|监护人|继承人)(?:应当|负责|可以|承担)/u,
    weak: /\b(?:who|whoever|anyone|person|president|director|chief|founder|author|mother|father|wife|husband|son|daughter|member|executor|owner|employer)\b/i,
  },
  place: {
    strong:
      /\b(?:located|based|situated|headquartered|born|held|lies|near|at|in) (?:in |at |near |the )?\p{Lu}\p{L}+|位于|坐落|所在地|住所地|地址|(?:向|由)[^，。]{2,24}(?:法院|机关|部门|政府)/u,
    weak: /\b(?:office|address|city|country|state|where|location)\b/i,
  },
  definition: {
    strong:
      /^(?:\S+ ){1,12}?(?:\([^)]*\) )?(?:is|are|was|were) (?:an?|the|one of|any|when)\b|^(?!(?:you|we|they|it|this|these|if|when|to|for)\b)(?:\S+ ){1,7}?(?:\([^)]*\) )?(?:provides|offers|helps|covers|pays for|gives)\b|\b(?:means|refers to|is defined as|are defined as|is called|is known as|stands for|consists of)\b|是指|，?指的是|所称[^，]{1,20}[，是]|称为|是[^，。]{2,40}的(?:总称|法律|制度|行为|机构|合同)|^[^，。]{2,16}是/i,
  },
  requirement: {
    strong:
      /\b(?:must|need(?:s|ed)?(?: to)?|required?|requires|have to|has to|shall|only if|eligible|qualif(?:y|ies)|at least|proof of|provide|bring|submit|show|(?:for|to) (?:people|adults|children|families|anyone|those|workers|veterans) (?:who|aged?|with|over|under))\b|应当|必须|不得|需要|符合|具备|提交|方可|只能|条件|不低于/i,
    weak: /\b(?:documents?|identification|form|application|evidence|criteria|conditions?)\b|材料|证明|证件/i,
  },
  reason: {
    strong:
      /\b(?:because|due to|owing to|caused? by|causes?|result(?:s|ed)? (?:of|from|in)|leads? to|led to|in order to|so that|associated with|attributed to|responsible for|explain(?:s|ed)?|since)\b|因为|由于|因此|为了|导致|原因|所致|目的是/i,
  },
  procedure: {
    strong: new RegExp(`${instruction.source}|${instructionChinese.source}`, "i"),
    weak: /\b(?:application|form|process|online|in person|by mail|by phone|replace|request)\b|申请|登记|手续|程序|流程/i,
  },
  comparison: {
    strong:
      /\b(?:whereas|unlike|differs?|different|difference|compared|in contrast|as opposed)\b|不同|区别|相比|修改为|改为/i,
  },
  list: {
    strong:
      /\b(?:includ(?:e|es|ing)|such as|following|consists? of|types? of|there are|these|either|categories|kinds)\b|包括|下列|以下|分为|等[^，。]{0,8}[。；]?$|、[^、]+、/i,
  },
  "yes-no": {
    strong:
      /\b(?:can(?:not|'t|’t)?|may(?: not)?|must(?: not)?|(?:is|are|was|were|does|do|did|has|have)(?: not|n't|n’t)?|allowed|permitted|prohibited|required|yes|no|only if|unless|increase[sd]?|decrease[sd]?|reduce[sd]?|associated)\b|可以|不得|应当|有权|无权|禁止|允许|无需|不需要|不予|不[收必能可准]|免(?:予|收|除|交|费)/i,
  },
  fact: { strong: /\d|\b\p{Lu}\p{Ll}+\b|“[^”]+”|《[^》]+》/u },
};

const valueTypes: Partial<Record<AnswerKind, readonly ValueType[]>> = {
  amount: ["money", "percent"],
  duration: ["duration"],
  date: ["date"],
};

/** The types of value that answer a kind; none where its answer is no value. */
export function valueTypesOf(kind: AnswerKind | undefined): readonly ValueType[] {
  return (kind === undefined ? undefined : valueTypes[kind]) ?? [];
}

/** What the words of a question ask for, beside its kind. */
const askedInWords: readonly { readonly kind: AnswerKind; readonly words: RegExp }[] = [
  { kind: "definition", words: /\bwhat (?:is|are) (?:an?|the)? ?[^?]{1,40}\?$|什么是|是什么/i },
  {
    kind: "amount",
    words:
      /\b(?:costs?|fees?|price|how much|charges?|salary|wages?|fine|penalt(?:y|ies)|percent(?:age)?|share of|rate)\b|多少钱|费用|工资|罚款|处罚|数额|金额|比例|赔偿|补偿/i,
  },
  {
    kind: "duration",
    words:
      /\b(?:how long|how many (?:days|weeks|months|years)|duration|deadline|time limit|within what)\b|多久|多长|几天|几年|几个月|期限|期间|时限|冷静期|天数/i,
  },
  { kind: "date", words: /\b(?:when|what (?:year|date|day))\b|何时|什么时候|哪一?年|日期|起算/i },
  {
    kind: "requirement",
    words:
      /\b(?:documents?|requirements?|eligib\w+|qualify|conditions?|do i need|must)\b|条件|材料|要求|规定/i,
  },
  { kind: "procedure", words: /\bhow (?:do|can|should|to)\b|怎么办|如何(?:办|申请)|手续|流程|程序/i },
];

/** “How” that asks for an amount. */
const howMuch = /(?:怎么|如何|怎样)(?:处罚|补偿|赔偿|计算|收费|算|罚|计发|支付)/;

/** The kinds of answer a sub-question wants, its own first; for a side of a comparison those of what is compared. */
export function wantedKinds(subQuestion: SubQuestion): readonly AnswerKind[] {
  const text = `${subQuestion.text} ${subQuestion.heading}`;
  if (subQuestion.kind === "procedure" && howMuch.test(subQuestion.text)) return ["amount", "procedure"];
  if (subQuestion.id === overviewId) return ["definition"];
  const inWords = askedInWords.filter(({ words }) => words.test(text)).map(({ kind }) => kind);
  if (subQuestion.kind !== "comparison" || subQuestion.side === undefined)
    return [...new Set([subQuestion.kind, ...inWords])];
  const compared = inWords.filter((kind) => kind !== "definition" && kind !== "requirement");
  return compared.length > 0 ? compared : ["fact"];
}

/** The form that an answer must have: the kind of the sub-question, or of what a comparison compares. */
export function leadingKind(subQuestion: SubQuestion): AnswerKind {
  return wantedKinds(subQuestion)[0] ?? subQuestion.kind;
}

/** Words that only say which kind of answer is wanted; a sentence that answers need not repeat them. */
export const kindWords: Partial<Record<AnswerKind, string>> = {
  amount:
    "cost costs fee fees price much charge pay percent percentage share amount number many 费用 多少钱 数额 金额 计算",
  duration:
    "long many often soon before after time take takes period processing days weeks months years 多久 多长 最长 期限 时间 几天 天数",
  date: "when date year day first last time old older oldest young younger youngest earlier later born 时间 日期 何时 什么时候 开始",
  person: "who person name named 谁 何人",
  place: "where place located location address 哪里 地点 何处",
  definition: "mean means meaning definition defined 定义 含义 概念",
  requirement:
    "require required requirement requirements need condition conditions eligible 条件 要求 规定 满足 符合 具备",
  reason: "why reason cause causes effect affect 原因 为什么",
  procedure:
    "apply applying application how step steps process way get do option options choice choices help 手续 流程 步骤 程序 办理",
  comparison: "difference differ different compare comparison versus 不同 区别 差异 比较 规定",
  list: "list kind kinds type types example examples 种类 类型 形式 方式 情形 情况 包括",
};

const asksWhether =
  /^(?:am|is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have)\b|吗[？?]?$|是否|能否|可否/i;

/** Whether a question can be answered with yes or no, whatever it is about. */
export function isYesNo(question: string): boolean {
  return asksWhether.test(question.trim());
}

const asksMethod =
  /(?:怎么|如何|怎样)(?:计算|算|计发|补偿|赔偿|收费|计)|计算方法|\bhow (?:is|are|do i|do you) .{0,40}\b(?:calculated?|computed?|determined?|figured?)\b/i;
const method =
  /按(?:照)?[^，。；]{2,40}(?:计算|支付|确定|计发|计收|标准)|每满[^，。；]{1,8}(?:支付|按|计)|\b(?:based on|calculated?|computed?|for each|per)\b/i;

/** Whether a question asks how an amount comes about, and a sentence says so. */
export function givesMethod(question: string, text: string): boolean {
  return asksMethod.test(question) && method.test(text);
}

const asksAge = /\b(?:what|which) age\b|\bhow old\b|几岁|多大(?:年龄|岁数)?|多少(?:周)?岁|年满多少/i;
const age =
  /\bage(?:s|d)? (?:of )?(?:\d{1,3}|eighteen|twenty-one)\b|\b\d{1,3} (?:years? old|or (?:older|over|younger))\b|\b(?:under|over|turn(?:s|ing)?) \d{1,3}\b|[\d一二三四五六七八九十]+周?岁/i;

/** Whether a question asks for an age, and a sentence gives one. */
export function givesAge(question: string, text: string): boolean {
  return asksAge.test(question) && age.test(text);
}

const bounds: readonly { readonly asks: RegExp; readonly gives: RegExp }[] = [
  {
    asks: /最(?:长|多|高|大|晚|迟)|至多|上限|\b(?:maximum|at most|the most|longest|highest|latest|upper limit)\b/i,
    gives:
      /不(?:得|能|可|应)?(?:超过|多于|高于|长于|晚于|迟于)|最(?:长|多|高|大|晚|迟)|至多|以内|以下|上限|\b(?:no (?:more|longer|later) than|up to|at most|maximum|not (?:to )?exceed|limited to)\b/i,
  },
  {
    asks: /最(?:短|少|低|小|早)|至少|下限|\b(?:minimum|at least|the least|shortest|lowest|earliest|youngest)\b/i,
    gives:
      /不(?:得|能|可|应)?(?:少于|低于|短于|早于|小于)|最(?:短|少|低|小|早)|至少|以上|下限|\b(?:no (?:less|fewer|earlier) than|at least|minimum|or (?:more|older|over))\b/i,
  },
];

/** Whether a question asks how far something may go at most or at least, and a sentence sets that limit. */
export function givesBound(question: string, text: string): boolean {
  return bounds.some(({ asks, gives }) => asks.test(question) && gives.test(text));
}

const asksCount = /\bhow many\b|\bnumber of\b|\bpopulation\b|多少(?!钱)|几[个名位次]/i;
const count =
  /(?<![\w-])\d[\d,.]*(?![\w-])|\b(?:once|twice|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?)(?:-time)?)\b|[一二两三四五六七八九十百千万]+[个名位次]/i;

/** Whether a question asks how many there are, and a sentence has a number. */
export function givesCount(question: string, text: string): boolean {
  return asksCount.test(question) && count.test(text);
}

const descent =
  /\b(?:grand)?(?:mother|father|parents?|son|daughter|child|children)\b|\bborn to\b|(?:祖|外祖)?(?:母亲?|父亲?)|儿子|女儿|子女|之[子女]/i;
const marriage =
  /\b(?:wife|husband|spouse|consort|widow(?:er)?|married|marries|marry|marriage)\b|妻子?|丈夫|配偶|结婚|嫁|娶/i;
const siblings = /\b(?:half-? ?)?(?:sister|brother|sibling)s?\b|兄弟|姐妹|[兄弟姐妹]/i;

/** Whether a question about kin of some degree is met by a sentence that names none of that degree. */
export function missesKinship(question: string, text: string): boolean {
  return [descent, marriage, siblings].some((kin) => kin.test(question) && !kin.test(text));
}

const finding =
  /^(?:conclusions?|results?|findings|interpretation)\b|\b(?:we (?:found|find|show|showed|demonstrate|conclude|observed|report)|(?:results|findings|data|study|studies|analysis) (?:show|suggest|indicate|demonstrate|reveal|confirm)\w*|(?:was|were|is|are) (?:significantly |strongly |independently )?associated with|significantly|in conclusion)\b|结果表明|研究发现|结论/i;
const studied =
  /^(?:to (?:evaluate|assess|determine|investigate|examine|compare|study|test|explore|describe|identify|measure|estimate)|objectives?|background|aims?|introduction|methods?|design|settings?|participants|purpose|patients)\b|\b(?:we (?:then |also |first )?(?:aimed|sought|defined|used|performed|conducted|analy[sz]ed|investigated|examined|evaluated|assessed|measured|studied|tested|compared|determined|hypothesi[sz]ed)|(?:was|were) (?:also |then )?(?:measured|determined|assessed|evaluated|collected|recruited|enrolled|randomi[sz]ed)|(?:this|the present) study (?:aims?|aimed|was designed|investigates)|objective (?:was|is))\b|本文旨在|本研究旨在/i;

/** In a research text: 1 for a sentence that says what was found, -1 for one that says what was done; else 0. */
export function researchRole(text: string): number {
  if (studied.test(text)) return -1;
  return finding.test(text) ? 1 : 0;
}

/** How much a sentence has the form of an answer of a kind: 0 not at all, 0.35 speaks of it, 1 states it. */
export function answerSignal(kind: AnswerKind, text: string): number {
  const wanted = valueTypes[kind];
  if (wanted !== undefined && findValues(text).some((value) => wanted.includes(value.type))) return 1;
  const signal = signals[kind];
  if (signal.strong.test(text)) return kind === "amount" || wanted === undefined ? 1 : 0.6;
  return signal.weak?.test(text) === true ? 0.35 : 0;
}

/** The same for a certain question: a count, an age or how to work it out may be the amount that it wants. */
export function formFor(question: string, kind: AnswerKind, text: string): number {
  const isAmount =
    kind === "amount" && [givesCount, givesMethod, givesAge].some((gives) => gives(question, text));
  return isAmount ? 1 : answerSignal(kind, text);
}

/** Kinds whose answer is a value: a sentence without one does not answer. */
export function wantsValue(kind: AnswerKind): kind is "amount" | "duration" | "date" | "person" | "place" {
  return kind === "amount" || kind === "duration" || kind === "date" || kind === "person" || kind === "place";
}

const pointer =
  /^(?:if you (?:have|need) (?:any |more |other |further |specific )?(?:questions|help|information)|(?:please )?(?:learn|find out|see|check|read|look|explore|review|discover|know|understand|get)\b[^.]{0,80}\b(?:how|what|where|when|if|about|more|information|guidance|details|whether|times)\b|(?:visit|go to|contact|see|call)\b[^.]{0,80}\b(?:for (?:more|further|additional|details|information)|to (?:learn|find out|see|read)))/i;
const pointerInside =
  /^(?:follow (?:the |these )?(?:guidance|steps|instructions)|use (?:the|this|our) [^.]{0,30}(?:calculator|chart|tool|finder)|you can also\b)|, (?:learn|see|read) (?:about|how|more|what)\b|\b(?:find out (?:how|what|where|when|if|more)|for (?:more|further|additional) (?:information|details|help))\b|详见|另行规定|依照[^，。]{2,30}执行|(?:依照|按照|根据)[^，。]{0,24}第[^，。]{1,12}条[^，。]{0,8}规定的[^，。]{2,12}标准|(?:依照|按照|根据)[^，。]{2,30}的(?:有关)?规定(?:承担|执行|处理|办理|确定)/i;

const toLearn = /^(?:you(?: will|'ll|’ll)? )?(?:learn|find out|discover|read|see)\b/i;

/** Whether what opens a list only says what can be learned elsewhere. */
export function opensPointers(lead: string): boolean {
  return toLearn.test(lead);
}

/** “Find unclaimed funds.”: a way into a site and not a step; short, and nothing but the name of the matter. */
const teaser = /^(?:find|get|discover|explore|search|browse|see|view)\b[^\s.]*(?: [^\s.]*)*\.?$/i;

/** Whether a sentence sends the reader elsewhere for the answer: 1 when that is all it does, 0.5 in part. */
export function pointsElsewhere(text: string): number {
  if (pointer.test(text)) return 1;
  return pointerInside.test(text) || (teaser.test(text) && text.split(" ").length <= 13) ? 0.5 : 0;
}
