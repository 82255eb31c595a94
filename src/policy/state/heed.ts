import type { Message } from "../../model/message.ts";
import { isChinese } from "../analyse-question.ts";

/** A question with what a person has added to it while the run was under way. */
export interface Heeded {
  readonly question: string;
  /** What was said and cannot be followed here, in the person's words. */
  readonly unheeded: readonly string[];
}

const politeness = /^(?:please|pls|and|also|oh|ok(?:ay)?|请|麻烦|顺便|另外|还有)[\s,，]*/i;
const covering =
  /^(?:also |please |then )*(?:cover|include|add|mention|mind|consider|address|look (?:at|into|up|for)|check|find out(?: about)?|tell (?:me|us)(?: about)?|say(?: something about)?|what about|how about|and)\s+(?:also\s+)?(.+)$/i;
const alone = /^(?:also|plus|and also)\s+(.+)$/i;
const coveringChinese =
  /^(?:也|还|再|同时)?(?:请)?(?:要|需要|应)?(?:也|还)?(?:看看?|查查?|查一下|包括|包含|覆盖|说明|说说|介绍|写明|补充|关注|注意|考虑|加上)(?:一下)?(.+)$/;
/** Words of a request that takes something away or says how, which nothing here can obey. */
const refusing =
  /\b(?:ignor\w+|skip\w*|exclud\w+|avoid\w*|without|not|don't|never|only|prefer\w*|stop|instead|drop|leave out|less|shorter|longer|style|tone)\b|不要|别|忽略|排除|避免|不用|只|仅|优先|停止|改为|简短|详细/i;
const beginsAsking = /^(?:who|what|when|where|which|why|how|is|are|does|do|can|may|must)\b/i;
const asksInChinese = /(?:吗|呢|多少|多久|几|什么|怎么|如何|谁|哪)[^。]{0,12}$/;

/**
 * Takes what a person has told a run: questions and further matters become part of the question, so that they are searched
 * for and answered like the rest of it. Without a language model nothing else can be followed.
 */
export function heed(question: string, messages: readonly Message[]): Heeded {
  const told = messages.filter(({ role }) => role === "user").slice(1);
  const added: string[] = [];
  const unheeded: string[] = [];
  for (const text of told.flatMap((message) => (message.role === "user" ? requestsIn(message.text) : []))) {
    const asked = questionOf(text);
    if (asked === undefined) unheeded.push(text);
    else added.push(asked);
  }
  return { question: [question, ...added].join(isChinese(question) ? "" : " "), unheeded };
}

/** One request a sentence; a semicolon ends one too. */
function requestsIn(text: string): readonly string[] {
  const parts = text.match(/[^.;。；!！?？\n]+(?:[.?？](?=\S)[^.;。；!！?？\n]+)*[?？]?/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => /\p{L}/u.test(part));
}

function questionOf(text: string): string | undefined {
  if (refusing.test(text)) return undefined;
  const plain = text.replace(politeness, "").replace(politeness, "").trim();
  const matter = isChinese(plain)
    ? coveringChinese.exec(plain)?.[1]
    : (covering.exec(plain) ?? alone.exec(text))?.[1];
  if (matter !== undefined) return isQuestion(matter) ? ended(matter) : asking(matter);
  return isQuestion(plain) || /[?？]\s*$/.test(plain) ? ended(plain) : shortMatter(text, plain);
}

function isQuestion(text: string): boolean {
  return beginsAsking.test(text) || asksInChinese.test(text);
}

/** “Also fees”, “费用”: a few words that name something. */
function shortMatter(text: string, plain: string): string | undefined {
  const isAdded = plain !== text;
  return isAdded && plain.split(/\s+/).length <= 6 ? asking(plain) : undefined;
}

function asking(matter: string): string {
  const what = matter
    .replace(/[\s.,，。?？]+$/, "")
    .replace(/^(?:the|its|their|any|some|on|about|of)\s+/i, "");
  if (isChinese(what)) return `${what}怎么规定？`;
  return `What ${/s$/i.test(what) ? "are" : "is"} the ${what}?`;
}

function ended(question: string): string {
  if (/[?？]\s*$/.test(question)) return question;
  return `${question}${isChinese(question) ? "？" : "?"}`;
}

/** Says in the report what could not be followed; undefined where all of it was. */
export function unheededNote(unheeded: readonly string[], language: string): string | undefined {
  if (unheeded.length === 0) return undefined;
  if (language.startsWith("zh")) {
    return `注：途中收到而未能照办的要求：${unheeded.map((text) => `「${text}」`).join("、")}；没有语言模型时，只能补充问题。`;
  }
  const said = unheeded.map((text) => `“${text}”`).join(", ");
  return `Note: said while this was under way and not followed: ${said}; without a language model only further questions can be.`;
}
