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

function sumLists(leaves: readonly Leaf[]): ReadonlyMap<HtmlElement, ListSums> {
  const lists = new Map<HtmlElement, ListSums>();
  for (const { item, text, linkLength } of leaves) {
    if (item === undefined) continue;
    const sums = lists.get(item.list) ?? { length: 0, linkLength: 0 };
    sums.length += text.length;
    sums.linkLength += linkLength;
    lists.set(item.list, sums);
  }
  return lists;
}

/** Decides, leaf by leaf, what of an article's main text is kept. */
export class LeafFilter {
  readonly #page: FilterPage;
  readonly #within: ReadonlySet<HtmlElement>;
  readonly #position: ReadonlyMap<Leaf, number>;
  readonly #lists: ReadonlyMap<HtmlElement, ListSums>;
  /** Where prose of the main text stands: short leaves there belong to it. */
  readonly #besideProse: ReadonlySet<string>;
  readonly #rootStart: number;
  readonly #firstProse: number;
  readonly #lastProse: number;
  readonly #titleAt: number;

  constructor(page: FilterPage) {
    const { leaves, roles, mainRoot, titleLeaf } = page;
    this.#page = page;
    this.#within = new Set(elementsOf(mainRoot));
    this.#position = new Map(leaves.map((leaf, index) => [leaf, index]));
    this.#lists = sumLists(leaves);
    const isMainProse = (leaf: Leaf): boolean =>
      this.#within.has(leaf.owner) && roles.of(leaf.owner) === undefined && proseLength(leaf) > 0;
    const mainText = leaves.filter((leaf) => leaf.type === "text" && isMainProse(leaf));
    this.#besideProse = new Set(mainText.map(surroundings));
    this.#rootStart = leaves.findIndex((leaf) => this.#within.has(leaf.owner));
    // A list of links above the text can pass for prose; it does not begin it.
    const mostLinked = (leaf: Leaf): number => (leaf.item === undefined ? 0.3 : 0.05);
    this.#firstProse = leaves.findIndex((leaf) => isMainProse(leaf) && linkShare(leaf) < mostLinked(leaf));
    this.#lastProse = leaves.findLastIndex(isMainProse);
    this.#titleAt = titleLeaf === undefined ? -1 : (this.#position.get(titleLeaf) ?? -1);
  }

  keeps(leaf: Leaf): boolean {
    const { titleLeaf } = this.#page;
    const at = this.#position.get(leaf) ?? 0;
    if (leaf === titleLeaf) return false;
    if (!this.#within.has(leaf.owner)) return this.#isLead(leaf, at);
    if (leaf.isCaption && numberedCaption.test(leaf.text)) return true;
    if (!this.#keepsRole(leaf)) return false;
    if (at < this.#titleAt && this.#titleAt < this.#firstProse && proseLength(leaf) === 0) return false;
    if (leaf.type === "heading") return this.#keepsHeading(leaf, at);
    if (leaf.item !== undefined) return this.#keepsItem(leaf, leaf.item.list, at);
    return leaf.type === "text" ? this.#keepsText(leaf, at) : true;
  }

  #isBeside(leaf: Leaf): boolean {
    return this.#besideProse.has(surroundings(leaf));
  }

  #isAmidProse(at: number): boolean {
    return at > this.#firstProse && at < this.#lastProse;
  }

  /** A paragraph between the title and the main text, outside the latter's element. */
  #isLead(leaf: Leaf, at: number): boolean {
    const { roles } = this.#page;
    const isBetween = this.#titleAt >= 0 && at > this.#titleAt && at < this.#rootStart;
    if (!isBetween || this.#rootStart - this.#titleAt >= leadReach) return false;
    if (leaf.type !== "text" || leaf.item !== undefined || roles.isInHeader(leaf.owner)) return false;
    return roles.of(leaf.owner) === undefined && proseLength(leaf) > 0 && linkShare(leaf) < 0.2;
  }

  #keepsRole(leaf: Leaf): boolean {
    const role = this.#page.roles.of(leaf.owner);
    if (role === undefined) return true;
    if (role !== "media") return false;
    return leaf.type !== "text" || leaf.quote !== undefined || leaf.text.length >= longestMediaText;
  }

  #isCaption(leaf: Leaf): boolean {
    if (leaf.text.length > longestCaption || leaf.type !== "text") return false;
    if (credit.test(leaf.text)) return true;
    const { leaves: besides, images } = this.#page.measures.of(leaf.owner);
    return leaf.owner.tag !== "p" && images > 0 && besides <= 2;
  }

  #keepsText(leaf: Leaf, at: number): boolean {
    const share = linkShare(leaf);
    const isBeside = this.#isBeside(leaf);
    if (elsewhere.test(leaf.text) && (share > 0.4 || leaf.text.length < 30)) return false;
    if (isPageLink(leaf) || adLabel.test(leaf.text)) return false;
    if (share > 0.8) return isBeside && (share < 1 || !this.#page.isArticle);
    if (this.#isCaption(leaf)) return false;
    if (proseLength(leaf) > 0 || leaf.quote !== undefined) return true;
    if (!isBeside) return /[:：]$/.test(leaf.text) && this.#isAmidProse(at);
    return !(at > this.#lastProse && share > 0.3 && readingLength(leaf.text) < 60);
  }

  #keepsItem(leaf: Leaf, list: HtmlElement, at: number): boolean {
    const sums = this.#lists.get(list) ?? { length: 1, linkLength: 0 };
    const share = sums.linkLength / sums.length;
    const isBeside = this.#isBeside(leaf);
    if (at < this.#firstProse && share > 0.3) return false;
    if (at > this.#lastProse && !isBeside) return false;
    return share <= 0.7 || (isBeside && this.#isAmidProse(at));
  }

  #keepsHeading(leaf: Leaf, at: number): boolean {
    const { titleLeaf, roles } = this.#page;
    if (leaf.text === titleLeaf?.text || at > this.#lastProse || at < this.#titleAt) return false;
    if (roles.isInHeader(leaf.owner) && at < this.#firstProse) return false;
    return linkShare(leaf) <= 0.8 || this.#isBeside(leaf);
  }
}
