import { readingLength } from "../normalise.ts";
import { findCards } from "./find-cards.ts";
import { LeafFilter } from "./leaf-filter.ts";
import type { Leaf } from "./leaf.ts";
import { findMainRoot } from "./main-root.ts";
import { measurePage } from "./page-measures.ts";
import { assignRoles } from "./page-roles.ts";
import { findTitleLeaf } from "./title-leaf.ts";
import { selectReference } from "./reference-page.ts";
import { withoutTail } from "./page-tail.ts";
import type { HtmlElement } from "./tree.ts";

/** A page with this share of its content in one stretch of prose is read as an article. */
const proseShare = 0.5;
/** A main text shorter than this is doubted, and everything that is not plainly chrome is taken instead. */
const doubtfulLength = 250;

export interface MainContent {
  readonly leaves: readonly Leaf[];
  /** The heading that is the page's title; not among `leaves`. */
  readonly titleLeaf: Leaf | undefined;
}

function lengthOf(leaves: readonly Leaf[]): number {
  return leaves.reduce((sum, leaf) => sum + readingLength(leaf.text), 0);
}

/** Headings under which nothing was kept say nothing; a run of headings at the end goes. */
function withoutBareHeadings(leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves.filter((leaf, index) => {
    if (leaf.type !== "heading") return true;
    const next = leaves[index + 1];
    return next !== undefined && !(next.type === "heading" && next.level < leaf.level);
  });
}

export interface PageFacts {
  readonly title?: string;
  /** Whether the page says of itself that it is an article. */
  readonly isArticle: boolean;
}

/**
 * Tells a page's own content from what its site puts around it: strictly on articles, where running text is what
 * counts, and leniently on reference pages, where short labels, links and tables are the content. Linear in the page.
 */
export function selectMain(root: HtmlElement, leaves: readonly Leaf[], facts: PageFacts): MainContent {
  const measures = measurePage(root, leaves);
  const titleLeaf = findTitleLeaf(leaves, facts.title);
  const roles = assignRoles(measures, { cards: findCards(measures), titleOwner: titleLeaf?.owner });
  const mainRoot = findMainRoot(leaves, measures, roles);
  const { hasMainElement, leaves: found } = selectReference({ leaves, measures, roles, titleLeaf });
  const reference = withoutTail(found, leaves, roles);
  const isProsePage = !hasMainElement && measures.of(mainRoot).proseLength > lengthOf(reference) * proseShare;
  if (facts.isArticle || isProsePage) {
    const filter = new LeafFilter({
      leaves,
      measures,
      roles,
      mainRoot,
      titleLeaf,
      isArticle: facts.isArticle,
    });
    const article = leaves.filter((leaf) => filter.keeps(leaf));
    const kept = withoutBareHeadings(withoutTail(article, leaves, roles));
    const isNearlyAll = kept.length > 0 && lengthOf(reference) <= lengthOf(kept) * 1.5;
    if (lengthOf(kept) >= doubtfulLength || isNearlyAll) return { leaves: kept, titleLeaf };
  }
  if (reference.length > 0) return { leaves: reference, titleLeaf };
  const open = leaves.filter(({ owner }) => roles.of(owner) !== "chrome" && roles.of(owner) !== "footer");
  return { leaves: open.length > 0 ? open : leaves, titleLeaf: undefined };
}
