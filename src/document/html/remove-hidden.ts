import { hidesContent, readHidingSelectors, type HidingSelectors } from "./style-rules.ts";
import { elementsOf, type HtmlElement, type HtmlTree, textContent } from "./tree.ts";

/** Classes by which common frameworks keep text for screen readers or from view altogether. */
const hiddenClass =
  /(?:^|\s)(?:sr-only|usa-sr-only|visually-?hidden|screen-?reader(?:-text|-only|s)?|is-hidden|d-none|hide-visually|element-invisible|u-hidden|a11y-hidden|offscreen|off-screen)(?:\s|$)/i;

/** A hidden element with more of the page's text than this is the page itself, before its script reveals it. */
const largestHiddenShare = 0.5;

function visibleLength(element: HtmlElement): number {
  return textContent(element).replace(/\s+/g, " ").trim().length;
}

/** Ids that a control on the page opens: collapsed, not hidden. */
function disclosedIds(root: HtmlElement): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { tag, attributes } of elementsOf(root)) {
    const controls = attributes["aria-controls"] ?? attributes["data-target"] ?? attributes["data-bs-target"];
    if (controls !== undefined) for (const id of controls.split(/\s+/)) ids.add(id.replace(/^#/, ""));
    const href = attributes["href"];
    if (tag === "a" && href !== undefined && /^#./.test(href)) ids.add(href.slice(1));
  }
  return ids;
}

interface HiddenTest {
  readonly selectors: HidingSelectors;
  readonly disclosed: ReadonlySet<string>;
}

function isHidden(element: HtmlElement, { selectors, disclosed }: HiddenTest): boolean {
  const { tag, attributes } = element;
  if (tag === "html" || tag === "body" || tag === "head" || tag === "main") return false;
  if (tag === "dialog") return attributes["open"] === undefined;
  const id = attributes["id"];
  const isDisclosed = id !== undefined && disclosed.has(id);
  if (attributes["hidden"] !== undefined && attributes["hidden"] !== "false") return !isDisclosed;
  if (attributes["aria-hidden"] === "true" && !isDisclosed) return true;
  const names = attributes["class"] ?? "";
  if (names !== "" && hiddenClass.test(names)) return true;
  if (attributes["style"] !== undefined && hidesContent(attributes["style"])) return !isDisclosed;
  if (isDisclosed) return false;
  if (id !== undefined && selectors.ids.has(id)) return true;
  return selectors.classes.size > 0 && names.split(/\s+/).some((name) => selectors.classes.has(name));
}

/**
 * Takes out of the tree what a reader of the rendered page would not see and returns how many characters
 * that was, comments included. Collapsed sections that a control on the page opens stay, and so does an
 * element that holds most of the page's text.
 */
export function removeHidden(tree: HtmlTree): number {
  const { root } = tree;
  const total = visibleLength(root);
  const test: HiddenTest = {
    selectors: readHidingSelectors(tree.styleSheets),
    disclosed: disclosedIds(root),
  };
  let removed = 0;
  for (const element of elementsOf(root)) {
    const { children } = element;
    if (!children.some((child) => typeof child !== "string" && isHidden(child, test))) continue;
    element.children = children.filter((child) => {
      if (typeof child === "string" || !isHidden(child, test)) return true;
      const length = visibleLength(child);
      if (length > total * largestHiddenShare) return true;
      removed += length;
      return false;
    });
  }
  return removed + tree.commentCharacters;
}
