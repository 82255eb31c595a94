import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { untilDone } from "../loopback-site.fixture.ts";
import {
  type BrowserWorld,
  browserWorld,
  elementOf,
  noBrowser,
  saidIn,
  viewOf,
} from "./browser-world.fixture.ts";

const missing = await noBrowser();

describe.skipIf(missing !== undefined)("a browser for an agent", () => {
  let world: BrowserWorld;
  beforeAll(async () => {
    world = await browserWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** Opens markup as a page of its own. */
  async function opened(body: string, name = "page") {
    world.pages.set(`/${name}`, `<!doctype html><title>${name}</title><body>${body}`);
    const browsing = world.browse();
    const view = await viewOf(browsing, { type: "open", url: `${world.origin()}/${name}` });
    return { browsing, view };
  }

  test("a page is told as an outline with ids for what can be acted on", async () => {
    const { view } = await opened(
      '<h1>Snow</h1><p>It fell in <b>May</b>.</p><a href="/next">Next page</a><label>Name <input value="Ann"></label><button disabled>Send</button>',
    );
    expect(view).toMatchObject({ title: "page", status: 200, notes: [], dialogs: [] });
    const told = view.lines.map(({ role, text, details }) => [role, text, ...details]);
    expect(told).toEqual([
      ["heading", "Snow", "level 1"],
      ["text", "It fell in May."],
      ["link", "Next page", `to ${world.origin()}/next`],
      ["text", "Name"],
      ["textbox", "Name", 'value "Ann"'],
      ["button", "Send", "disabled"],
    ]);
    expect(view.lines.filter(({ element }) => element !== undefined).map(({ role }) => role)).toEqual([
      "link",
      "textbox",
      "button",
    ]);
  });

  test("a page that goes elsewhere by itself does not stop the opening of another one", async () => {
    world.pages.set(
      "/restless",
      `<body>here<script>fetch("/bell").then(() => { location.href = "/elsewhere"; })</script>`,
    );
    world.pages.set("/elsewhere", "<body>elsewhere");
    let ring = () => {};
    world.pages.set("/bell", (_request, response) => {
      ring = () => response.end();
    });
    let asked = 0;
    world.pages.set("/wanted", (_request, response) => {
      asked += 1;
      // The first request is never answered: the page that is left goes elsewhere meanwhile.
      if (asked === 1) ring();
      else response.writeHead(200, { "content-type": "text/html" }).end("<body>wanted");
    });
    const browsing = world.browse();
    await viewOf(browsing, { type: "open", url: `${world.origin()}/restless` });
    const view = await viewOf(browsing, { type: "open", url: `${world.origin()}/wanted` });
    expect(saidIn(view)).toContain("wanted");
  });

  test("an element keeps its id while it is there, whatever its text, and no other ever gets it", async () => {
    const { browsing, view } = await opened(
      `<button onclick="this.textContent = 'Clicked'; this.before(Object.assign(document.createElement('button'), { textContent: 'New' }))">Old</button>`,
    );
    const id = elementOf(view, "Old");
    const after = await viewOf(browsing, { type: "click", element: id });
    expect(elementOf(after, "Clicked")).toBe(id);
    expect(elementOf(after, "New")).not.toBe(id);
    await viewOf(browsing, { type: "open", url: `${world.origin()}/page?again` });
    expect(await browsing.act({ type: "click", element: id }, untilDone)).toMatchObject({
      type: "refused",
      why: expect.stringContaining("no longer there"),
    });
  });

  test("what no reader sees is not told", async () => {
    const hidden = [
      '<p style="display:none">H1</p>',
      '<p style="visibility:hidden">H2</p>',
      '<p style="opacity:0">H3</p>',
      '<div style="opacity:0.01"><p>H4</p></div>',
      '<p style="font-size:0">H5</p>',
      '<p style="font-size:1px">H6</p>',
      '<p style="position:absolute;left:-9999px">H7</p>',
      '<p style="position:absolute;top:-500px">H8</p>',
      '<p style="color:#fff">H9</p>',
      '<p style="color:transparent">H10</p>',
      '<p style="position:absolute;width:1px;height:1px;overflow:hidden">H11</p>',
      '<p aria-hidden="true" style="height:0;overflow:hidden">H12</p>',
      "<p hidden>H13</p>",
    ];
    const seen = '<p>Seen</p><p style="background:#000;color:#fff">White</p><p style="opacity:.6">Pale</p>';
    const { view } = await opened(`<body style="background:#fff">${hidden.join("")}${seen}`);
    expect(saidIn(view)).toBe("Seen\nWhite\nPale");
  });

  test("text is typed, a form is sent, a choice is made, and back leads back", async () => {
    world.pages.set("/found", (request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<p>Asked: ${new URL(request.url ?? "", "http://x").searchParams.toString()}`);
    });
    const { browsing, view } = await opened(
      '<form action="/found"><input name="q" aria-label="Words" value="old"><select name="year" aria-label="Year"><option>2025<option>2026</select></form>',
      "form",
    );
    await viewOf(browsing, { type: "type", element: elementOf(view, "Year"), text: "2026", submit: false });
    const sent = {
      type: "type",
      element: elementOf(view, "Words"),
      text: "snow & ice",
      submit: true,
    } as const;
    expect(saidIn(await viewOf(browsing, sent))).toContain("Asked: q=snow+%26+ice&year=2026");
    expect((await viewOf(browsing, { type: "back" })).title).toBe("form");
  });

  test("what is covered is not clicked through, and the cover is named", async () => {
    const { browsing, view } = await opened(
      `<button onclick="document.title = 'through'">Buy</button><div style="position:fixed;inset:0;background:#eee">Accept cookies?</div>`,
    );
    const outcome = await browsing.act({ type: "click", element: elementOf(view, "Buy") }, untilDone);
    expect(outcome).toMatchObject({ type: "refused", why: expect.stringContaining("Accept cookies?") });
    expect((await viewOf(browsing, { type: "look" })).title).toBe("page");
  });

  test("what stands far down is clicked, from wherever the screen is", async () => {
    const { browsing, view } = await opened(
      `<button onclick="document.title += 1">Top</button><div style="height:3000px"></div><button onclick="document.title += 2">Bottom</button>`,
    );
    await viewOf(browsing, { type: "click", element: elementOf(view, "Bottom") });
    expect((await viewOf(browsing, { type: "click", element: elementOf(view, "Top") })).title).toBe("page21");
  });

  test("scrolling tells where the screen is", async () => {
    const { browsing, view } = await opened('<div style="height:5000px">Long</div>');
    expect(view.scroll).toMatchObject({ top: 0, screenHeight: 800 });
    const down = await viewOf(browsing, { type: "scroll", screens: 2 });
    expect(down.scroll.top).toBe(1600);
    expect((await viewOf(browsing, { type: "scroll", screens: -9 })).scroll.top).toBe(0);
  });

  test("dialogs are dismissed and told, tabs that a page opens are tabs", async () => {
    const { browsing, view } = await opened(
      `<button onclick="document.title = String(confirm('Send all you know?'))">Ask</button><button onclick="window.open('/other')">Open</button>`,
    );
    world.pages.set("/other", "<title>other</title>");
    const asked = await viewOf(browsing, { type: "click", element: elementOf(view, "Ask") });
    expect(asked).toMatchObject({ title: "false", dialogs: ["confirm: Send all you know?"] });
    const other = await viewOf(browsing, { type: "click", element: elementOf(view, "Open") });
    expect(other).toMatchObject({ title: "other", notes: ["a new tab was opened and is shown"] });
    expect(other.tabs.map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
    expect((await viewOf(browsing, { type: "tab", tab: other.tabs[0]?.number ?? 0 })).title).toBe("false");
  });

  test("frames and shadow trees are part of the page, and can be clicked", async () => {
    world.pages.set("/frame", `<button onclick="this.textContent = 'Pressed'">In a frame</button>`);
    const { browsing, view } = await opened(
      `<iframe src="/frame"></iframe><iframe src="${world.origin("other.example.org")}/frame" style="margin-top:300px"></iframe><div id="host"></div>
       <script>host.attachShadow({ mode: "open" }).innerHTML = "<button>In a shadow</button>"</script>`,
      "framed",
    );
    const buttons = view.lines.filter(({ role }) => role === "button");
    expect(buttons.map(({ text }) => text)).toEqual(["In a frame", "In a frame", "In a shadow"]);
    for (const { element = "" } of buttons.slice(0, 2)) await viewOf(browsing, { type: "click", element });
    expect(saidIn(await viewOf(browsing, { type: "look" })).match(/Pressed/g)).toHaveLength(2);
  });

  test("a download comes into the workspace under a harmless name", async () => {
    world.pages.set("/data", (_request, response) => {
      response.writeHead(200, { "content-disposition": `attachment; filename="..%2f..%2fa b$(x).csv"` });
      response.end("a,b\n1,2\n");
    });
    const { browsing, view } = await opened('<a href="/data">Get it</a>');
    const after = await viewOf(browsing, { type: "click", element: elementOf(view, "Get it") });
    const [name = ""] = await readdir(path.join(world.workspace, "downloads"));
    expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]*\.csv$/u);
    expect(after.notes).toEqual([`downloaded downloads/${name} (8 bytes)`]);
    expect(await readFile(path.join(world.workspace, "downloads", name), "utf8")).toBe("a,b\n1,2\n");
    const direct = await browsing.act({ type: "open", url: `${world.origin()}/data` }, untilDone);
    expect(direct).toMatchObject({ type: "refused", why: expect.stringContaining("downloaded downloads/") });
  });

  test("nothing of one run is left for the next", async () => {
    world.pages.set(
      "/keep",
      `<script>document.title = document.cookie + (localStorage.a ?? ""); document.cookie = "c=1"; localStorage.a = 2</script>`,
    );
    const url = `${world.origin()}/keep`;
    const first = world.browse();
    await viewOf(first, { type: "open", url });
    expect((await viewOf(first, { type: "open", url })).title).toBe("c=12");
    expect((await viewOf(world.browse(), { type: "open", url })).title).toBe("");
  });

  test("permissions are denied and workers do not stay", async () => {
    const { view } = await opened(
      `<script>(async () => {
        const names = ["geolocation", "notifications", "camera", "microphone", "clipboard-read"];
        const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
        const worker = navigator.serviceWorker?.register("/worker.js").catch(() => "no");
        document.title = states.map(({ state }) => state).join();
      })()</script><p>x`,
      "rights",
    );
    expect(view.title).toBe("denied,denied,denied,denied,denied");
    expect(world.requests).not.toContain("GET /worker.js");
  });

  test("what is asked of no page, or of no element, is refused in words", async () => {
    const browsing = world.browse();
    expect(await browsing.act({ type: "back" }, untilDone)).toMatchObject({
      type: "refused",
      why: expect.stringContaining("open one first"),
    });
    for (const url of ["file:///etc/passwd", "chrome://sandbox", "javascript:alert(1)", "http://127.0.0.1/"])
      expect(await browsing.act({ type: "open", url }, untilDone)).toMatchObject({ type: "refused" });
  });

  test("a screen is given once and again when it has changed", async () => {
    const { browsing, view } = await opened(
      `<p style="font-size:12px">Total: <span id="n">61</span></p><input autofocus><button onclick="n.textContent = 69">Count</button>`,
    );
    const screens: string[] = [];
    const look = async () => screens.push((await browsing.screenshot(untilDone)).type);
    await look();
    await look();
    await viewOf(browsing, { type: "click", element: elementOf(view, "Count") });
    await look();
    await look();
    expect(screens).toEqual(["screen", "unchanged", "screen", "unchanged"]);
  });
});
