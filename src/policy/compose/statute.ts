import { present } from "../../core/present.ts";
import type { Passage, Source } from "../../core/source.ts";

/** A law, regulation or judicial interpretation, and the article a passage stands in. */
export interface Statute {
  /** As it is called in speech: 《劳动合同法》. */
  readonly name: string;
  /** The same for all versions of one law. */
  readonly key: string;
  /** `第十九条`; absent where the passage does not say. */
  readonly article?: string;
  /** 0 constitution, 1 law, 2 administrative regulation, 3 judicial interpretation, 4 rule of a ministry or below. */
  readonly level: number;
  /** ISO date of the version; may be reduced. */
  readonly version?: string;
}

const articleNumber = /^第[零〇一二两三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?/;
const articlePrefix =
  /^第[零〇一二两三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?(?:\s*[【（(][^】）)]{1,30}[】）)](?=\s))?[\s　]*/;
/** A code is stored by its books; an article is cited by the code alone. */
const bookOfCode = /(?<=法典)\s*(?:第[一二三四五六七八九十]+编\s*)?(?:\S{1,12}编|总则|附则)$/;
const statuteTitle =
  /(?:法|法典|宪法|条例|规定|办法|解释|细则|规则|决定|准则|批复|通则|修正案(?:（[^）]*）)?)(?:\s*[（(][^）)]*[）)])*$/;

/** The text of an article without its number; other text unchanged. */
export function withoutArticleNumber(text: string): string {
  return text.replace(articlePrefix, "");
}

function levelOf(title: string, url: string): number {
  const place = safeDecode(url);
  if (/宪法(?:修正案.*)?$/.test(title)) return 0;
  if (/最高人民(?:法院|检察院)/.test(title) || /司法解释/.test(place)) return 3;
  if (/部门规章|地方/.test(place)) return 4;
  if (/国务院|实施条例|条例/.test(title) || /行政法规/.test(place)) return 2;
  return /(?:法|法典|修正案(?:（[^）]*）)?)(?:\s*[（(][^）)]*[）)])*$/.test(title) ? 1 : 4;
}

function safeDecode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}

/** Recognises a Chinese legal text by its title and the article its passage stands in; undefined for others. */
export function readStatute(source: Source, passage: Passage): Statute | undefined {
  const title = source.title.trim().replace(bookOfCode, "");
  const inHeading = passage.headingPath.findLast((heading) => articleNumber.test(heading.trim()));
  const article = articleNumber.exec(passage.text)?.[0] ?? articleNumber.exec(inHeading?.trim() ?? "")?.[0];
  const isDivided =
    article !== undefined || passage.headingPath.some((heading) => /^第.{1,6}[章编节]/.test(heading));
  if (!statuteTitle.test(title) || !isDivided) return undefined;
  const bare = title
    .replace(/[《》〈〉]/g, "")
    .replace(/\s*[（(][^）)]*(?:\d{4}|修正|修订|试行)[^）)]*[）)]$/, "");
  const name = bare.replace(/^中华人民共和国/, "");
  const version = source.published ?? source.modified;
  return {
    name: `《${
      title.includes("《")
        ? title
            .replace(/《/g, "〈")
            .replace(/》/g, "〉")
            .replace(/中华人民共和国/g, "")
        : name
    }》`,
    key: bare.replace(/中华人民共和国/g, "").replace(/\s+/g, ""),
    level: levelOf(title, source.url),
    ...present({ article, version }),
  };
}
