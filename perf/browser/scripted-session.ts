import type { BrowserAction, Browsing, BrowserView } from "../../src/web/browser/browsing.ts";

/** One action of the session, and whether the screen is another one after it. */
interface SessionAction {
  readonly act: (view: BrowserView) => BrowserAction;
  readonly isChanged: boolean;
}

const element = (view: BrowserView, text: string): string =>
  view.lines.find((line) => line.element !== undefined && line.text === text)?.element ?? "e0";

const click = (text: string, isChanged: boolean): SessionAction => ({
  isChanged,
  act: (view) => ({ type: "click", element: element(view, text) }),
});
const look: SessionAction = { isChanged: false, act: () => ({ type: "look" }) };
const scroll = (screens: number, isChanged: boolean): SessionAction => ({
  isChanged,
  act: () => ({ type: "scroll", screens }),
});
const type = (field: string, text: string): SessionAction => ({
  isChanged: true,
  act: (view) => ({ type: "type", element: element(view, field), text, submit: false }),
});

/** The site of the session: a shop of figures with a counter, a filter, a dialog, tabs and things that do nothing. */
export const sessionPage = `<!doctype html><title>Figures</title><style>body{font:14px sans-serif;margin:24px}@keyframes t{to{transform:rotate(1turn)}}#s{width:16px;height:16px;border:2px solid #999;border-top-color:red;animation:t 1s linear infinite}</style>
<div id="s"></div><h1>Figures</h1><p>Count: <b id="n" style="font-size:11px">8</b></p>
<button onclick="n.textContent = +n.textContent + 1">More</button><button onclick="0">Nothing</button><button onclick="ask.showModal()">Ask</button>
<dialog id="ask">Sure? <button onclick="ask.close()">Close</button></dialog>
<input aria-label="Filter" oninput="for (const row of rows.children) row.hidden = !row.textContent.includes(this.value)">
<button onclick="console.log(1)">Log</button><button onclick="detail.hidden = !detail.hidden">Detail</button><p id="detail" hidden>Measured by hand.</p>
<ul id="rows">${Array.from({ length: 80 }, (_, at) => `<li>Row ${at}: ${(at * 37) % 100}`).join("")}</ul><a href="/second">Second</a>`;

/** Thirty things that an agent does, in an order that makes sense; a screenshot is asked for after each. */
const sessionActions = (origin: string): readonly SessionAction[] => [
  { isChanged: true, act: () => ({ type: "open", url: `${origin}/session` }) },
  look,
  // What a mouse focuses gets no ring.
  click("Nothing", false),
  click("Nothing", false),
  click("Log", false),
  look,
  click("More", true),
  click("More", true),
  look,
  type("Filter", "Row 7"),
  look,
  type("Filter", "Row 71"),
  type("Filter", ""),
  scroll(0.5, true),
  scroll(-0.5, true),
  scroll(-1, false),
  click("Ask", true),
  look,
  click("Close", true),
  click("Detail", true),
  look,
  click("Detail", true),
  scroll(9, true),
  scroll(9, false),
  click("Second", true),
  look,
  { isChanged: true, act: () => ({ type: "back" }) },
  look,
  click("More", true),
  look,
];

export interface SessionTally {
  readonly actions: number;
  readonly suppressed: number;
  /** Changed screens that were not shown: must be none. */
  readonly lost: readonly string[];
}

/** Does the session and asks for the screen after every action. */
export async function runSession(
  browsing: Browsing,
  origin: string,
  signal: AbortSignal,
): Promise<SessionTally> {
  const lost: string[] = [];
  let suppressed = 0;
  let view: BrowserView | undefined;
  const actions = sessionActions(origin);
  for (const [index, { act, isChanged }] of actions.entries()) {
    const blank = {
      url: "",
      title: "",
      lines: [],
      scroll: { top: 0, height: 0, screenHeight: 0 },
      tabs: [],
      notes: [],
      dialogs: [],
    };
    const action = act(view ?? blank);
    const outcome = await browsing.act(action, signal);
    if (outcome.type === "refused") throw new Error(`action ${index}: ${outcome.why}`);
    view = outcome;
    const screen = await browsing.screenshot(signal);
    if (screen.type === "refused") throw new Error(`screenshot ${index}: ${screen.why}`);
    if (screen.type === "unchanged") suppressed += 1;
    if (screen.type === "unchanged" && isChanged) lost.push(`${index}: ${JSON.stringify(action)}`);
  }
  return { actions: actions.length, suppressed, lost };
}
