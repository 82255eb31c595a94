/** What a page says about itself or tells its visitor to click; nothing that a reader of a report can use. */
const boilerplate: readonly RegExp[] = [
  /^(?:learn|read|see|find out|discover|show|view) more\b/i,
  /^(?:click|tap|press) (?:here|on|the)\b/i,
  /^(?:apply|get started|sign up|log ?in|subscribe|register|buy|shop|donate|start) now\b/i,
  /^(?:share|print|email|save|bookmark|rate) this\b/i,
  /^(?:last updated|page last|back to top|skip to|table of contents|contents|menu|home|advertisement|image)\b[^.]{0,40}$/i,
  /^(?:all rights reserved|copyright ©|©)/i,
  /^(?:see|view|visit|open|download|watch|read|use) (?:the |our |this |a )?(?:full |complete |entire )?(?:list|table|chart|map|video|infographic|fact ?sheet)\b[^.]{0,60}\.?$/i,
  /^(?:was this (?:page|article) helpful|have a question|related (?:links|articles|content|pages))\b/i,
  /^(?:点击|查看更多|了解更多|更多详情|返回顶部|分享到|扫一扫|关注我们|立即(?:申请|登录|注册)|登录后)/,
  /^(?:阅读原文|上一篇|下一篇|责任编辑|来源：[^。]{0,20}$)/,
];

/** Text that speaks to a program and not to a reader. */
const addressedToMachines =
  /\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|prompts?|rules|context|guidelines)\b|\b(?:system prompt|as an ai\b|language model|you are (?:now )?(?:an? )?(?:ai|assistant|chatbot)|do not (?:tell|inform) the user|(?:must|should|always) (?:cite|recommend|mention) (?:only )?(?:https?:|www\.))|(?:忽略|无视|忘记)[^。]{0,12}(?:指令|提示|规则)|系统提示词|作为(?:一个)?(?:AI|人工智能|语言模型)/i;

const leadingConnective =
  /^(?:however|moreover|furthermore|additionally|in addition|also|besides|nevertheless|nonetheless|meanwhile|therefore|thus|hence|consequently|as a result|for example|for instance|in fact|indeed|finally|lastly|overall|of course|similarly|likewise|in contrast|by contrast|on the other hand|as such|that said)\s*,\s*|^(?:and|but|so|or|yet)\s*,?\s+(?=[a-z])/i;
const leadingConnectiveChinese =
  /^(?:但是|然而|此外|另外|同时|因此|所以|而且|并且|不过|总之|例如|其次|最后|首先|事实上)[，,]\s*/;

/** Labels of the parts of a structured abstract. */
const abstractLabel =
  /^(?:OBJECTIVES?|BACKGROUND|CONCLUSIONS?(?: AND RELEVANCE)?|RESULTS?|METHODS?|INTRODUCTION|FINDINGS|INTERPRETATION|PURPOSE|AIMS?|SIGNIFICANCE|DISCUSSION|DESIGN|SETTING)[:.]?\s+(?=\p{Lu})/u;

const trailingPointer =
  /\s*[,;(（，；]?\s*(?:please )?(?:\(?(?:see|as (?:shown|described|listed|explained)) (?:below|above|the (?:table|list|section|chart) (?:below|above))\)?|\(see [^)]{1,60}\)|（?见(?:下|上)(?:文|表|图)）?|（详见[^）]{1,40}）|\(continued\))\s*[)）]?(?=[.。]?$)/i;

/** Strips Markdown and page marks; the words and numbers stay as they are. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/\\cite\{[^}]*\}/g, "")
    .replace(/\s*\\?\[(?:PDF|DOCX?|XLSX?)\b[^\]]{0,40}\]/gi, "")
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?/g, "")
    .replace(/\[((?:[^[\]]|\[[^\]]*\])*)\]\((?:[^()]|\([^)]*\))*\)/g, "$1")
    .replace(/\[\^?(?:\d{1,3}|note \d{1,3}|citation needed|[a-z])\]/gi, "")
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, " ")
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, "$2")
    .replace(/(^|[\s(])([*_])(?=\S)([^*_\n]*?\S)\2(?=$|[\s).,;:!?])/g, "$1$3")
    .replace(/\*\*|`{1,3}/g, "")
    .replace(/\\([#|~*_[\]()>.-])/g, "$1")
    .replace(/[\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, "")
    .replace(/-{4,}|={4,}|(?:\s*\\?\|)+\s*[.。]?\s*$/g, " ")
    .replace(/\s+/g, " ")
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "")
    .replace(/ (?=[,.;:!?)\]](?:\s|$))/g, "")
    .replace(/ +(?=[)\]])/g, "")
    .replace(/([([]) +/g, "$1")
    .replace(/\(\s*[;,]\s*/g, "(")
    .replace(/\s*\(\s*\)/g, "")
    .trim();
}

/** Words that stand twice in a row in good English. */
const rightfullyDoubled = new Set(["that", "had", "very", "so", "no"]);

function removeDoubledWords(text: string): string {
  return text.replace(/\b(\p{L}{2,}) (\1)\b/giu, (both, word: string, again: string) =>
    rightfullyDoubled.has(again) || /\p{Lu}/u.test(again) ? both : word,
  );
}

/** A quotation mark whose partner stands in another sentence says nothing here. */
function dropLoneQuotes(text: string): string {
  const opened = text.split("“").length;
  const closed = text.split("”").length;
  if (opened === closed) return text;
  return opened > closed ? text.replace(/^“|“(?=[^”]*$)/, "") : text.replace(/”(?=[。.]?$)|^([^“]*)”/, "$1");
}

/** Whether a sentence is left out whatever it is about: page furniture, or orders to a program. */
export function isNoise(plain: string): boolean {
  return boilerplate.some((pattern) => pattern.test(plain)) || addressedToMachines.test(plain);
}

/**
 * A sentence of a source as it can stand in a report: without Markdown, page furniture, a connective to what
 * stood before it, and a pointer to what stands after it. Never changes the words, numbers or order of what
 * is left; empty where nothing is left.
 */
export function cleanSentence(markdown: string): string {
  const plain = plainText(markdown.replace(/^\s*>\s?/gm, ""));
  if (plain === "" || isNoise(plain)) return "";
  const trimmed = dropLoneQuotes(removeDoubledWords(plain))
    .replace(abstractLabel, "")
    .replace(leadingConnective, "")
    .replace(leadingConnectiveChinese, "")
    .replace(trailingPointer, "")
    .trim();
  return trimmed.slice(0, 1).toUpperCase() + trimmed.slice(1);
}
