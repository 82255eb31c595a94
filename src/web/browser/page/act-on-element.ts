import type { CDPSession, Page } from "playwright-core";
import type { ElementPlace } from "./element-ids.ts";

/** What stopped an action; undefined when it was done. */
export type Hindrance = string | undefined;

const gone = "the element is no longer there: look at the page again";

/** Clicks the middle of an element with the mouse, as a person would; not through what covers it. */
export async function clickElement(page: Page, place: ElementPlace): Promise<Hindrance> {
  const objectId = await resolved(place);
  if (objectId === undefined) return gone;
  if (await call(place.session, objectId, chooseOption)) return undefined;
  const { session, backendId, offset } = place;
  await session.send("DOM.scrollIntoViewIfNeeded", { backendNodeId: backendId }).catch(() => undefined);
  const quads = await session
    .send("DOM.getContentQuads", { backendNodeId: backendId })
    .catch(() => ({ quads: [] }));
  const middle = quads.quads.map(middleOf).find((point) => point !== undefined);
  if (middle === undefined) return "the element cannot be seen, so it cannot be clicked";
  const cover = await call(session, objectId, describeCover);
  if (typeof cover === "string") return `something else is over it: ${cover}; close that first`;
  await page.mouse.click(middle.x + offset.x, middle.y + offset.y);
  return undefined;
}

/** Replaces the text of a field, or chooses from a list; with `submit`, presses Enter behind it. */
export async function typeInto(
  page: Page,
  place: ElementPlace,
  { text, submit }: { readonly text: string; readonly submit: boolean },
): Promise<Hindrance> {
  const objectId = await resolved(place);
  if (objectId === undefined) return gone;
  const kind = await call(place.session, objectId, prepareField, [text]);
  if (kind === "no-such-choice") return "the list has no such choice; look at the page for what it has";
  if (kind === "not-writable") return "nothing can be typed into this element";
  if (kind === "field") {
    await place.session.send("DOM.focus", { backendNodeId: place.backendId }).catch(() => undefined);
    await call(place.session, objectId, selectAll);
    if (text === "") await page.keyboard.press("Delete");
    else await page.keyboard.insertText(text);
  }
  if (submit) await page.keyboard.press("Enter");
  return undefined;
}

async function resolved({ session, backendId }: ElementPlace): Promise<string | undefined> {
  const found = await session.send("DOM.resolveNode", { backendNodeId: backendId }).catch(() => undefined);
  const objectId = found?.object.objectId;
  if (objectId === undefined) return undefined;
  return (await call(session, objectId, "function () { return this.isConnected; }")) === true
    ? objectId
    : undefined;
}

/** Calls a function on an object of the page; what the page makes of it is believed as little as its text. */
async function call(
  session: CDPSession,
  objectId: string,
  functionDeclaration: string,
  values: readonly unknown[] = [],
): Promise<unknown> {
  const { result } = await session
    .send("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration,
      arguments: values.map((value) => ({ value })),
      returnByValue: true,
      userGesture: true,
    })
    .catch(() => ({ result: { value: undefined } }));
  return result.value;
}

type Quad = readonly number[];

function middleOf(quad: Quad): { readonly x: number; readonly y: number } | undefined {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = quad;
  const area = Math.abs((x1 * y2 - x2 * y1 + x2 * y3 - x3 * y2 + x3 * y4 - x4 * y3 + x4 * y1 - x1 * y4) / 2);
  return area < 1 ? undefined : { x: (x1 + x2 + x3 + x4) / 4, y: (y1 + y2 + y3 + y4) / 4 };
}

/** What a click would hit instead of the element, in a few words; null where it hits it. In its own frame. */
const describeCover = `function () {
  const box = Array.from(this.getClientRects()).find((one) => one.width >= 1 && one.height >= 1);
  if (!box) return null;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  let hit = this.ownerDocument.elementFromPoint(x, y);
  for (let inner = hit; inner?.shadowRoot; ) {
    inner = inner.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  const up = (node) => node.parentNode ?? node.host;
  const within = (inner, outer) => { for (let at = inner; at; at = up(at)) if (at === outer) return true; return false; };
  if (!hit || within(hit, this) || within(this, hit)) return null;
  const label = this.closest("label") ?? (this.labels ? this.labels[0] : null);
  if (label && within(hit, label)) return null;
  return "<" + hit.localName + "> " + JSON.stringify(hit.textContent.replace(/\\s+/g, " ").trim().slice(0, 80));
}`;

const chooseOption = `function () {
  if (this.localName !== "option") return false;
  const list = this.closest("select");
  if (!list || this.disabled) return false;
  this.selected = true;
  list.dispatchEvent(new Event("input", { bubbles: true }));
  list.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}`;

const prepareField = `function (text) {
  if (this.localName === "select") {
    const same = (value) => value.replace(/\\s+/g, " ").trim().toLowerCase() === text.trim().toLowerCase();
    const option = Array.from(this.options).find((one) => same(one.label) || same(one.value));
    if (!option) return "no-such-choice";
    option.selected = true;
    this.dispatchEvent(new Event("input", { bubbles: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
    return "list";
  }
  const direct = ["date", "time", "datetime-local", "month", "week", "color", "range"];
  if (this.localName === "input" && direct.includes(this.type)) {
    this.value = text;
    this.dispatchEvent(new Event("input", { bubbles: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
    return "list";
  }
  const writable = (this.localName === "input" || this.localName === "textarea" || this.isContentEditable);
  return writable && !this.disabled && !this.readOnly && this.type !== "file" ? "field" : "not-writable";
}`;

const selectAll = `function () {
  if (typeof this.select === "function") this.select();
  else getSelection()?.selectAllChildren(this);
}`;
