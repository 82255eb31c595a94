/** Sentences about the report or the search itself, which no source can support. */
const aboutItself = [
  /^(?:in |for |by |as of )?(?:this|the following|the present) (?:report|brief|answer|summary|section|overview|table|list|document)\b/i,
  /^(?:the )?(?:sources?|passages?|documents?|pages?|evidence|quotations?) (?:that (?:were|was) )?(?:found|read|seen|searched|cited|below|above|here|used|available)\b/i,
  /^(?:no|none of the|nothing|not enough) (?:[\w-]+ ){0,3}(?:sources?|passages?|evidence|documents?|results?|pages?|answers?)\b/i,
  /^(?:nothing|no answer)(?: sufficient| else| more| relevant)? (?:was|were|could be|has been) found\b/i,
  /^(?:searched(?: for)?|tried|queries tried|not found|sources?|references?|see also|note)\s*[:：]/i,
  /^(?:the|some|all|most|more than one version)\b[^.]{0,60}\b(?:sources?|evidence|versions?)\b[^.]{0,40}\b(?:differ|disagree|agree|different values|comes? from|was found|were found|language|is quoted|are quoted)\b/i,
  /^(?:see|what comes closest is)\b[^.]{0,10}“|^the newer of (?:these|the two) is\b/i,
  /^(?:this|it) (?:could not|cannot|can not) be (?:verified|confirmed|answered|determined)\b/i,
  /^(?:以下|本|上述|下列|下文|上文)(?:报告|简报|回答|摘要|部分|小节|综述|表格?|列表|内容|文)/,
  /^(?:已?查到|查阅|检索到|引用|阅读)的?(?:资料|来源|文献|网页|材料)/,
  /^(?:没有|未能?|尚未|无法)(?:在[^，。]{0,20})?(?:找到|查到|检索到|核实|证实|确认|回答)/,
  /^(?:所查|部分|全部|不同|各)(?:来源|资料|内容|证据)/,
  /^关于“[^”]{1,80}”，(?:没有找到|未找到|不同来源)/,
  /^(?:最接近的内容|其中较新的|检索到.{1,60}的不同版本|见“)/,
  /^(?:检索词|已检索|未找到|来源|参考文献|参见|另见|注)\s*[:：]/,
] as const;

const words = /\p{Script=Han}|[\p{L}\p{M}]+/gu;
/** Fewer words than these, and no number: a label, not an assertion. */
const fewestWords = { latin: 3, han: 4 } as const;

/**
 * Whether a sentence, without its citations, asserts something that a source could support. Questions, labels,
 * introductions to what follows and sentences about the report itself do not.
 */
export function asserts(sentence: string): boolean {
  const text = sentence.trim().replace(/^[\p{P}\p{S}\s]+(?=[\p{L}\p{N}])/u, "");
  if (/[?？][”’」』"')）\s]*$/u.test(text) || isLeadIn(text)) return false;
  if (aboutItself.some((pattern) => pattern.test(text))) return false;
  const found = text.match(words) ?? [];
  const isHan = found.some((word) => /\p{Script=Han}/u.test(word));
  if (/\d/.test(text)) return found.length > 0;
  return found.length >= (isHan ? fewestWords.han : fewestWords.latin);
}

/** Whether an introduction says enough to be checked itself where it is cited. */
export function isShortLeadIn(sentence: string): boolean {
  const found = sentence.match(words) ?? [];
  const isHan = found.some((word) => /\p{Script=Han}/u.test(word));
  return isLeadIn(sentence) && !/[\d“"「]/.test(sentence) && found.length < (isHan ? 12 : 7);
}

/** Whether a sentence only introduces the list, table or quotation that follows. */
export function isLeadIn(sentence: string): boolean {
  return /[:：]\s*$/u.test(sentence.trim());
}
