import type { Block } from "./block.ts";

/** The header of a legal text is among its first blocks. */
const headerReach = 14;
const longestHeaderBlock = 1_500;

const dated = /(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/g;
const startsDated = /^[\s(（【[]*(?:根据)?\s*\d{4}\s?年/;
/** A line between the title and the dates, such as a number or the name of the body. */
const longestLabel = 60;
const made = /通过|公布|发布|颁布|修订|修正|修改|批准|公告|印发|签署|通過|公佈|發布|頒布|修訂/;
const inForce = /施行|实施|生效|實施/;

/**
 * The date of the version of a Chinese legal text: the latest day on which it was adopted, promulgated or revised,
 * as `YYYY-MM-DD`. Its header lists these days one after the other; days on which it comes into force do not count.
 */
function findPromulgationDate(blocks: readonly Block[]): string | undefined {
  let latest: string | undefined;
  for (const block of blocks.slice(0, headerReach)) {
    if (block.type === "heading" || block.type === "list") continue;
    if (block.type !== "paragraph" || block.text.length > longestHeaderBlock) break;
    if (!startsDated.test(block.text)) {
      if (block.text.length > longestLabel || /^第[一二三四五六七八九十\d]+[章条]/.test(block.text)) break;
      continue;
    }
    const dates = [...block.text.matchAll(dated)];
    for (const [index, date] of dates.entries()) {
      const what = block.text.slice(date.index + date[0].length, dates[index + 1]?.index);
      if (!made.test(what) || (inForce.test(what) && !/修订|修正|修改|公布|发布|通过/.test(what))) continue;
      const [, year = "", month = "", day = ""] = date;
      const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
      if (latest === undefined || iso > latest) latest = iso;
    }
  }
  return latest;
}

/** The version date that a file name carries at its end or beginning, as in `价格法(1997-12-29).md`. */
function versionDateOf(name: string | undefined): string | undefined {
  const base = (name ?? "").replace(/^.*[/\\]/, "").replace(/\.\w{1,8}$/, "");
  return /(?:[(（_\s-]|^)(\d{4}-\d{2}-\d{2})(?:[)）]?$|[-_\s])/.exec(base)?.[1];
}

/** The date of a text's version from its header and its file's name: the later of the two, as headers lag behind. */
export function versionDate(blocks: readonly Block[], name: string | undefined): string | undefined {
  const header = findPromulgationDate(blocks);
  const named = versionDateOf(name);
  if (header === undefined || named === undefined) return header ?? named;
  return header > named ? header : named;
}
