import { present } from "../../core/present.ts";
import type { Block } from "../block.ts";
import { buildDocument } from "../build-document.ts";
import { findDate } from "../dates.ts";
import type { Link, ParseHints, ParseOutcome } from "../document.ts";
import { collectLeaves } from "./collect-leaves.ts";
import type { Leaf } from "./leaf.ts";
import { readPageMetadata } from "./metadata.ts";
import { updatedLine } from "./page-tail.ts";
import { removeHidden } from "./remove-hidden.ts";
import { selectMain } from "./select-main.ts";
import { stripTags } from "./strip-tags.ts";
import { saysTitle } from "./title-leaf.ts";
import { toBlocks } from "./to-blocks.ts";
import { parseTree } from "./tree.ts";

/** Markup beyond this is not read; real pages stay far below it. */
const longestHtml = 24_000_000;
const mostLinks = 5_000;

function resolver(base: string | undefined): (href: string) => string | undefined {
  return (href) => {
    const target = href.trim();
    if (target === "" || target.startsWith("#") || /^(?:javascript|data|vbscript|blob|about):/i.test(target))
      return undefined;
    return URL.parse(target, base)?.href ?? target.slice(0, 2_000);
  };
}

/** Links to pages, each address and wording once; mail and telephone links lead to no page. */
function linksOf(leaves: readonly Leaf[]): readonly Link[] {
  const links = new Map<string, Link>();
  for (const link of leaves.flatMap((leaf) => leaf.links)) {
    const key = `${link.url}\n${link.text}`;
    if (links.size < mostLinks && !/^(?:mailto|tel|sms|fax):/i.test(link.url) && !links.has(key))
      links.set(key, link);
  }
  return [...links.values()];
}

/** The date on a "last updated" line, for pages whose markup does not have it. */
function findUpdate(leaves: readonly Leaf[]): string | undefined {
  for (const [index, leaf] of leaves.entries()) {
    if (leaf.text.length > 120 || !updatedLine.test(leaf.text)) continue;
    const date = findDate(leaf.text) ?? findDate(leaves[index + 1]?.text.slice(0, 40) ?? "");
    if (date !== undefined) return date;
  }
  return undefined;
}

/** Leaves below the title among which a date is looked for, and how long one may be to be a line of dates and names. */
const datelineReach = 10;
const longestDateline = 120;

/** The date in the lines under the title, for pages whose markup does not have it. */
function findDateline(leaves: readonly Leaf[], titleLeaf: Leaf | undefined): string | undefined {
  if (titleLeaf === undefined) return undefined;
  const at = leaves.indexOf(titleLeaf) + 1;
  for (const leaf of leaves.slice(at, at + datelineReach)) {
    if (leaf.type !== "text" || leaf.text.length > longestDateline || updatedLine.test(leaf.text)) continue;
    const date = findDate(leaf.text);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The title as the page shows it where it shows it, else as its head has it. */
function chooseTitle(heading: string | undefined, declared: string | undefined): string | undefined {
  if (heading === undefined || declared === undefined) return declared ?? heading;
  return saysTitle(heading, declared) && heading.length <= 300 ? heading : declared;
}

/**
 * Reads a page of HTML text into a document: its main content without navigation, advertisement, comments and
 * whatever a reader would not see, and its metadata. Linear in the page; never throws. `html` is decoded text.
 */
export function parseHtml(html: string, hints: ParseHints): ParseOutcome {
  const isCut = html.length > longestHtml;
  const tree = parseTree(isCut ? html.slice(0, longestHtml) : html);
  const metadata = readPageMetadata(tree.root);
  const base = URL.parse(metadata.base ?? "", hints.baseUrl)?.href ?? hints.baseUrl;
  const resolve = resolver(base);
  const hiddenCharacters = removeHidden(tree);
  const all = collectLeaves(tree.root, { resolve });
  const { leaves, titleLeaf } = selectMain(tree.root, all, metadata);
  const rest = tree.unread === "" ? [] : stripTags(tree.unread);
  const blocks: Block[] = [...toBlocks(leaves), ...rest.map((text): Block => ({ type: "paragraph", text }))];
  if (blocks.length === 0 && titleLeaf !== undefined) blocks.push(...toBlocks([titleLeaf]));
  if (blocks.length === 0)
    return { type: "failure", code: "EMPTY", message: "The page has no readable text." };

  const title = chooseTitle(titleLeaf?.text, metadata.title);
  const { isArticle: _isArticle, base: _base, title: _title, canonicalUrl, ...known } = metadata;
  const canonical = canonicalUrl === undefined ? undefined : URL.parse(canonicalUrl, base);
  const isWebAddress = canonical?.protocol === "https:" || canonical?.protocol === "http:";
  const published = known.published ?? findDateline(all, titleLeaf);
  const modified = known.modified ?? findUpdate(all);
  const warnings = [
    ...(isCut ? ["The page is longer than 24 million characters; the rest was not read."] : []),
    ...(rest.length > 0
      ? ["The page's markup is too deep or too large; its last part was read as plain text."]
      : []),
  ];
  const document = buildDocument(blocks, {
    ...known,
    ...present({ published, modified, title }),
    mediaType: "text/html",
    ...(canonical !== null && canonical !== undefined && isWebAddress
      ? { canonicalUrl: canonical.href }
      : {}),
    links: linksOf(leaves),
    hiddenCharacters,
    warnings,
  });
  return { type: "document", document };
}
