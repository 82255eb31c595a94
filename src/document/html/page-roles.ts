import { type ElementRole, elementRole } from "./element-role.ts";
import type { PageMeasures } from "./page-measures.ts";
import type { HtmlElement } from "./tree.ts";

/** The role each element stands in: its own, or that of the nearest element around it that has one. */
export interface PageRoles {
  readonly of: (element: HtmlElement) => Exclude<ElementRole, "content"> | undefined;
  /** Marked by its site as the text of an article. */
  readonly isMarkedContent: (element: HtmlElement) => boolean;
  /** In a `header`. */
  readonly isInHeader: (element: HtmlElement) => boolean;
}

export interface RoleOptions {
  readonly cards: ReadonlySet<HtmlElement>;
  /** The owner of the title heading, where there is one. */
  readonly titleOwner: HtmlElement | undefined;
}

/** An element with more of the page's prose than this is a frame around the text, whatever it is called. */
const frameShare = 0.5;
/** These never frame the text. */
const neverFrames = new Set(["nav", "footer", "aside", "dialog"]);

/** Gives every element of a page its role. An element around the page's title, or around most of its prose, is only a frame. */
export function assignRoles(measures: PageMeasures, options: RoleOptions): PageRoles {
  const roles = new Map<HtmlElement, Exclude<ElementRole, "content">>();
  const marked = new Set<HtmlElement>();
  const headers = new Set<HtmlElement>();
  const aroundTitle = new Set<HtmlElement>();
  for (let above = options.titleOwner; above !== undefined; above = above.parent) aroundTitle.add(above);
  const root = measures.order[0];
  const allProse = root === undefined ? 0 : measures.of(root).proseLength;

  const isFrame = (element: HtmlElement, role: ElementRole): boolean => {
    if (aroundTitle.has(element)) return true;
    if (role === "comments" || role === "footer" || neverFrames.has(element.tag)) return false;
    return measures.of(element).proseLength > allProse * frameShare;
  };
  const isQuotedPost = ({ tag, attributes }: HtmlElement): boolean =>
    tag === "blockquote" && /twitter|instagram|tweet|mastodon|bluesky/.test(attributes["class"] ?? "");

  for (const element of measures.order) {
    const { parent } = element;
    if (element.tag === "header" || (parent !== undefined && headers.has(parent))) headers.add(element);
    const named = elementRole(element);
    if (named === "content") marked.add(element);
    const own = options.cards.has(element) && named === undefined ? "card" : named;
    const counts = own !== undefined && own !== "content" && !isFrame(element, own);
    const inherited = parent === undefined || isQuotedPost(element) ? undefined : roles.get(parent);
    const isOpen = inherited === undefined || inherited === "media";
    const role = counts && isOpen ? own : inherited;
    if (role !== undefined) roles.set(element, role);
  }
  return {
    of: (element) => roles.get(element),
    isMarkedContent: (element) => marked.has(element),
    isInHeader: (element) => headers.has(element),
  };
}
