import { readingLength } from "../normalise.ts";
import type { Leaf } from "./leaf.ts";
import { linkShare, type PageMeasures, proseLength } from "./page-measures.ts";
import type { PageRoles } from "./page-roles.ts";
import { elementsOf, type HtmlElement } from "./tree.ts";

/** Text in a media box that is longer than this is more than its caption. */
const longestMediaText = 400;
const longestCaption = 250;
/** Leaves between the title and the main text among which a lead paragraph is looked for. */
const leadReach = 25;

/** How sites in many languages introduce links to other pages. */
const elsewhere =
  /^[^\p{L}]*(?:read (?:more|also|next|the full)|see (?:also|more)|also (?:read|on)|related(?: (?:stories|articles|posts|content|links|coverage))?|more (?:from|on|stories|news)|you (?:may|might) also|don['’]t miss|recommended|leggi anche|lesen sie|mehr zum|das könnte|auch interessant|siehe auch|weiterlesen|lire aussi|à lire|voir aussi|ver también|lea también|le puede|te puede|leia (?:também|mais)|lees ook|czytaj (?:też|także)|читайте|baca juga|相关(?:阅读|文章|新闻|链接)|延伸阅读|推荐阅读|相關(?:閱讀|新聞)|関連(?:記事)?)(?:\s*[:：]|(?![\p{L}])|$)/iu;
/** Labels that stand above advertisements. */
const adLabel =
  /^\W*(?:advertisement|advertising|sponsored(?: content)?|anzeige|werbung|publicidad|publicité|pubblicità|publicidade|advertentie|reklama?|реклама|广告|廣告|広告|광고)\W*$/iu;
const credit =
  /^(?:©|\(c\)\s|(?:photo|image|picture|foto|bild|credit|quelle|source image|crédit)s?(?: by)?\s?[:：]|图片来源|圖片來源|图源|資料圖)/iu;
/** Captions that are part of the text, as it refers to them by number. */
const numberedCaption =
  /^(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)?|tabelle|chart|graph|exhibit|plate|图|表|圖|図)\s?\d/iu;

export interface FilterPage {
  readonly leaves: readonly Leaf[];
  readonly measures: PageMeasures;
  readonly roles: PageRoles;
  readonly mainRoot: HtmlElement;
  readonly titleLeaf: Leaf | undefined;
  /** On articles a paragraph that is all link leads to another article. */
  readonly isArticle: boolean;
}

function signature(element: HtmlElement | undefined): string {
  return element === undefined ? "" : `${element.tag}.${element.attributes["class"] ?? ""}`;
}

/** What the leaf stands in, as its template: leaves in like places belong together. */
function surroundings(leaf: Leaf): string {
  const outer = leaf.item === undefined ? leaf.owner : leaf.item.list;
  return signature(outer.parent);
}

/** A link within the page, such as "Back to top". */
export function isPageLink(leaf: Leaf): boolean {
  return leaf.type === "text" && linkShare(leaf) > 0.9 && leaf.links.length === 0;
}

interface ListSums {
  length: number;
  linkLength: number;
}

/** Makes the rule that decides, leaf by leaf, what of the page's main text is kept. Reasons stand beside each condition. */
export function createLeafFilter(page: FilterPage): (leaf: Leaf) => boolean {
  const { leaves, measures, roles, mainRoot, titleLeaf } = page;
  const within = new Set(elementsOf(mainRoot));
  const position = new Map(leaves.map((leaf, index) => [leaf, index]));
  const isProse = (leaf: Leaf): boolean => proseLength(leaf) > 0;
  const isMainProse = (leaf: Leaf): boolean =>
    within.has(leaf.owner) && roles.of(leaf.owner) === undefined && isProse(leaf);

  const rootStart = leaves.findIndex((leaf) => within.has(leaf.owner));
  const firstProse = leaves.findIndex(
    (leaf) => isMainProse(leaf) && linkShare(leaf) < (leaf.item === undefined ? 0.3 : 0.05),
  );
  const lastProse = leaves.findLastIndex(isMainProse);
  const titleAt = titleLeaf === undefined ? -1 : (position.get(titleLeaf) ?? -1);
  const besideProse = new Set(
    leaves.filter((leaf) => leaf.type === "text" && isMainProse(leaf)).map(surroundings),
  );
  const lists = new Map<HtmlElement, ListSums>();
  for (const { item, text, linkLength } of leaves) {
    if (item === undefined) continue;
    const sums = lists.get(item.list) ?? { length: 0, linkLength: 0 };
    sums.length += text.length;
    sums.linkLength += linkLength;
    lists.set(item.list, sums);
  }

  const isLead = (leaf: Leaf, at: number): boolean =>
    titleAt >= 0 &&
    at > titleAt &&
    at < rootStart &&
    rootStart - titleAt < leadReach &&
    leaf.type === "text" &&
    leaf.item === undefined &&
    roles.of(leaf.owner) === undefined &&
    !roles.isInHeader(leaf.owner) &&
    isProse(leaf) &&
    linkShare(leaf) < 0.2;

  const isCaption = (leaf: Leaf): boolean => {
    if (leaf.text.length > longestCaption || leaf.type !== "text") return false;
    if (credit.test(leaf.text)) return true;
    const { leaves: besides, images } = measures.of(leaf.owner);
    return leaf.owner.tag !== "p" && images > 0 && besides <= 2;
  };

  const keepsText = (leaf: Leaf, at: number): boolean => {
    const share = linkShare(leaf);
    const isBeside = besideProse.has(surroundings(leaf));
    if (elsewhere.test(leaf.text) && (share > 0.4 || leaf.text.length < 30)) return false;
    if (isPageLink(leaf) || adLabel.test(leaf.text)) return false;
    if (share > 0.8 && !(isBeside && (share < 1 || !page.isArticle))) return false;
    if (share > 0.8) return true;
    if (isCaption(leaf)) return false;
    if (isProse(leaf) || leaf.quote !== undefined) return true;
    if (!isBeside) return /[:：]$/.test(leaf.text) && at > firstProse && at < lastProse;
    return !(at > lastProse && share > 0.3 && readingLength(leaf.text) < 60);
  };

  const keepsItem = (leaf: Leaf, list: HtmlElement, at: number): boolean => {
    const sums = lists.get(list) ?? { length: 1, linkLength: 0 };
    const share = sums.linkLength / sums.length;
    const isBeside = besideProse.has(surroundings(leaf));
    if (at < firstProse && share > 0.3) return false;
    if (at > lastProse && !isBeside) return false;
    return share <= 0.7 || (isBeside && at > firstProse && at < lastProse);
  };

  const keepsHeading = (leaf: Leaf, at: number): boolean => {
    if (titleLeaf !== undefined && leaf.text === titleLeaf.text) return false;
    if (at > lastProse || at < titleAt) return false;
    if (roles.isInHeader(leaf.owner) && at < firstProse) return false;
    return linkShare(leaf) <= 0.8 || besideProse.has(surroundings(leaf));
  };

  const keepsRole = (leaf: Leaf): boolean => {
    const role = roles.of(leaf.owner);
    if (role === undefined) return true;
    if (role === "media")
      return leaf.type !== "text" || leaf.quote !== undefined || leaf.text.length >= longestMediaText;
    return false;
  };

  return (leaf) => {
    const at = position.get(leaf) ?? 0;
    if (leaf === titleLeaf) return false;
    if (!within.has(leaf.owner)) return isLead(leaf, at);
    if (leaf.isCaption && numberedCaption.test(leaf.text)) return true;
    if (!keepsRole(leaf)) return false;
    if (at < titleAt && titleAt < firstProse && !isProse(leaf)) return false;
    if (leaf.type === "heading") return keepsHeading(leaf, at);
    if (leaf.item !== undefined) return keepsItem(leaf, leaf.item.list, at);
    return leaf.type === "text" ? keepsText(leaf, at) : true;
  };
}
