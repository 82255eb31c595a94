import { readingLength } from "../normalise.ts";
import type { Leaf } from "./leaf.ts";
import type { PageRoles } from "./page-roles.ts";
import type { HtmlElement } from "./tree.ts";

/** What follows the end mark of a page is furniture if it is no longer than this. */
const longestTail = 400;
/** How far up from a leaf a share bar is looked for. */
const barReach = 4;

/** How sites in several languages introduce the date of the last change. */
export const updatedLine =
  /^(?:(?:page )?last (?:updated|modified|reviewed|changed)|updated on|zuletzt (?:aktualisiert|geändert)|stand\s?[:：]|dernière (?:mise à jour|modification)|última actualización|ultimo aggiornamento|最后更新|更新(?:日期|时间)|最終更新)/iu;
const shareName = /(?:^|[\s_-])(?:share|sharing|social|teilen|partager)(?:$|[\s_-])/i;

function isInShareBar(owner: HtmlElement): boolean {
  let element: HtmlElement | undefined = owner;
  for (let up = 0; up < barReach && element !== undefined; up += 1) {
    if (shareName.test(`${element.attributes["class"] ?? ""} ${element.attributes["id"] ?? ""}`)) return true;
    element = element.parent;
  }
  return false;
}

/**
 * Drops what little follows the end of a page's text: a "last updated" line or a share bar with more text before
 * it than after. There sites put boxes that look like content and are the same on every page.
 */
export function withoutTail(kept: readonly Leaf[], all: readonly Leaf[], roles: PageRoles): readonly Leaf[] {
  const isKept = new Set(kept);
  let after = 0;
  let total = 0;
  for (const leaf of kept) total += readingLength(leaf.text);
  let end = all.length;
  for (let at = all.length - 1; at >= 0 && after <= longestTail && after * 2 < total; at -= 1) {
    const leaf = all[at];
    if (leaf === undefined) continue;
    const isMark =
      updatedLine.test(leaf.text) || (roles.of(leaf.owner) === "chrome" && isInShareBar(leaf.owner));
    if (isMark && leaf.text.length < 200) end = at;
    if (isKept.has(leaf)) after += readingLength(leaf.text);
  }
  if (end === all.length) return kept;
  const tail = new Set(all.slice(end));
  return kept.filter((leaf) => !tail.has(leaf));
}
