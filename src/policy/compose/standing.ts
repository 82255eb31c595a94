import type { Reading, Statement } from "./reading.ts";
import { namesImplied } from "./situation.ts";

/** Headings of lists of links, not of text. */
const navigation =
  /^(?:most popular|popular|related|see also|more (?:on|about|from|like)|further (?:reading|information)|you (?:might|may) also|in this section|on this page|quick links|top (?:tasks|services)|相关(?:链接|阅读|文章)|热门|更多)/i;

/** Share of its relevance that a statement keeps: less for links among links, and for a word or two. */
export function substance({ type, text }: Statement, reading: Reading): number {
  if (navigation.test(reading.passage.headingPath.at(-1) ?? "")) return 0.4;
  const isBare = /\p{Script=Han}/u.test(text) ? text.length < 5 : text.split(" ").length < 3;
  return type === "item" && isBare ? 0.75 : 1;
}

/** What the level of a law adds: it says more than what explains it. */
export function authority({ statute }: Pick<Reading, "statute">): number {
  return statute === undefined ? 0 : ([0.15, 0.15, 0.06, 0.03][statute.level] ?? 0);
}

const yearsCost = 0.004;
const mostAge = 0.15;

/** The year of the version of a law; undefined for other documents. */
export function yearOfLaw({ statute }: Pick<Reading, "statute">): number | undefined {
  const year = Number(statute?.version?.slice(0, 4) ?? Number.NaN);
  return Number.isNaN(year) ? undefined : year;
}

/** What a law loses for each year that it is older than the newest one: the later rule goes before the earlier. */
export function age(reading: Pick<Reading, "statute">, newest: number): number {
  return Math.min(mostAge, yearsCost * Math.max(0, newest - (yearOfLaw(reading) ?? newest)));
}

const genericTitle =
  /最高人民(?:法院|检察院)|中华人民共和国|国务院|关于|审理|适用|办理|处理|实施|案件|若干|问题|制度|具体|特别|保护|管理|工作|应用|有关|规定|解释|条例|办法|细则|规则|法典?|决定|修改|通知|[《》〈〉（）()、，的和等一二三四五六七八九十]/g;
const special = [
  { characters: 9, cost: 0.1 },
  { characters: 5, cost: 0.06 },
] as const;

/** What the title of a law says that it is about: 义务教育 of 《中华人民共和国义务教育法》. */
export function subjectOfLaw(title: string): string {
  return title.replace(/\s*[（(][^（()）]*[)）]$/, "").replace(genericTitle, "");
}

/** What a rule for special cases costs: its title names what the question does not. */
export function specialty(
  { statute, source }: Pick<Reading, "statute" | "source">,
  question: string,
): number {
  if (statute === undefined || statute.level < 2 || namesImplied(source.title, question)) return 0;
  const rest = Array.from(subjectOfLaw(source.title));
  const unasked = rest.filter((character) => !question.includes(character)).length;
  return special.find(({ characters }) => unasked >= characters)?.cost ?? 0;
}

const filler =
  /^(?:(?:many|most|some|lots of|a lot of)(?: (?:people|readers|visitors|users|customers|applicants|of you))? (?:often )?(?:ask|wonder|want to know|are wondering)\b|(?:are you|if you(?:'re| are)) (?:wondering|looking for|searching)\b|here(?:'s| is| are) (?:what|how|everything|all)\b|in this (?:article|guide|post|blog)\b|(?:keep|read) (?:on|reading)\b|let(?:'s|’s| us) (?:take|look|find|dive|explore)\b)|^(?:很多|许多|不少|有些|最近有)(?:人|朋友|网友|读者|市民|小伙伴)[^，。]{0,8}(?:问|想知道|想了解|好奇|关心)|^(?:那么|下面|接下来|今天)[^。]{0,12}(?:小编|一起来|来看看|为大家|给大家)/i;

/** Whether a sentence only talks of a question, as pages do that are made to be found. */
export function isFiller(text: string): boolean {
  return filler.test(text);
}

const placeholder = /^(?:this|that|it|they|these|those|he|she|其|该|此)\b/i;
const questionMark = /[?？]["”’」]?$/;

/** What the form of a statement costs: too short, too long, a question or talk about one, about something out of sight. */
export function formCost({ text, previous }: Statement): number {
  const size = /\p{Script=Han}/u.test(text) ? text.length / 2 : text.split(" ").length;
  const length = size < 4 ? 0.12 : size > 60 ? Math.min(0.15, (size - 60) / 400) : 0;
  const strayed = placeholder.test(text) && previous === undefined ? 0.06 : 0;
  return length + strayed + (questionMark.test(text) || isFiller(text) ? 0.4 : 0);
}
