import type { CDPSession } from "playwright-core";
import type { PageLine } from "../browsing.ts";
import type { Visibility } from "./visibility.ts";

interface Value {
  readonly value?: unknown;
}

/** What is used of an `AXNode` of the Chrome DevTools Protocol. */
interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: Value;
  readonly name?: Value;
  readonly value?: Value;
  readonly properties?: readonly { readonly name: string; readonly value: Value }[];
  readonly parentId?: string;
  readonly childIds?: readonly string[];
  readonly backendDOMNodeId?: number;
}

/** The accessibility tree of one frame as the browser has it. */
export interface AccessibilityTree {
  readonly root: Node | undefined;
  readonly nodes: ReadonlyMap<string, Node>;
}

/** Asks the browser for the accessibility tree of a frame of the session's process. */
export async function readAccessibility(session: CDPSession, frameId?: string): Promise<AccessibilityTree> {
  const frame = frameId === undefined ? {} : { frameId };
  const { nodes }: { nodes: readonly Node[] } = await session.send("Accessibility.getFullAXTree", frame);
  return {
    root: nodes.find(({ parentId }) => parentId === undefined),
    nodes: new Map(nodes.map((node) => [node.nodeId, node])),
  };
}

export interface OutlineOptions {
  readonly visibility: Visibility;
  /** The id under which a node may be acted on. */
  readonly idOf: (backendId: number) => string;
  /** Lines of the document in a frame, by the backend id of its element. */
  readonly frame: (backendId: number) => readonly PageLine[];
}

const interactive = new Set(
  "link button textbox searchbox combobox listbox option checkbox radio switch slider spinbutton tab menuitem menuitemcheckbox menuitemradio treeitem DisclosureTriangle ColorWell Date DateTime InputTime".split(
    " ",
  ),
);
/** Roles that say nothing to a reader: what is in them stands where they stand. */
const transparent = new Set(
  "none generic RootWebArea paragraph StaticText LabelText Section group GenericContainer LayoutTable LayoutTableRow LayoutTableCell strong emphasis mark subscript superscript rowgroup Pre Abbr Ruby MenuListPopup".split(
    " ",
  ),
);
const unspoken = new Set(["InlineTextBox", "LineBreak", "ListMarker"]);
/** A label passes its clicks on to a field that has an id of its own; a document hears those of all in it. */
const unclickable = new Set(["RootWebArea", "Iframe", "LabelText"]);
/** What stands in these is their value, and not what they are called. */
const fields = new Set(["textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider"]);
const longestText = 300;
const deepest = 60;

/** What can be seen of a frame, in reading order; texts that stand together are one line. */
export function outline({ root, nodes }: AccessibilityTree, options: OutlineOptions): readonly PageLine[] {
  const lines: PageLine[] = [];
  let pending = "";
  const flush = (depth: number): void => {
    const text = tidy(pending);
    pending = "";
    if (text !== "") lines.push({ depth, role: "text", text, details: [] });
  };
  const visitChildren = (node: Node, depth: number): void => {
    for (const id of node.childIds ?? []) visit(nodes.get(id), depth);
  };
  const visit = (node: Node | undefined, depth: number): void => {
    if (node === undefined || depth > deepest) return;
    const role = text(node.role);
    if (unspoken.has(role)) return;
    if (role === "StaticText") {
      if (!options.visibility.hidden.has(node.backendDOMNodeId ?? -1))
        pending = joined(pending, text(node.name));
      return;
    }
    const backendId = node.backendDOMNodeId ?? -1;
    const isActive = !node.ignored && (interactive.has(role) || isReactive(node, options.visibility));
    if (!isActive && (node.ignored || transparent.has(role))) {
      visitChildren(node, depth);
      if (role === "paragraph") flush(depth);
      return;
    }
    flush(depth);
    const seen = visibleText(node, nodes, options.visibility);
    const details = detailsOf(node);
    const element = isActive ? { element: options.idOf(backendId) } : {};
    // What is said by the element itself is not said again below it.
    const isLeaf = isActive || role === "heading" || role === "image" || role === "img" || role === "cell";
    const name = isLeaf && seen !== "" && !fields.has(role) ? seen : labelOf(node, seen);
    const hasInner = isLeaf && !hasInteractiveInside(node, nodes, options.visibility);
    lines.push({ depth, ...element, role, text: tidy(name).slice(0, longestText), details });
    for (const line of role === "Iframe" ? options.frame(backendId) : [])
      lines.push({ ...line, depth: line.depth + depth + 1 });
    if (hasInner) return;
    visitChildren(node, depth + 1);
    flush(depth + 1);
  };
  visit(root, 0);
  flush(0);
  return lines.filter(
    ({ role, text, element, details }) =>
      text !== "" || element !== undefined || details.length > 0 || role === "Iframe",
  );
}

function labelOf(node: Node, seen: string): string {
  const name = text(node.name);
  return seen !== "" && tidy(name) === tidy(seen) ? "" : name;
}

function isReactive(node: Node, { clickable }: Visibility): boolean {
  const isFocusable = node.properties?.some(
    ({ name, value }) => name === "focusable" && value.value === true,
  );
  const role = text(node.role);
  if (unclickable.has(role)) return false;
  return (
    clickable.has(node.backendDOMNodeId ?? -1) &&
    (isFocusable === true || role !== "generic" || hasText(node))
  );
}

function hasText(node: Node): boolean {
  return (node.childIds ?? []).length > 0;
}

function hasInteractiveInside(node: Node, nodes: ReadonlyMap<string, Node>, visibility: Visibility): boolean {
  return (node.childIds ?? []).some((id) => {
    const child = nodes.get(id);
    if (child === undefined) return false;
    const role = text(child.role);
    if (!child.ignored && (interactive.has(role) || role === "Iframe" || isReactive(child, visibility)))
      return true;
    return hasInteractiveInside(child, nodes, visibility);
  });
}

function visibleText(node: Node, nodes: ReadonlyMap<string, Node>, visibility: Visibility): string {
  if (text(node.role) === "StaticText")
    return visibility.hidden.has(node.backendDOMNodeId ?? -1) ? "" : text(node.name);
  const inner = (node.childIds ?? []).map((id) => {
    const child = nodes.get(id);
    return child === undefined ? "" : visibleText(child, nodes, visibility);
  });
  return inner.reduce(joined, "");
}

/** Texts that stand beside each other; a space comes between words that only their elements part. */
function joined(before: string, next: string): string {
  const isOneWord = /[\s([“「《]$|^$/u.test(before) || /^(?:[\s.,;:!?)\]”」》。，；：！？、%]|$)/u.test(next);
  const isHan = /\p{Script=Han}$/u.test(before) && /^\p{Script=Han}/u.test(next);
  return isOneWord || isHan ? before + next : `${before} ${next}`;
}

const toldStates = [
  "checked",
  "selected",
  "expanded",
  "pressed",
  "disabled",
  "required",
  "invalid",
  "readonly",
];

function detailsOf(node: Node): readonly string[] {
  const role = text(node.role);
  const property = (wanted: string): unknown =>
    node.properties?.find(({ name }) => name === wanted)?.value.value;
  const level = role === "heading" ? property("level") : undefined;
  const value = text(node.value);
  const url = role === "link" ? property("url") : undefined;
  const states = toldStates.flatMap((state) => {
    const is = property(state);
    if (is === undefined || is === false || is === "false")
      return state === "expanded" && is !== undefined ? ["collapsed"] : [];
    return is === true || is === "true" ? [state] : typeof is === "string" ? [`${state}=${is}`] : [];
  });
  return [
    ...(typeof level === "number" ? [`level ${level}`] : []),
    ...(value === "" ? [] : [`value ${JSON.stringify(value.slice(0, longestText))}`]),
    ...states,
    ...(typeof url === "string" && /^https?:/.test(url) ? [`to ${url.slice(0, 500)}`] : []),
  ];
}

function text(value: { readonly value?: unknown } | undefined): string {
  return typeof value?.value === "string"
    ? value.value
    : typeof value?.value === "number"
      ? String(value.value)
      : "";
}

function tidy(value: string): string {
  return value.replace(/\s+/g, " ").trim();
}
